// Previews on the real engine, timed from the start of the command to its end.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newStack, type TestStack } from "../../tests/support/engine";
import { startBenchCloud, type BenchCloud } from "./benchCloud";
import { mixOf, programOf, stateOf } from "./mix";
import { watchPack, type ProcessCost } from "./packProcess";
import type { PackName, Packs } from "./packs";
import { isChanged, warmUp, type Change, type Scenario } from "./scenarios";

export interface Sample {
  readonly size: number;
  readonly change: Change;
  readonly pack: PackName;
  readonly round: number;
  readonly ms: number;
  /** Of the pack's process. */
  readonly cost: ProcessCost | undefined;
  /** Calls of the ECS API. */
  readonly lookUps: number;
}

export async function runOnEngine(
  scenarios: readonly Scenario[],
  packs: Packs,
  progress: (text: string) => void,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const size of new Set(scenarios.map((scenario) => scenario.size))) {
    const bench = await openStack(size, packs);
    try {
      const ofSize = scenarios.filter((one) => one.size === size);
      for (const pack of warmUp(size, ofSize)) await runPreview(bench, pack, "unchanged");
      for (const scenario of ofSize) {
        samples.push(...(await runScenario(bench, scenario, progress)));
      }
    } finally {
      await bench.close();
    }
  }
  return samples;
}

interface Bench {
  readonly stack: TestStack;
  readonly cloud: BenchCloud;
  readonly packs: Packs;
  readonly resources: ReturnType<typeof mixOf>;
  /** The configuration of this pack. */
  readonly configFile: string;
  close(): Promise<void>;
}

async function openStack(size: number, packs: Packs): Promise<Bench> {
  const resources = mixOf(size);
  const cloud = await startBenchCloud(resources);
  const stack = await newStack(programOf(resources, () => false));
  await stack.importState(stateOf(resources));
  const configFile = join(stack.tempDir, "bench-config.json");
  await writeFile(configFile, JSON.stringify({ "ecs-lock-status": { endpoint: cloud.endpoint } }));
  const close = async () => {
    await stack.dispose();
    await cloud.stop();
  };
  return { stack, cloud, packs, resources, configFile, close };
}

async function runScenario(bench: Bench, scenario: Scenario, progress: (text: string) => void): Promise<Sample[]> {
  const { change, size, rounds } = scenario;
  bench.stack.setProgram(programOf(bench.resources, (at) => isChanged(change, at)));
  bench.cloud.lock(change === "one locked");
  const samples: Sample[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    // In turn, and back: what drifts meets all packs alike.
    for (const pack of round % 2 === 0 ? scenario.packs : [...scenario.packs].reverse()) {
      const measured = await runPreview(bench, pack, change);
      progress(`${size} resources, ${change}, ${pack}: ${(measured.ms / 1000).toFixed(2)} s`);
      samples.push({ size, change, pack, round, ...measured });
    }
  }
  return samples;
}

async function runPreview(
  bench: Bench,
  pack: PackName,
  change: Change,
): Promise<Pick<Sample, "ms" | "cost" | "lookUps">> {
  const folder = pack === "none" ? undefined : bench.packs[pack];
  const packArguments = folder === undefined ? [] : ["--policy-pack", folder];
  const config = pack === "this pack" ? ["--policy-pack-config", bench.configFile] : [];
  const watch = folder === undefined ? undefined : watchPack(folder);
  const callsBefore = bench.cloud.calls();
  const start = performance.now();
  const { exitCode, log } = await bench.stack.runProgram(["preview", ...packArguments, ...config], {
    // ts-node keeps what it has compiled in the temporary folder, where a new machine has nothing.
    env: { ...bench.cloud.env, ...(pack === "TypeScript" ? { TS_NODE_CACHE: "false" } : {}) },
  });
  const ms = performance.now() - start;
  const cost = watch?.stop();
  const stops = pack === "this pack" && change === "one locked";
  assert.equal(exitCode !== 0, stops, log);
  if (stops) assert.match(log, /ModifyInstanceAttribute would be refused/);
  return { ms, cost, lookUps: bench.cloud.calls() - callsBefore };
}
