/** Randomised sequences of faults, and what the look-ups say in spite of them. */
import type { Pace } from "../../policypack/locks/api/acsRetry";
import { ecsApiSource } from "../../policypack/locks/api/ecsApi";
import { isLocked, type InstanceStatus } from "../../policypack/domain/statuses";
import type { LookUp } from "../../policypack/domain/lookUps";
import type { Statuses } from "../../policypack/review/lookUps/lockSource";
import { addDisk, addInstance, KEY_ID, KEY_SECRET, REGION } from "../../tests/support/emulator/cloud";
import { startEmulator, type Emulator } from "../../tests/support/emulator/emulator";
import type { Fault, FaultKind } from "../../tests/support/emulator/faults";
import { identity } from "./cost";
import type { Row } from "./table";

const TIMEOUT_SECONDS = 0.5;
const PACE: Pace = { firstMs: 1, longestMs: 20, attemptMs: 120, sleep: () => Promise.resolve() };
const WORKERS = 6;

const KINDS: readonly FaultKind[] = [
  "throttled",
  "tooMany",
  "serverError",
  "unavailable",
  "badGateway",
  "html",
  "truncated",
  "notAnAnswer",
  "reset",
  "resetInBody",
  "hang",
  "hangInBody",
  "redirect",
  "expiredToken",
  "forbidden",
  "badSignature",
  "noOperationLocks",
  "missingEntries",
  "contradiction",
  "otherRegion",
  "endlessPages",
  "smallPages",
];

export interface CampaignResult {
  readonly figures: Row;
  readonly kinds: number;
  readonly timeoutSeconds: number;
  readonly isBad: boolean;
}

interface Tally {
  runs: number;
  faults: number;
  calls: number;
  known: number;
  undecided: number;
  wrong: number;
  hangs: number;
  leaks: number;
  slowestMs: number;
}

export async function campaign({ seed, runs }: { seed: number; runs: number }): Promise<CampaignResult> {
  const tally: Tally = {
    runs: 0,
    faults: 0,
    calls: 0,
    known: 0,
    undecided: 0,
    wrong: 0,
    hangs: 0,
    leaks: 0,
    slowestMs: 0,
  };
  const seeds = Array.from({ length: runs }, (_, at) => seed * 1_000_003 + at);
  await Promise.all(Array.from({ length: WORKERS }, () => work(seeds, tally)));
  const { wrong, hangs, leaks, slowestMs, ...counts } = tally;
  return {
    figures: {
      ...counts,
      "wrong verdicts": wrong,
      hangs,
      "secrets leaked": leaks,
      "slowest run (ms)": Math.round(slowestMs),
    },
    kinds: KINDS.length,
    timeoutSeconds: TIMEOUT_SECONDS,
    isBad: wrong + hangs + leaks > 0,
  };
}

async function work(seeds: number[], tally: Tally): Promise<void> {
  for (let seed = seeds.pop(); seed !== undefined; seed = seeds.pop()) {
    const emulator = await startEmulator();
    await oneRun(emulator, generator(seed), tally);
    await emulator.stop();
  }
}

async function oneRun(emulator: Emulator, random: Random, tally: Tally): Promise<void> {
  const instanceIds = Array.from({ length: 1 + random(150) }, (_, at) => `i-${at}`);
  for (const id of instanceIds) addInstance(emulator.cloud, id, { lockReasons: pick(LOCKS, random) });
  const diskIds = Array.from({ length: random(5) }, (_, at) => `d-${at}`);
  for (const id of diskIds) addDisk(emulator.cloud, id, random(3) === 0 ? [] : [pick(instanceIds, random)]);
  const faults = Array.from({ length: random(7) }, (): Fault => ({ kind: pick(KINDS, random), times: 1 + random(3) }));
  emulator.faults.add(...faults);
  const source = ecsApiSource(identity(emulator, REGION), {
    timeoutSeconds: TIMEOUT_SECONDS,
    environment: {},
    pace: PACE,
  });
  const start = performance.now();
  const [statuses, locked] = await Promise.all([source.lookUp({ instanceIds, diskIds }), source.lockedInRegion()]);
  const ms = performance.now() - start;
  count(tally, { emulator, wanted: [instanceIds, diskIds], statuses, locked, faults, ms });
}

const LOCKS: readonly string[][] = [[], [], ["security"], ["financial"], ["financial", "Security"]];

interface Outcome {
  readonly emulator: Emulator;
  readonly wanted: readonly [readonly string[], readonly string[]];
  readonly statuses: Statuses;
  readonly locked: LookUp<readonly InstanceStatus[]>;
  readonly faults: readonly Fault[];
  readonly ms: number;
}

function count(tally: Tally, outcome: Outcome): void {
  const { statuses, wanted, faults, ms } = outcome;
  const known = [...statuses.instances.values(), ...statuses.disks.values()].filter((status) => status.known).length;
  const undecided = statuses.instances.size + statuses.disks.size - known;
  const absent = [
    wanted[0].filter((id) => !statuses.instances.has(id)),
    wanted[1].filter((id) => !statuses.disks.has(id)),
  ];
  tally.runs += 1;
  tally.faults += faults.reduce((sum, { times = 1 }) => sum + times, 0);
  tally.calls += outcome.emulator.calls.length;
  tally.known += known;
  tally.undecided += undecided;
  tally.wrong += contradictions(outcome) + absent.flat().length + (faults.length === 0 ? undecided : 0);
  tally.hangs += ms > (TIMEOUT_SECONDS + 1) * 1000 ? 1 : 0;
  tally.leaks += leaks(outcome) ? 1 : 0;
  tally.slowestMs = Math.max(tally.slowestMs, ms);
}

/** What is said to be known and is otherwise in the cloud. */
function contradictions({ emulator: { cloud }, statuses, locked, faults }: Outcome): number {
  const isReallyLocked = (id: string): boolean =>
    cloud.instances.get(id)?.lockReasons.some((reason) => reason.toLowerCase() === "security") ?? false;
  const instances = [...statuses.instances].filter(
    ([id, status]) => status.known && isLocked(status.value) !== isReallyLocked(id),
  );
  const disks = [...statuses.disks].filter(([id, status]) => {
    const disk = cloud.disks.get(id);
    return (
      status.known &&
      (status.value.status !== disk?.status || status.value.instanceIds.join() !== disk.instanceIds.join())
    );
  });
  const really = [...cloud.instances.keys()].filter(isReallyLocked).sort().join();
  // A list without ids that lacks entries looks like a shorter list: no client can tell, so it is no verdict's fault.
  const isToldApart = !faults.some(({ kind }) => kind === "missingEntries");
  const said =
    locked.known && isToldApart
      ? locked.value
          .map(({ instanceId }) => instanceId)
          .sort()
          .join()
      : really;
  return instances.length + disks.length + (said === really ? 0 : 1);
}

function leaks({ statuses, locked }: Outcome): boolean {
  const told = JSON.stringify([[...statuses.instances], [...statuses.disks], locked]);
  return told.includes(KEY_ID) || told.includes(KEY_SECRET);
}

type Random = (below: number) => number;

/** mulberry32: the same sequence for the same seed, on every machine. */
function generator(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function pick<T>(from: readonly T[], random: Random): T {
  const value = from[random(from.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
}
