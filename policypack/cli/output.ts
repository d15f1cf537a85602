import { writeFileSync } from "node:fs";
import { systemProblem } from "../locks/systemError";
import { CliFailure } from "./failure";
import type { Surroundings } from "./surroundings";

/** Whether --output, or the lack of it, means standard output. */
export const isStandardOutput = (file: string | undefined): file is undefined | "-" =>
  file === undefined || file === "-";

/** Writes to a file, or to standard output where none is named. */
export function writeOutput(text: string, file: string | undefined, { stdout }: Surroundings): void {
  if (isStandardOutput(file)) {
    stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CliFailure(`${file} cannot be written: ${systemProblem(error)}; name another file with --output`);
  }
}
