// How a pack's own process grows with the stack, and what it does at one size, without an engine.
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runAlone, toldStack, type Alone } from "./alone";
import type { Packs } from "./packs";
import { summarise, type CpuProfile, type Share } from "./profile";
import { median } from "./statistics";

export type AlonePack = "empty" | "this pack";
const PACKS: readonly AlonePack[] = ["empty", "this pack"];

export interface Grown extends Alone {
  readonly size: number;
  readonly pack: AlonePack;
  /** Bytes of the message with the whole stack, and of the export. */
  readonly messageBytes: number;
  readonly exportBytes: number;
}

export interface GrowthPlan {
  readonly size: number;
  readonly rounds: number;
}

export async function measureGrowth(
  plans: readonly GrowthPlan[],
  packs: Packs,
  progress: (text: string) => void,
): Promise<Grown[]> {
  const grown: Grown[] = [];
  for (const { size, rounds } of plans) {
    const told = await toldStack(size, "none");
    const samples = new Map<AlonePack, Alone[]>(PACKS.map((pack) => [pack, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const pack of PACKS) samples.get(pack)?.push(await runAlone(packs[pack], told));
    }
    for (const [pack, all] of samples) {
      const alone = middle(all);
      const { messages, exportBytes } = told;
      grown.push({ size, pack, ...alone, messageBytes: messages.stack.length, exportBytes });
      progress(`${size} resources, ${pack} alone: ${((alone.resourcesMs + alone.stackMs) / 1000).toFixed(2)} s`);
    }
    await told.remove();
  }
  return grown;
}

function middle(samples: readonly Alone[]): Alone {
  const of = (name: keyof Alone) => median(samples.map((sample) => sample[name]));
  return {
    startMs: of("startMs"),
    resourcesMs: of("resourcesMs"),
    stackMs: of("stackMs"),
    cpuMs: of("cpuMs"),
    peakBytes: of("peakBytes"),
  };
}

/** Who uses the CPU of this pack's process for a stack of this size in which everything changes. */
export async function profileOf(packs: Packs, size: number): Promise<readonly Share[]> {
  const file = join(tmpdir(), `ecs-lock-bench-${process.pid}.cpuprofile`);
  const told = await toldStack(size, "all");
  await runAlone(packs["this pack"], told, { hook: "profile", env: { BENCH_PROFILE: file } });
  await told.remove();
  const profile = JSON.parse(await readFile(file, "utf8")) as CpuProfile;
  await rm(file);
  return summarise(profile, packs["this pack"]);
}

/** Milliseconds from the start of the process to each point. */
export interface Start {
  /** The runner, ts-node and TypeScript are loaded, and the pack's main file is next. */
  readonly pack: number;
  /** Spent on loading the SDK. */
  readonly sdk: number;
  readonly served: number;
}

export async function measureStart(packs: Packs, pack: AlonePack, rounds: number): Promise<Start> {
  const file = join(tmpdir(), `ecs-lock-bench-${process.pid}.start`);
  const told = await toldStack(10, "none");
  const starts: Start[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await runAlone(packs[pack], told, { hook: "start", env: { BENCH_START: file } });
    starts.push(JSON.parse(await readFile(file, "utf8")) as Start);
  }
  await told.remove();
  await rm(file);
  const of = (name: keyof Start) => median(starts.map((start) => start[name]));
  return { pack: of("pack"), sdk: of("sdk"), served: of("served") };
}
