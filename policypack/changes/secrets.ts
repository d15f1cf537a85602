import type { ResourceChange } from "../domain/decisions";
import { holdsUndisclosed, type Value, type ValueMap } from "../domain/values";
import { hidesSecrets } from "./valueViews";

/** The prior values as they are if no secret has changed whose plain text is not at hand. */
export function sameSecrets(before: ValueMap, planned: ValueMap): ValueMap {
  if (!hidesSecrets(before)) return before;
  let same: Record<string, Value | undefined> | undefined;
  for (const name of Object.keys(before)) {
    const value = before[name];
    // Most values are texts, and there are thousands of resources.
    if (typeof value === "string" || !holdsUndisclosed(value)) continue;
    same ??= { ...before };
    if (planned[name] === undefined) Reflect.deleteProperty(same, name);
    else same[name] = planned[name];
  }
  return same ?? before;
}

/** Marks a change some of whose values cannot be read. */
export function markSecrets(change: ResourceChange): ResourceChange {
  return hidesSecrets(change.before) || hidesSecrets(change.after) ? { ...change, hidesSecrets: true } : change;
}
