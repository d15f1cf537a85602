import { EMPTY_STATE, type ResourceState, type StackState } from "../../domain/resources";
import { DISKS, INSTANCE, INSTANCE_SET } from "../../domain/resourceTypes";
import { idParts, ids, listedIds } from "../../resources/steps";
import type { PriorState } from "../priorState";

/**
 * Of some ids those that this update has created itself, so that no lock can be on them yet, each with the instances that
 * it was made on: a disk may be, and is in use from the start.
 */
export type CreatedIds = (ids: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;

/**
 * Tells what an update under way has created, by the state before it and the state by now, which is read again only for
 * an id that neither shows. What neither has at all may be anything: the program names it, and nobody knows it.
 */
export function createdInUpdate(state: PriorState): CreatedIds {
  const created = new Map<string, readonly string[]>();
  const foreign = new Set<string>();
  return async (asked) => {
    const before = await state.underWay?.before();
    // What is not known cannot be told from what is new.
    if (state.underWay === undefined || before?.known !== true) return new Map();
    const known = idsIn(before.value);
    const isOpen = (id: string): boolean => !known.has(id) && !created.has(id) && !foreign.has(id);
    if (asked.some(isOpen)) {
      const now = await state.underWay.now();
      const resources = [...(now.known ? now.value : EMPTY_STATE).resources.values()];
      for (const [id, on] of resources.flatMap(madeIds)) if (!known.has(id)) created.set(id, on);
      for (const id of asked.filter(isOpen)) foreign.add(id);
    }
    return new Map(asked.flatMap((id) => (created.has(id) ? [[id, created.get(id) ?? []] as const] : [])));
  };
}

const seen = new WeakMap<StackState, ReadonlySet<string>>();

/** Every id of an instance or a disk that a state has, as a resource of its own or as a part of one. */
function idsIn(state: StackState): ReadonlySet<string> {
  let found = seen.get(state);
  if (found === undefined) {
    found = new Set([...state.resources.values(), ...state.pendingDeletes].flatMap(idsOf));
    seen.set(state, found);
  }
  return found;
}

const idsOf = ({ id, outputs: { systemDiskId, instanceIds, instanceId, diskId } }: ResourceState): string[] => [
  id,
  ...idParts(id).flatMap((part) => part ?? []),
  ...listedIds(id),
  ...ids(systemDiskId),
  ...ids(instanceIds),
  ...ids(instanceId),
  ...ids(diskId),
];

/** The instances and disks that a resource is itself. What it is only attached to, has imported or only reads is older. */
function madeIds({ type, id, outputs, imported, external }: ResourceState): (readonly [string, readonly string[]])[] {
  if (imported || external) return [];
  if (type === INSTANCE) return [id, ...ids(outputs.systemDiskId)].map((one) => [one, []]);
  if (type === INSTANCE_SET) return ids(outputs.instanceIds).map((one) => [one, []]);
  return DISKS.includes(type) ? [[id, ids(outputs.instanceId)]] : [];
}
