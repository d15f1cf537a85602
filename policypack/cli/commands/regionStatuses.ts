import { failureOf } from "../../locks/api/acsError";
import { byId, DISKS, INSTANCES, type Entry } from "../../locks/api/answers";
import { deadline } from "../../locks/api/deadline";
import { ASK_AGAIN, describer, type Bound, type Describe, type Question } from "../../locks/api/describe";
import type { Environment } from "../../locks/api/endpoint";
import type { Identity } from "../../locks/credentials/identity";
import type { DiskStatus, InstanceStatus } from "../../domain/statuses";
import type { Failure, LookUp } from "../../domain/lookUps";

/** The instances and disks of one region, as far as they could be looked up. */
export interface RegionStatuses {
  readonly instances: readonly InstanceStatus[];
  readonly disks: readonly DiskStatus[];
  readonly failures: readonly Failure[];
}

export interface RegionQuestion {
  /** These and the disks attached to them; undefined: all of the region. */
  readonly instanceIds: readonly string[] | undefined;
  readonly withDisks: boolean;
  readonly environment: Environment;
  readonly timeoutSeconds: number;
  readonly now: () => Date;
  /** Shared by the regions that are asked at the same time. */
  readonly limit: Bound;
  /** Told from time to time how many instances and disks there are so far. */
  readonly progress: (instances: number, disks: number) => void;
}

const PROGRESS_MS = 5_000;
/** What DescribeInstances takes at one time. */
const MOST_IDS = 100;

/** Pages through everything: a lock file is to say of unlocked instances that they are. */
export async function statusesOfRegion(identity: Identity, question: RegionQuestion): Promise<RegionStatuses> {
  const describe = describer(identity, question);
  const [instances, disks]: [Entry<InstanceStatus>[], Entry<DiskStatus>[]] = [[], []];
  const limit = deadline(question.timeoutSeconds);
  const ticker = setInterval(() => {
    question.progress(instances.length, disks.length);
  }, PROGRESS_MS);
  const { instanceIds, withDisks } = question;
  const failures = await Promise.all([
    ...instanceFilters(instanceIds).map((filter) =>
      settled(describe, { layout: INSTANCES, filter, found: instances }, limit),
    ),
    ...(withDisks ? diskFilters(instanceIds) : []).map((filter) =>
      settled(describe, { layout: DISKS, filter, found: disks }, limit),
    ),
  ]);
  clearInterval(ticker);
  limit.end();
  const [ofInstances, ofDisks] = [byId(instances, ASK_AGAIN), byId(disks, ASK_AGAIN)];
  return {
    instances: valuesIn([...ofInstances.values()]),
    disks: valuesIn([...ofDisks.values()]),
    failures: [...failures, ...failuresIn([...ofInstances.values(), ...ofDisks.values()])].filter(
      (failure) => failure !== undefined,
    ),
  };
}

type Filter = Readonly<Record<string, string>>;

function instanceFilters(ids: readonly string[] | undefined): Filter[] {
  if (ids === undefined) return [{}];
  const batches = Array.from({ length: Math.ceil(ids.length / MOST_IDS) }, (_, index) =>
    ids.slice(index * MOST_IDS, (index + 1) * MOST_IDS),
  );
  return batches.map((batch) => ({ InstanceIds: JSON.stringify(batch) }));
}

const diskFilters = (ids: readonly string[] | undefined): Filter[] => ids?.map((id) => ({ InstanceId: id })) ?? [{}];

async function settled<T>(
  describe: Describe,
  question: Question<T>,
  limit: ReturnType<typeof deadline>,
): Promise<Failure | undefined> {
  try {
    await describe(question, limit);
    return undefined;
  } catch (error) {
    return failureOf(error);
  }
}

export const valuesIn = <T>(found: readonly LookUp<T>[]): T[] => found.flatMap((one) => (one.known ? [one.value] : []));
export const failuresIn = (found: readonly LookUp<unknown>[]): Failure[] =>
  found.flatMap((one) => (one.known ? [] : [one.failure]));

/** The disks that are attached to any of the instances. */
export const attachedTo = (disks: readonly DiskStatus[], instances: readonly InstanceStatus[]): DiskStatus[] => {
  const ids = new Set(instances.map(({ instanceId }) => instanceId));
  return disks.filter(({ instanceIds }) => instanceIds.some((id) => ids.has(id)));
};
