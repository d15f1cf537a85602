/** What the pack adds to a real update, and how often it asks: against the same update without it. */
import * as alicloud from "@pulumi/alicloud";
import { addDisk, addInstance, KEY_ID, KEY_SECRET } from "../../tests/support/emulator/cloud";
import { startEmulator } from "../../tests/support/emulator/emulator";
import type { Emulator } from "../../tests/support/emulator/emulator";
import { newStack, type PriorResource, type TestStack } from "../../tests/support/engine";
import { DISK } from "../../tests/support/pieces";
import { importResources, priorInstance, PROGRAM } from "../../tests/support/scenario";
import { median } from "../preview/statistics";
import type { Row } from "./table";

const LATENCIES = [0, 50];
const ROUNDS = 3;
const size = { size: 40, zoneId: "cn-hangzhou-h" };
const numbered = (count: number, what: string): string[] => Array.from({ length: count }, (_, at) => `${what}-${at}`);

interface Update {
  readonly title: string;
  readonly prior: readonly PriorResource[];
  readonly program: () => void;
}

const MACHINES = numbered(50, "web");
const DISKS = numbered(50, "data");
const NEW = numbered(30, "new");

/** Nothing is locked: all pass. */
const UPDATES: readonly Update[] = [
  {
    title: "50 instances renamed",
    prior: MACHINES.map((name) => priorInstance(name)),
    program: () => {
      for (const name of MACHINES) new alicloud.ecs.Instance(name, { ...PROGRAM, instanceName: "renamed" });
    },
  },
  {
    title: "50 disks in use resized",
    prior: DISKS.map((name) => ({ type: DISK, name, id: `d-${name}`, inputs: size, outputs: { status: "In_use" } })),
    program: () => {
      for (const name of DISKS) new alicloud.ecs.EcsDisk(name, { ...size, size: 80 });
    },
  },
  {
    title: "30 new instances with a disk each",
    prior: [],
    program: () => {
      for (const name of NEW) {
        const machine = new alicloud.ecs.Instance(name, PROGRAM);
        const disk = new alicloud.ecs.EcsDisk(`${name}-data`, size);
        new alicloud.ecs.EcsDiskAttachment(`${name}-on`, { diskId: disk.id, instanceId: machine.id });
      }
    },
  },
];

export async function updateTimes(): Promise<Row[]> {
  const emulator = await startEmulator();
  for (const name of [...MACHINES, ...DISKS]) addInstance(emulator.cloud, `i-${name}`);
  for (const name of DISKS) addDisk(emulator.cloud, `d-${name}`, [`i-${name}`]);
  const stack = await newStack(async () => undefined);
  const rows: Row[] = [];
  for (const update of UPDATES) rows.push(...(await timesOf(update, stack, emulator)));
  await stack.dispose();
  await emulator.stop();
  return rows;
}

async function timesOf(update: Update, stack: TestStack, emulator: Emulator): Promise<Row[]> {
  stack.setProgram(async () => {
    update.program();
  });
  const without: number[] = [];
  const samples = LATENCIES.map((ms) => ({ ms, times: [] as number[], calls: 0 }));
  // In turn, so that whatever slows the machine down slows all of them.
  for (let round = 0; round < ROUNDS; round += 1) {
    without.push(await seconds(update, stack, undefined));
    for (const sample of samples) {
      emulator.latencyMs = sample.ms;
      emulator.calls.length = 0;
      sample.times.push(await seconds(update, stack, emulator.endpoint));
      sample.calls = emulator.calls.length;
    }
  }
  const base = median(without);
  return samples.map(({ ms, times, calls }) => ({
    update: update.title,
    "API away (ms)": ms,
    "without the pack (s)": base.toFixed(2),
    "with it (s)": median(times).toFixed(2),
    ratio: (median(times) / base).toFixed(2),
    "look-ups, preview and update": calls,
  }));
}

async function seconds({ prior }: Update, stack: TestStack, endpoint: string | undefined): Promise<number> {
  await importResources(stack, prior);
  const env = { ALICLOUD_ACCESS_KEY: KEY_ID, ALICLOUD_SECRET_KEY: KEY_SECRET };
  // ResizeDisk is refused in edition strict only; elsewhere nobody would be asked.
  const policyPackConfig = { "ecs-lock-status": { endpoint, edition: "strict" } };
  const start = performance.now();
  await stack.up(endpoint === undefined ? { policyPack: false } : { policyPackConfig, env });
  return (performance.now() - start) / 1000;
}
