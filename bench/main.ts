/**
 * `npm run bench`: what the pack costs on the real engine, against no pack and three others; how that grows, and where it
 * goes. About 40 minutes; writes bench/RESULTS.md and bench/results.svg. `npm run bench -- --quick` prints a small one.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { repositoryRoot } from "../tests/support/repository";
import { runOnEngine } from "./preview/engineRuns";
import { measureGrowth, measureStart, profileOf, type GrowthPlan } from "./preview/growth";
import { machine } from "./preview/machine";
import { installedBytes, makePacks } from "./preview/packs";
import { plot } from "./preview/plot";
import { report } from "./preview/report";
import type { Results } from "./preview/results";
import { FULL, QUICK, type Scenario } from "./preview/scenarios";

interface Plan {
  readonly scenarios: readonly Scenario[];
  readonly growth: readonly GrowthPlan[];
  readonly profiled: number;
  readonly starts: number;
}

const FULL_PLAN: Plan = {
  scenarios: FULL,
  growth: [
    { size: 100, rounds: 5 },
    { size: 1000, rounds: 5 },
    { size: 5000, rounds: 3 },
    { size: 20_000, rounds: 3 },
    { size: 50_000, rounds: 1 },
  ],
  profiled: 5000,
  starts: 9,
};
const QUICK_PLAN: Plan = { scenarios: QUICK, growth: [{ size: 1000, rounds: 1 }], profiled: 1000, starts: 3 };

const progress = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

async function measure(plan: Plan): Promise<Results> {
  const about = await machine();
  const packs = await makePacks();
  const samples = await runOnEngine(plan.scenarios, packs, progress);
  return {
    machine: about,
    samples,
    grown: await measureGrowth(plan.growth, packs, progress),
    starts: {
      empty: await measureStart(packs, "empty", plan.starts),
      thisPack: await measureStart(packs, "this pack", plan.starts),
    },
    profile: { size: plan.profiled, shares: await profileOf(packs, plan.profiled) },
    installed: { empty: await installedBytes(packs.empty), thisPack: await installedBytes(packs["this pack"]) },
  };
}

async function main(): Promise<void> {
  const isQuick = process.argv.includes("--quick");
  const results = await measure(isQuick ? QUICK_PLAN : FULL_PLAN);
  const text = report(results, `npm run bench${isQuick ? " -- --quick" : ""}`);
  process.stdout.write(text);
  if (isQuick) return;
  const file = join(repositoryRoot, "bench", "RESULTS.md");
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: "markdown" }));
  writeFileSync(join(repositoryRoot, "bench", "results.svg"), plot(results));
}

void main();
