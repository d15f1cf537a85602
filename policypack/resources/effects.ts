import { deletesOld } from "../changes/change";
import { holdsUnknown } from "../domain/values";
import type { ResourceChange } from "../domain/decisions";
import type { ServerSideEffect } from "../domain/calls";
import { ids } from "./steps";

/** What several models need to say what another service does to ECS instances. Only known ids, only what is certain. */

/**
 * The instances that leave a list or set of instance ids. A member that is only known at apply may be any of those that
 * seem to leave, so then none of them is certain.
 */
export function goneMembers(change: ResourceChange, property: string): string[] {
  const { kind, before, after } = change;
  if (deletesOld(change)) return ids(before[property]);
  if (kind === "replace") return [];
  if (holdsUnknown(after[property])) return [];
  const kept = ids(after[property]);
  return ids(before[property]).filter((id) => !kept.includes(id));
}

/** The instances that join a list or set of instance ids: with a replacement all of the new ones. */
export function addedMembers({ kind, before, after }: ResourceChange, property: string): string[] {
  if (kind === "delete") return [];
  const had = kind === "replace" ? [] : ids(before[property]);
  return ids(after[property]).filter((id) => !had.includes(id));
}

/** One effect an instance; `property` is the one that names it, where it is that one's change that leads to it. */
export function effectsOn(
  instanceIds: readonly string[],
  service: string,
  action: string,
  change: ResourceChange,
  property?: string,
): ServerSideEffect[] {
  const own = property !== undefined && change.changed.has(property) ? [property] : [];
  const because = change.kind === "replace" ? change.replaceKeys : own;
  return instanceIds.map((instanceId) => ({ service, action, instanceId, because }));
}
