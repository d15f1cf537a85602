import type { StackState } from "../domain/resources";
import type { DecidedResource } from "./decidedResource";
import { instancesInState } from "./inventory";
import type { LockSource, LockSources } from "./lockSource";
import { wantedFor } from "./targetsToLookUp";
import type { ReviewOptions } from "./verdict";

/**
 * Resources of an update are judged one after another, each before its first call. The first one that needs a look-up
 * asks for all instances of its account and region at once, so that the others find the answer waiting.
 */
export function prefetcher(sourceOf: LockSources, options: ReviewOptions) {
  const asked = new Set<LockSource>();
  return (decided: DecidedResource, state: StackState): void => {
    const wanted = wantedFor(decided, options);
    if (wanted.instanceIds.length === 0) return;
    const source = sourceOf(decided.resource.provider);
    if (asked.has(source)) return;
    asked.add(source);
    const others = instancesInState(state).filter(({ provider }) => sourceOf(provider) === source);
    const instanceIds = new Set([...wanted.instanceIds, ...others.flatMap((one) => one.instanceIds)]);
    // Not awaited: the source remembers what it has asked for, and never rejects.
    void source.lookUp({ instanceIds: [...instanceIds], diskIds: wanted.diskIds });
  };
}
