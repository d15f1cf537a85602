/** What look-ups add to a real preview: against the same preview that reads a lock file. */
import * as alicloud from "@pulumi/alicloud";
import { addInstance, KEY_ID, KEY_SECRET } from "../../tests/support/emulator/cloud";
import { startEmulator } from "../../tests/support/emulator/emulator";
import type { Emulator } from "../../tests/support/emulator/emulator";
import { newStack } from "../../tests/support/engine";
import type { TestStack } from "../../tests/support/engine";
import { importResources, priorInstance, PROGRAM, withLockFile } from "../../tests/support/scenario";
import type { Row } from "./table";

const SIZES = [1, 100];
const LATENCIES = [0, 50, 200];
const ROUNDS = 5;

/** Every instance is renamed, and none is locked: each needs its status, and the preview passes. */
export async function previewTimes(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of SIZES) {
    const names = Array.from({ length: size }, (_, at) => `web-${at}`);
    const stack = await newStack(async () => {
      for (const name of names) new alicloud.ecs.Instance(name, { ...PROGRAM, instanceName: "renamed" });
    });
    await importResources(
      stack,
      names.map((name) => priorInstance(name)),
    );
    rows.push(...(await timesOf(stack, names)));
    await stack.dispose();
  }
  return rows;
}

async function timesOf(stack: TestStack, names: readonly string[]): Promise<Row[]> {
  const emulator = await startEmulator();
  for (const name of names) addInstance(emulator.cloud, `i-${name}`);
  const instances = names.map((name) => ({ id: `i-${name}`, reasons: [] }));
  const samples = new Map<string, number[]>([
    ["lock file", []],
    ...LATENCIES.map((ms): [string, number[]] => [`API, ${ms} ms`, []]),
  ]);
  // In turn, so that whatever slows the machine down slows all of them.
  for (let round = 0; round < ROUNDS; round += 1) {
    const fileConfig = await withLockFile(stack, { instances });
    samples.get("lock file")?.push(await seconds(stack, fileConfig));
    for (const ms of LATENCIES) samples.get(`API, ${ms} ms`)?.push(await throughApi(stack, emulator, ms));
  }
  await emulator.stop();
  const medians = [...samples].map(([source, times]) => ({ source, time: median(times) }));
  const base = medians[0]?.time ?? 0;
  return medians.map(({ source, time }) => ({
    instances: names.length,
    "looked up by": source,
    "preview (s)": time.toFixed(2),
    "added (s)": (time - base).toFixed(2),
  }));
}

async function throughApi(stack: TestStack, emulator: Emulator, latencyMs: number): Promise<number> {
  emulator.latencyMs = latencyMs;
  return seconds(stack, { "ecs-lock-status": { endpoint: emulator.endpoint } });
}

async function seconds(stack: TestStack, policyPackConfig: Readonly<Record<string, unknown>>): Promise<number> {
  const env = { ALICLOUD_ACCESS_KEY: KEY_ID, ALICLOUD_SECRET_KEY: KEY_SECRET };
  const start = performance.now();
  await stack.preview({ policyPackConfig, env });
  return (performance.now() - start) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
