import { createReadStream } from "node:fs";
import { PreviewSyntaxError } from "../engine/preview/reader";
import { utf8 } from "../engine/utf8";
import { systemProblem } from "../locks/systemError";
import { CliFailure } from "./failure";
import type { Surroundings } from "./surroundings";

/** Larger ones are no faster, and leave more for the garbage collector. */
const CHUNK_BYTES = 512 * 1024;

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
    if (error instanceof CliFailure) throw error;
    if (error instanceof PreviewSyntaxError) throw new CliFailure(`${name} cannot be checked: ${error.message}`);
    throw new CliFailure(`${name} cannot be read: ${systemProblem(error)}`);
  }
}
