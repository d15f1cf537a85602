import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";
import { engineByTools } from "./engineByTools";
import type { EngineProcess } from "./engineProcess";

const MOST_ANCESTORS = 32;
/** What Linux adds to the name of a file that is no more. */
const DELETED = " (deleted)";
/** What runs programs of another processor, and stands in /proc in their place. */
const EMULATOR = /^(qemu-|rosetta)/;

/**
 * The ancestor that serves this pack: the one that listens where the pack was told to find its engine. A name would
 * prove nothing: wrappers and shims give the engine others, and an image may start it as process 1. Undefined where the
 * system does not show it: on Windows, and where the engine belongs to another user.
 */
export function findEngine(pid: number = process.pid): EngineProcess | undefined {
  return process.platform === "darwin" ? engineByTools(pid) : engineInProc(pid);
}

function engineInProc(pid: number): EngineProcess | undefined {
  try {
    const sockets = listeningOn(portIn(argumentsOf(pid)));
    if (sockets.size === 0) return undefined;
    for (let ancestor = parentOf(pid), steps = 0; ancestor > 0 && steps < MOST_ANCESTORS; steps += 1) {
      if (holdsOne(sockets, ancestor)) return processOf(ancestor);
      ancestor = parentOf(ancestor);
    }
  } catch {
    // Not Linux, or not ours to look at: the caller has other ways to find the project and the CLI.
  }
  return undefined;
}

/**
 * Whether nobody listens where this process was told to find its engine: it was started by hand, by a replay of recorded
 * messages, say. False as well where the system does not show it.
 */
export function isWithoutEngine(pid: number = process.pid): boolean {
  try {
    const port = portIn(argumentsOf(pid));
    return port !== undefined && listeningOn(port).size === 0;
  } catch {
    return false;
  }
}

/** `node …/run-policy-pack ADDRESS PACK`: the SDK hides its arguments from the pack, the system does not. */
function portIn(args: readonly string[]): number | undefined {
  const address = args.findLast((arg) => /^(127\.0\.0\.1|localhost|\[::1\]):\d+$/.test(arg));
  return address === undefined ? undefined : Number(address.slice(address.lastIndexOf(":") + 1));
}

/** `socket:[INODE]` of each socket that listens on the port. */
function listeningOn(port: number | undefined): ReadonlySet<string> {
  if (port === undefined) return new Set();
  const lines = ["tcp", "tcp6"].flatMap((table) => linesOf(`/proc/self/net/${table}`));
  const rows = lines.map((line) => line.trim().split(/\s+/));
  const listening = rows.filter(([, local = "", , state]) => state === LISTEN && portOf(local) === port);
  return new Set(listening.map((row) => `socket:[${row[9] ?? ""}]`));
}

const LISTEN = "0A";
const portOf = (address: string): number => Number.parseInt(address.slice(address.lastIndexOf(":") + 1), 16);

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    // Without IPv6 there is no table of it.
    return [];
  }
}

function holdsOne(sockets: ReadonlySet<string>, pid: number): boolean {
  const folder = `/proc/${pid}/fd`;
  return namesIn(folder).some((name) => sockets.has(linkAt(`${folder}/${name}`)));
}

/** Other ancestors may be another user's, and are not the engine then. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What was open when the folder was listed may be closed now. */
function linkAt(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return "";
  }
}

function processOf(pid: number): EngineProcess {
  const executable = readlinkSync(`/proc/${pid}/exe`);
  return {
    // After an upgrade in the middle of a deployment the new one is where the old one was, or elsewhere on PATH.
    executable: executable.endsWith(DELETED) || EMULATOR.test(path.basename(executable)) ? "pulumi" : executable,
    folder: readlinkSync(`/proc/${pid}/cwd`),
    commandLine: argumentsOf(pid).slice(1),
  };
}

const argumentsOf = (pid: number): string[] => readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);

/** Field 4 of /proc/PID/stat; the command in field 2 may hold spaces and parentheses. 0 above the first process. */
function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}
