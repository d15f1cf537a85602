#!/usr/bin/env node
import { STATUS, type ExitStatus } from "./failure";
import { errorCode } from "../locks/systemError";
import { run } from "./runCommand";

// What could not be written is told at the end.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

/** Whoever stops reading has had enough: that changes nothing in what was found. A report that nobody gets does. */
function written(status: ExitStatus, error: unknown): ExitStatus {
  const code = error === undefined || error === null ? "EPIPE" : errorCode(error);
  if (code === "EPIPE") return status;
  process.stderr.write(`ecs-lock: standard output cannot be written: ${code}; send it elsewhere\n`);
  return status === STATUS.ok ? STATUS.cannotSay : status;
}

void run(process.argv.slice(2), {
  environment: process.env,
  // Looking at it opens it.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  now: Date.now,
}).then((status) => {
  // The answer is there: whatever a look-up has left under way is of no use. What was written is read to its end.
  process.stdout.write("", (error) => {
    process.exitCode = written(status, process.stdout.errored ?? error);
    process.stderr.write("", () => process.exit());
  });
});
