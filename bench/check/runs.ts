import { spawnSync } from "node:child_process";

/** One run of a command: how long it took, and how much memory it had at most. */
export interface Run {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly stdout: string;
}

/** GNU time gives the memory; the exit status of the command is part of its result. */
export function timed(command: string, args: readonly string[]): Run {
  const started = performance.now();
  const { stdout, stderr, error } = spawnSync("/usr/bin/time", ["-q", "-f", "%M", command, ...args], {
    encoding: "utf8",
    maxBuffer: 1024 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  const kilobytes = Number(stderr.trim().split("\n").at(-1));
  if (Number.isNaN(kilobytes)) throw new Error(`${command}: ${stderr}`);
  return { milliseconds: performance.now() - started, megabytes: kilobytes / 1000, stdout };
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** `0.31 (0.29–0.36)`: the median, and from the first to the last quarter. */
export function spread(numbers: readonly number[], digits: number): string {
  const sorted = [...numbers].sort((one, other) => one - other);
  const at = (part: number): string => (sorted[Math.round((sorted.length - 1) * part)] ?? 0).toFixed(digits);
  return `${median(numbers).toFixed(digits)} (${at(0.25)}–${at(0.75)})`;
}
