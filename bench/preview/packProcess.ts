// What the pack's process costs, as Linux shows it in /proc. Elsewhere nothing is known of it.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export interface ProcessCost {
  readonly peakBytes: number;
  readonly cpuMs: number;
}

export interface Watch {
  /** Ends the watch; undefined: no such process was seen. */
  stop(): ProcessCost | undefined;
}

const EVERY_MS = 40;
const CLOCK_TICKS_A_SECOND = 100;

/** Watches the process that runs the pack of this folder, from its start to its end. */
export function watchPack(folder: string): Watch {
  let pid: string | undefined;
  let cost: ProcessCost | undefined;
  const look = () => {
    const now = pid === undefined ? undefined : costOf(pid);
    // None yet, or it has ended: the engine may have started it anew.
    if (now === undefined) pid = findProcess(folder);
    else if (cost === undefined || now.cpuMs >= cost.cpuMs) cost = now;
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return cost;
    },
  };
}

function findProcess(folder: string): string | undefined {
  return folders("/proc").find((pid) => {
    return read(`/proc/${pid}/cmdline`).includes("/run-policy-pack\0") && folderOf(pid) === folder;
  });
}

/** Undefined: no such process, or not on Linux. */
export function costOf(pid: string): ProcessCost | undefined {
  const peak = /VmHWM:\s*(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1];
  const stat = read(`/proc/${pid}/stat`);
  // Fields 14 and 15 of the line; the command in field 2 may hold spaces.
  const [user, system] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13);
  if (peak === undefined || user === undefined || system === undefined) return undefined;
  return {
    peakBytes: Number(peak) * 1024,
    cpuMs: ((Number(user) + Number(system)) / CLOCK_TICKS_A_SECOND) * 1000,
  };
}

function folders(parent: string): string[] {
  try {
    return readdirSync(parent).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function folderOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** A process may end between two looks. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
