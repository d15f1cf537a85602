import { known, type LookUp } from "../../domain/lookUps";
import type { CreatedIds } from "./createdResources";
import type { DiskStatus, InstanceStatus } from "../../domain/statuses";
import type { LockSource, LockSources, Wanted } from "./lockSource";

export interface UpdateLookUps {
  /** What this update has created is asked of nobody: it is not locked; only what it is made on may be. */
  readonly created: CreatedIds;
  /** Milliseconds after which an answer is asked for again: an update may take hours, and a lock may fall meanwhile. */
  readonly maxAge: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The sources of an update: answers that have grown old are asked for again, all of an account and region at once. */
export function updateSources(make: () => LockSources, lookUps: UpdateLookUps): LockSources {
  const first = make();
  let current = { sources: first, since: lookUps.now() };
  const wrapped = new Map<LockSource, LockSource>();
  const fresh = (): LockSources => {
    if (lookUps.now() - current.since > lookUps.maxAge) current = { sources: make(), since: lookUps.now() };
    return current.sources;
  };
  return (provider) => {
    // One source a provider's account and region, as in the first generation.
    const key = first(provider);
    let source = wrapped.get(key);
    if (source === undefined) wrapped.set(key, (source = renewed(() => fresh()(provider), lookUps.created)));
    return source;
  };
}

function renewed(source: () => LockSource, created: CreatedIds): LockSource {
  const asked = { instanceIds: new Set<string>(), diskIds: new Set<string>() };
  let last: LockSource | undefined;
  return {
    async lookUp(wanted) {
      const made = await created([...wanted.instanceIds, ...wanted.diskIds]);
      const on = [...new Set([...made.values()].flat())];
      const own = on.length === 0 ? made : new Map([...made, ...(await created(on))]);
      const whole = { ...wanted, instanceIds: [...new Set([...wanted.instanceIds, ...on])] };
      const others = without(whole, own);
      const statuses = unlocked(whole, own);
      if (others.instanceIds.length + others.diskIds.length === 0) return statuses;
      for (const id of others.instanceIds) asked.instanceIds.add(id);
      for (const id of others.diskIds) asked.diskIds.add(id);
      const now = source();
      // A new source remembers nothing: it is asked for everything once, and not for each resource again.
      const all = now === last ? others : { instanceIds: [...asked.instanceIds], diskIds: [...asked.diskIds] };
      last = now;
      const found = await now.lookUp(all);
      for (const [id, status] of found.instances) statuses.instances.set(id, status);
      for (const [id, status] of found.disks) statuses.disks.set(id, status);
      return statuses;
    },
    lockedInRegion: () => source().lockedInRegion(),
  };
}

const without = ({ instanceIds, diskIds }: Wanted, created: ReadonlyMap<string, unknown>): Wanted => ({
  instanceIds: instanceIds.filter((id) => !created.has(id)),
  diskIds: diskIds.filter((id) => !created.has(id)),
});

const EVIDENCE = { source: "update", at: "" } as const;

function unlocked({ instanceIds, diskIds }: Wanted, created: Awaited<ReturnType<CreatedIds>>) {
  const instances = new Map<string, LookUp<InstanceStatus>>();
  const disks = new Map<string, LookUp<DiskStatus>>();
  for (const instanceId of instanceIds) {
    if (created.has(instanceId)) instances.set(instanceId, known({ instanceId, lockReasons: [], evidence: EVIDENCE }));
  }
  for (const diskId of diskIds) {
    const on = created.get(diskId);
    if (on === undefined) continue;
    const status = on.length === 0 ? "Available" : "In_use";
    disks.set(diskId, known({ diskId, status, instanceIds: on, evidence: EVIDENCE }));
  }
  return { instances, disks };
}
