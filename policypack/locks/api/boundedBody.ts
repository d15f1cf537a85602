/** Undefined: the body is larger than that, and the rest of it is not read. */
export async function boundedBody(chunks: AsyncIterable<Uint8Array>, mostBytes: number): Promise<string | undefined> {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > mostBytes) return undefined;
    read.push(chunk);
  }
  return Buffer.concat(read).toString("utf8");
}
