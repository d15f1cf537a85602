import type { ProviderSettings } from "../../domain/providers";
import type { StackState } from "../../domain/resources";
import type { DecidedResource } from "../decidedResource";
import { disksInState, instancesInState } from "../findings/inventory";
import type { LockSource, LockSources } from "./lockSource";
import { wantedFor } from "./targetsToLookUp";
import type { ReviewOptions } from "../verdict";

/**
 * Resources of an update are judged one after another, each before its first call. The first one that needs a look-up of
 * an instance asks for all instances of its account and region at once, and the first one of a disk for all disks, so
 * that the others find the answer waiting.
 */
export function prefetcher(sourceOf: LockSources, options: ReviewOptions) {
  const asked = { instances: new Set<LockSource>(), disks: new Set<LockSource>() };
  return async (decided: DecidedResource, state: StackState): Promise<void> => {
    const wanted = wantedFor(decided, options);
    const source = sourceOf(decided.resource.provider);
    const isFirst = (which: Set<LockSource>, ids: readonly string[]): boolean =>
      ids.length > 0 && !which.has(source) && which.add(source).size > 0;
    const instances = isFirst(asked.instances, wanted.instanceIds) ? instancesInState(state) : [];
    const disks = isFirst(asked.disks, wanted.diskIds) ? disksInState(state) : [];
    if (instances.length + disks.length === 0) return;
    const isHere = ({ provider }: { readonly provider: ProviderSettings }): boolean => sourceOf(provider) === source;
    const instanceIds = new Set(instances.filter(isHere).flatMap((one) => one.instanceIds));
    const diskIds = new Set(disks.filter(isHere).flatMap((one) => one.diskIds));
    for (const id of wanted.instanceIds) instanceIds.add(id);
    for (const id of wanted.diskIds) diskIds.add(id);
    // To its end: the first resource would otherwise ask beside it for the instance that its disk is attached to.
    await source.lookUp({ instanceIds: [...instanceIds], diskIds: [...diskIds] });
  };
}
