/** How `ecs-lock check` grows with a preview that is made while it is read, through a pipe. */
import { spawn } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Row } from "../lookups/table";
import { lockPieces, previewPieces } from "./document";

/** `text`: what it prints at the end is short, whatever the plan is. */
export async function growth(steps: number, main: string, folder: string): Promise<Row> {
  const lockFile = join(folder, `locks-${steps}.json`);
  const file = openSync(lockFile, "w");
  for (const piece of lockPieces(steps)) writeSync(file, piece);
  closeSync(file);
  const started = performance.now();
  const args = ["-q", "-f", "%M %U %S", process.execPath, main, "check", "-", "--locks", lockFile];
  const child = spawn("/usr/bin/time", args, { stdio: ["pipe", "pipe", "pipe"] });
  let [last, errors] = ["", ""];
  child.stdout.on("data", (data: Buffer) => (last = (last + data.toString()).slice(-1_000)));
  child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
  const ended = new Promise((resolve) => child.once("close", resolve));
  let bytes = 0;
  const counted = function* (): Generator<string> {
    for (const piece of previewPieces(steps)) {
      bytes += piece.length;
      yield piece;
    }
  };
  // Whoever refuses a preview does not read it to its end.
  await pipeline(Readable.from(counted()), child.stdin).catch(() => undefined);
  await ended;
  const [kilobytes = Number.NaN, user = 0, system = 0] = (errors.trim().split("\n").at(-1) ?? "")
    .split(" ")
    .map(Number);
  return {
    steps,
    MB: (bytes / 1e6).toFixed(0),
    "seconds, with making the preview": ((performance.now() - started) / 1000).toFixed(1),
    "CPU seconds of check": (user + system).toFixed(1),
    "CPU µs a step": (((user + system) / steps) * 1e6).toFixed(0),
    "memory (MB)": (kilobytes / 1000).toFixed(0),
    "what it says":
      (last === "" ? errors : last)
        .trim()
        .split("\n")
        .at(last === "" ? 0 : -1) ?? "",
  };
}
