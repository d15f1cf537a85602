/** PowerShell's `>` writes UTF-16 or a byte order mark. */
export async function* utf8(chunks: AsyncIterable<Buffer | string>): AsyncIterable<Buffer> {
  let decode: ((bytes: Buffer) => Buffer) | undefined;
  for await (const chunk of chunks) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    decode ??= decoderFor(bytes);
    yield decode(bytes);
  }
}

function decoderFor(start: Buffer): (bytes: Buffer) => Buffer {
  const isUtf16 = start[0] === 0xff && start[1] === 0xfe;
  const hasMark = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;
  if (!isUtf16) return (bytes) => (hasMark && bytes === start ? bytes.subarray(3) : bytes);
  const decoder = new TextDecoder("utf-16le");
  return (bytes) => Buffer.from(decoder.decode(bytes, { stream: true }));
}
