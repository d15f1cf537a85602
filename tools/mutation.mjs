// `npm run mutation`: what the unit tests of the core would not notice. Arguments are Stryker's:
// `npm run mutation -- --mutate policypack/changes/comparison.ts`. MUTATION_TESTS, a glob, names other tests than those of
// the core. Exits with 1 where the score of a file, or that of all of them in a run of all, is too low.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { poorScores } from "./mutation/scores.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const report = new URL("../build/mutation/report.json", import.meta.url);
const shim = fileURLToPath(new URL("mutation/mochaModules.cjs", import.meta.url));
const stryker = fileURLToPath(new URL("../node_modules/@stryker-mutator/core/bin/stryker.js", import.meta.url));
const args = process.argv.slice(2);

rmSync(report, { force: true });
const { status } = spawnSync(process.execPath, [stryker, "run", ...args], {
  cwd: root,
  env: { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --require ${JSON.stringify(shim)}` },
  stdio: "inherit",
});
if (status !== 0) process.exit(status ?? 1);

const isOfAll = !args.some((arg) => /^(-m|--mutate|--dryRunOnly)\b/.test(arg));
const poor = args.includes("--dryRunOnly") ? [] : poorScores(JSON.parse(readFileSync(report, "utf8")), isOfAll);
for (const line of poor) console.error(line);
if (poor.length > 0) process.exitCode = 1;
