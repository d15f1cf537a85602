import { planChange } from "../changes/change";
import type { StackState } from "../engine/state/stackState";
import type { LockSources, LockSource } from "../review/lockSource";
import { wantedFor } from "../review/targetsToLookUp";
import type { Configuration } from "../configuration/configuration";
import { instancesInState } from "../review/inventory";
import type { JudgedSubject } from "./subjects";

/**
 * Resources of an update are judged one after another, each before its first call. The first one that needs a look-up
 * asks for all instances of its account and region at once, so that the others find the answer waiting.
 */
export function prefetcher(sourceOf: LockSources, { edition, createInstance }: Configuration) {
  const asked = new Set<LockSource>();
  return (subject: JudgedSubject, state: StackState): void => {
    const change = planChange(subject.model, subject.subject, "changed");
    if (change === undefined) return;
    const planned = { urn: subject.urn, model: subject.model, change, certain: undefined };
    const wanted = wantedFor(planned, { edition, createInstance, exemptions: [] });
    if (wanted.instanceIds.length === 0) return;
    const source = sourceOf(subject.provider);
    if (asked.has(source)) return;
    asked.add(source);
    const others = instancesInState(state).filter(({ provider }) => sourceOf(provider) === source);
    const instanceIds = new Set([...wanted.instanceIds, ...others.flatMap((one) => one.instanceIds)]);
    // Not awaited: the source remembers what it has asked for, and never rejects.
    void source.lookUp({ instanceIds: [...instanceIds], diskIds: wanted.diskIds });
  };
}
