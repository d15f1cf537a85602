/**
 * `npm run bench:lookups`: what look-ups cost and whether they ever tell a falsehood. Counts the calls for growing stacks,
 * times them by the latency of the API, and runs randomised sequences of faults against the ECS API emulator. The seed is
 * printed; `SEED=7 RUNS=5000 npm run bench:lookups` repeats or enlarges the campaign. Writes bench/LOOKUPS.md.
 */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { campaign } from "./lookups/campaign";
import { callCounts, latencies } from "./lookups/cost";
import { previewTimes } from "./lookups/preview";
import { table } from "./lookups/table";
import { updateTimes } from "./lookups/update";

async function main(): Promise<void> {
  const seed = Number(process.env.SEED ?? 1);
  const runs = Number(process.env.RUNS ?? 1500);
  const counts = await callCounts();
  const times = await latencies();
  const previews = await previewTimes();
  const updates = await updateTimes();
  const result = await campaign({ seed, runs });
  const report = `# Look-ups: calls, time, faults

Written by \`npm run bench:lookups\` (Node ${process.version}, ${cpus().length} cores, seed ${seed}); the API is the emulator
in tests/support/emulator, over HTTP on loopback.

## Calls

The floor is ⌈instances / 100⌉ in each region.

${table(counts)}

## Time of all look-ups of a run, by the latency of one call

${table(times)}

## Time of a preview

Real previews (median of 5) that rename every instance of a stack; none is locked, so all pass.

${table(previews)}

## Time of an update

Real \`pulumi up\` (median of 3, preview included) through the API, in edition strict; nothing is locked, so all pass.

${table(updates)}

## Randomised faults

Each run looks up 1 to 150 instances and some disks through 0 to 6 faults of ${result.kinds} kinds, with a deadline of
${result.timeoutSeconds} s. A verdict is wrong if it contradicts the cloud, if an id has none, or if a run without a fault leaves one
undecided; a run hangs if it takes more than the deadline and a second. (Not held against the list of what is locked in a
region: an answer that drops entries of a list asked without ids; nothing in the API tells it from a shorter list.)

${table([result.figures])}
`;
  writeFileSync(join(process.cwd(), "bench", "LOOKUPS.md"), report);
  console.log(report);
  if (result.isBad) process.exitCode = 1;
}

void main();
