import { readFileSync, readlinkSync } from "node:fs";
import path from "node:path";

/** The Pulumi engine that runs this pack, as far as the operating system shows it. */
export interface EngineProcess {
  /** Absolute path of its executable, so that the state is read by the same version. */
  readonly executable: string;
  /** Its working folder: the project's, also with `pulumi -C`. */
  readonly folder: string;
  readonly commandLine: readonly string[];
}

const MOST_ANCESTORS = 16;
/** What Linux adds to the name of a file that is no more. */
const DELETED = " (deleted)";

/**
 * Walks up from this process to the first ancestor that is a `pulumi` executable. Linux only: elsewhere there is no
 * /proc, and the answer is undefined, as it is where the ancestor belongs to another user.
 */
export function findEngine(pid: number = process.ppid): EngineProcess | undefined {
  try {
    for (let ancestor = pid, steps = 0; ancestor > 1 && steps < MOST_ANCESTORS; steps += 1) {
      const [executable = "", gone] = readlinkSync(`/proc/${ancestor}/exe`).split(DELETED);
      if (path.basename(executable) === "pulumi") {
        return {
          // An upgrade in the middle of a deployment: the new one is where the old one was, or elsewhere on PATH.
          executable: gone === undefined ? executable : "pulumi",
          folder: readlinkSync(`/proc/${ancestor}/cwd`),
          commandLine: readFileSync(`/proc/${ancestor}/cmdline`, "utf8").split("\0").slice(1, -1),
        };
      }
      ancestor = parentOf(ancestor);
    }
  } catch {
    // Not Linux, or not ours to look at: the caller has other ways to find the project and the CLI.
  }
  return undefined;
}

/** Field 4 of /proc/PID/stat; the command in field 2 may hold spaces and parentheses. */
function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}
