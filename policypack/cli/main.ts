#!/usr/bin/env node
import { run } from "./runCommand";

for (const stream of [process.stdout, process.stderr]) {
  // Whoever reads has had enough: that changes nothing in what was found.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
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
  process.exitCode = status;
  // The answer is there: whatever a look-up has left under way is of no use. What was written is read to its end.
  process.stdout.write("", () => process.stderr.write("", () => process.exit()));
});
