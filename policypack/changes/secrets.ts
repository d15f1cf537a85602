import type { ResourceChange } from "../domain/decisions";
import { holdsUndisclosed, type Value, type ValueMap } from "../domain/values";

/** The prior values as they are if no secret has changed whose plain text is not at hand. */
export function sameSecrets(before: ValueMap, planned: ValueMap): ValueMap {
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
  return [change.before, change.after].some(hidesSecrets) ? { ...change, hidesSecrets: true } : change;
}

function hidesSecrets(values: ValueMap): boolean {
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (typeof value !== "string" && holdsUndisclosed(value)) return true;
  }
  return false;
}
