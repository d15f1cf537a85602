import { newFolder } from "../cli/runCli";
import { configurationHolds, exportHolds, lockFileHolds, planHolds } from "./properties";

export interface Counts {
  readonly plans: number;
  /** Lock files, configurations and states, in equal parts. */
  readonly files: number;
}

/** Stops at the first mutant of which something does not hold, and names its seed. */
export async function campaign({ plans, files }: Counts, firstSeed: number, progress: (done: number) => void) {
  const folder = newFolder();
  try {
    for (let at = 0; at < plans + files; at += 1) {
      const seed = firstSeed + at;
      try {
        if (at < plans) await planHolds(seed, folder);
        else await fileHolds(seed, folder);
      } catch (error) {
        throw new Error(`seed ${seed}, ${at < plans ? "a plan" : "another file"}: ${String(error)}`, { cause: error });
      }
      if (at % 5_000 === 4_999) progress(at + 1);
    }
  } finally {
    folder.remove();
  }
}

async function fileHolds(seed: number, folder: ReturnType<typeof newFolder>): Promise<void> {
  switch (seed % 3) {
    case 0:
      await lockFileHolds(seed, folder);
      break;
    case 1:
      await configurationHolds(seed, folder);
      break;
    default:
      exportHolds(seed);
  }
}
