import { createReadStream } from "node:fs";
import { PreviewSyntaxError } from "../changes/previewReader";
import { CliFailure, errorCode } from "./failure";
import type { Surroundings } from "./surroundings";

const CHUNK_BYTES = 1024 * 1024;

/** Whatever takes the input in pieces, such as a `PreviewCollector`. */
export interface Collector<T> {
  push(chunk: Buffer): void;
  end(): T;
}

/** Feeds a file, or standard input for "-", to a collector. */
export async function collectInput<T>(file: string, collector: Collector<T>, { stdin }: Surroundings): Promise<T> {
  const name = file === "-" ? "standard input" : file;
  try {
    const stream = file === "-" ? stdin : createReadStream(file, { highWaterMark: CHUNK_BYTES });
    for await (const chunk of utf8(stream as AsyncIterable<Buffer | string>)) collector.push(chunk);
    return collector.end();
  } catch (error) {
    if (error instanceof PreviewSyntaxError) throw new CliFailure(`${name} cannot be checked: ${error.message}`);
    throw new CliFailure(`${name} cannot be read: ${errorCode(error)}`);
  }
}

/** PowerShell's `>` writes UTF-16 or a byte order mark. */
async function* utf8(chunks: AsyncIterable<Buffer | string>): AsyncIterable<Buffer> {
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
