/** Lock statuses from the ECS API: each id asked once, 100 a call, and within one deadline. */
import { AcsError, failureOf } from "./acsError";
import { DISKS, INSTANCES, byId, type Entry, type Layout } from "./answers";
import { deadline, type Deadline } from "./deadline";
import { ASK_AGAIN, describer, type Describe, type DescribeOptions } from "./describe";
import type { Identity } from "../credentials/identity";
import { attachedTo } from "../file/lockFile";
import { isLocked, type DiskStatus, type Evidence, type InstanceStatus } from "../../domain/statuses";
import { known, notKnown, type Failure, type LookUp } from "../../domain/lookUps";
import type { LockSource, Statuses, Wanted } from "../../review/lookUps/lockSource";

export interface EcsApiOptions extends DescribeOptions {
  /** For all look-ups of one batch, retries included. */
  readonly timeoutSeconds: number;
}

const BATCH = 100;

export function ecsApiSource(identity: Identity, options: EcsApiOptions): LockSource {
  const describe = describer(identity, options);
  const instances = onceAnId(INSTANCES, describe, identity.region);
  const disks = onceAnId(DISKS, describe, identity.region);
  let locked: Promise<LookUp<readonly InstanceStatus[]>> | undefined;
  return {
    lookUp: (wanted) => within(options.timeoutSeconds, (limit) => lookUp(wanted, { instances, disks }, limit)),
    lockedInRegion: () => (locked ??= within(options.timeoutSeconds, (limit) => lockedInRegion(describe, limit))),
  };
}

async function within<T>(seconds: number, work: (limit: Deadline) => Promise<T>): Promise<T> {
  const limit = deadline(seconds);
  try {
    return await work(limit);
  } finally {
    limit.end();
  }
}

type Ask<T> = (ids: readonly string[], limit: Deadline) => Promise<Map<string, LookUp<T>>>;

async function lookUp(
  wanted: Wanted,
  ask: { readonly instances: Ask<InstanceStatus>; readonly disks: Ask<DiskStatus> },
  limit: Deadline,
): Promise<Statuses> {
  const [instances, disks] = await Promise.all([
    ask.instances(wanted.instanceIds, limit),
    ask.disks(wanted.diskIds, limit),
  ]);
  const attached = await ask.instances(attachedTo(disks), limit);
  return { instances: new Map([...instances, ...attached]), disks };
}

function onceAnId<T extends { readonly evidence: Evidence }>(
  layout: Layout<T>,
  describe: Describe,
  region: string,
): Ask<T> {
  const asked = new Map<string, Promise<LookUp<T>>>();
  return async (ids, limit) => {
    const fresh = [...new Set(ids)].filter((id) => !asked.has(id));
    for (const id of fresh.filter((id) => !isEcsId(id))) asked.set(id, Promise.resolve(notAnId(layout)));
    for (const batch of chunks(fresh.filter(isEcsId), BATCH)) {
      const answer = describeBatch(batch, { layout, describe, region }, limit);
      for (const id of batch)
        asked.set(
          id,
          answer.then((statusOf) => statusOf(id)),
        );
    }
    const statuses = new Map<string, LookUp<T>>();
    for (const id of ids) {
      const status = await asked.get(id);
      if (status !== undefined) statuses.set(id, status);
    }
    return statuses;
  };
}

/** One odd id would make the API refuse the other 99 of its batch. */
function isEcsId(id: string): boolean {
  return /^[A-Za-z0-9][\w.-]{0,127}$/.test(id);
}

function notAnId<T>({ operation }: Layout<T>): LookUp<never> {
  return notKnown({
    cause: `the id has characters that no id has, so ${operation} was not asked`,
    remedy: "check the id in the program or in the stack's state",
  });
}

function chunks(ids: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, at) => ids.slice(at * size, (at + 1) * size));
}

interface BatchContext<T> {
  readonly layout: Layout<T>;
  readonly describe: Describe;
  readonly region: string;
}

/** Never rejects. */
async function describeBatch<T extends { readonly evidence: Evidence }>(
  ids: readonly string[],
  { layout, describe, region }: BatchContext<T>,
  limit: Deadline,
): Promise<(id: string) => LookUp<T>> {
  const found: Entry<T>[] = [];
  const filter = { [`${layout.idProperty}s`]: JSON.stringify(ids) };
  const failure = await settle(describe({ layout, filter, found, ids: foldedIds(ids) }, limit));
  const statuses = byId(found, ASK_AGAIN);
  return (id) => {
    const status = statuses.get(id);
    // A page that could not be read may have said otherwise, but nothing unlocks what one page calls locked.
    if (failure !== undefined && status?.known === true && !layout.isFinal(status.value)) return notKnown(failure);
    return status ?? notKnown(failure ?? notFound(layout, region));
  };
}

const foldedIds = (ids: readonly string[]): ReadonlySet<string> => new Set(ids.map((id) => id.toLowerCase()));

/** The failure, if any. */
async function settle(work: Promise<void>): Promise<Failure | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return failureOf(error);
  }
}

/** An identity without the permission may see an empty list, so the remedy names it too. */
function notFound<T>({ idProperty, operation }: Layout<T>, region: string): Failure {
  const what = idProperty === "DiskId" ? "disk" : "instance";
  return {
    cause: `the ${what} is not found in region ${region} of this account`,
    remedy: `check the provider's region and credentials and their permission ecs:${operation}; if it was released, run \`pulumi refresh\``,
  };
}

/** One question a region: the filter is the API's own. */
async function lockedInRegion(describe: Describe, limit: Deadline): Promise<LookUp<readonly InstanceStatus[]>> {
  const found: Entry<InstanceStatus>[] = [];
  const failure = await settle(describe({ layout: INSTANCES, filter: { LockReason: "security" }, found }, limit));
  if (failure !== undefined) return notKnown(failure);
  const statuses = [...byId(found, ASK_AGAIN).values()];
  const unclear =
    statuses.find((status) => !status.known) ?? (statuses.length === 0 ? await mayNotList(describe, limit) : undefined);
  if (unclear !== undefined) return unclear;
  return known(statuses.flatMap((status) => (status.known && isLocked(status.value) ? [status.value] : [])));
}

/** Without the permission the API may answer with an empty list; a dry run tells an empty region from a hidden one. */
async function mayNotList(describe: Describe, limit: Deadline): Promise<LookUp<never> | undefined> {
  try {
    await describe({ layout: INSTANCES, filter: { DryRun: "true" }, found: [] }, limit);
    return notKnown({ cause: "DescribeInstances does not say whether it may be called", remedy: ASK_AGAIN });
  } catch (error) {
    const isAllowed = error instanceof AcsError && error.code === "DryRunOperation";
    return isAllowed ? undefined : notKnown(failureOf(error));
  }
}
