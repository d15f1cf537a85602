/** Files that a look-up reads. Their names may be anybody's choice: a device, a pipe or a file of /proc has no end. */
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { systemProblem } from "./systemError";

export type ReadFile =
  | { readonly kind: "read"; readonly bytes: Buffer; readonly modified: Date }
  | { readonly kind: "notRegular" }
  | { readonly kind: "tooLarge" }
  /** `ENOENT, no such file or directory` … */
  | { readonly kind: "failed"; readonly problem: string };

/** A regular file of at most `mostBytes`. Its stated size is not believed: files of /proc say 0. */
export function readRegularFile(path: string, mostBytes: number): ReadFile {
  try {
    // Without O_NONBLOCK, opening a pipe waits for a writer.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return readOpened(file, mostBytes);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { kind: "failed", problem: systemProblem(error) };
  }
}

function readOpened(file: number, mostBytes: number): ReadFile {
  const facts = fstatSync(file);
  if (!facts.isFile()) return { kind: "notRegular" };
  if (facts.size > mostBytes) return { kind: "tooLarge" };
  const chunks: Buffer[] = [];
  let size = 0;
  while (size <= mostBytes) {
    const chunk = Buffer.alloc(Math.min(Math.max(facts.size - size, 4096), mostBytes - size) + 1);
    const read = readSync(file, chunk, 0, chunk.length, null);
    if (read === 0) return { kind: "read", bytes: Buffer.concat(chunks, size), modified: facts.mtime };
    chunks.push(chunk.subarray(0, read));
    size += read;
  }
  return { kind: "tooLarge" };
}
