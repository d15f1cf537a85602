import { isEmpty, setChanges } from "../changes/equality";
import { asText, isValueMap, UNKNOWN, type Value, type ValueMap } from "../domain/values";
import type { Step, StepContext } from "./model";
import type { Target } from "../domain/targets";

/** Building blocks that several models share. */

/** Ids in a list or set; members that are only known at apply belong to nothing that exists, and are left out. */
export function ids(value: Value | undefined): string[] {
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap((item) => ids(item));
  const id = asText(value);
  return id === undefined ? [] : [id];
}

/** A call that acts on nothing that exists already, in a model whose other calls do. */
export const noTarget = (): readonly Target[] => [];

/** The two parts of a resource id like `diskId:instanceId`; the second may hold colons itself. */
export function idParts(id: string | undefined): readonly [string | undefined, string | undefined] {
  const colon = id?.indexOf(":") ?? -1;
  return id === undefined || colon < 0
    ? [undefined, undefined]
    : [asText(id.slice(0, colon)), asText(id.slice(colon + 1))];
}

/** The ids in the JSON list that ends some resource ids, as `["i-1","i-2"]`. */
export const listedIds = (list: string | undefined): string[] =>
  [...(list ?? "").matchAll(/"([^"]+)"/g)].flatMap(([, id]) => ids(id));

/** The calls behind a tags property: keys removed or changed, then keys added or changed. */
export function tagSteps<Name extends string>(property: Name): Step<Name>[] {
  const on = [property];
  return [
    {
      operation: "UntagResources",
      on,
      when: ({ change }) => keysGone(change.before[property], change.after[property]),
    },
    { operation: "TagResources", on, when: ({ change }) => keysGone(change.after[property], change.before[property]) },
  ];
}

/** Whether `from` has a key that `to` lacks or has with another value. */
function keysGone(from: Value | undefined, to: Value | undefined): boolean {
  if (from === UNKNOWN || to === UNKNOWN) return true;
  const [left, right]: ValueMap[] = [isValueMap(from) ? from : {}, isValueMap(to) ? to : {}];
  return Object.keys(left ?? {}).some((key) => left?.[key] !== right?.[key] || left?.[key] === UNKNOWN);
}

/** The value, where it is known to be a string; undefined: not known, or none. */
export const isSet = (value: Value | undefined): boolean => !isEmpty(value);

/** A number. One that is only known at apply may be any higher one; what is hidden, or none, compares with nothing. */
export function numberOf(value: Value | undefined): number {
  if (value === undefined || value === null) return 0;
  if (value === UNKNOWN) return Number.POSITIVE_INFINITY;
  return typeof value === "symbol" || typeof value === "object" ? Number.NaN : Number(value);
}

/** Whether a value is, or may turn out to be, `expected`. */
export const maybe = (value: Value | undefined, expected: string): boolean => value === UNKNOWN || value === expected;

/** Whether a switch is on, or may turn out to be. */
export const maybeTrue = (value: Value | undefined): boolean => value === UNKNOWN || value === true || value === "true";

/** Whether the value may be a live status: one that is not known may be any. */
export const mayBe = (status: string | undefined, expected: string): boolean =>
  status === undefined || status === expected;

/** The status of the instance after the calls made so far; undefined: not known. */
export function statusSoFar({ change, live, earlier }: StepContext): string | undefined {
  const last = earlier.findLast(({ operation }) => operation === "StopInstance" || operation === "StartInstance");
  if (last !== undefined) return last.operation === "StopInstance" ? "Stopped" : "Running";
  return change.id === undefined ? undefined : live.instanceStatus(change.id);
}

/** Whether the set of addresses, groups or the like that a property holds gets members it did not have. */
export const gains =
  (name: string) =>
  ({ change }: StepContext): boolean =>
    setChanges(change.before[name], change.after[name]).added > 0;

/** Whether such a set loses members. */
export const loses =
  (name: string) =>
  ({ change }: StepContext): boolean =>
    setChanges(change.before[name], change.after[name]).removed > 0;

/**
 * diffSuppress of points in time: the old value, trimmed of the characters that the service adds, is how the new one
 * begins.
 */
export function beginsAs(values: { old: Value | undefined; new: Value | undefined }, added: RegExp): boolean {
  const [old, planned] = [asText(values.old), asText(values.new)];
  return old !== undefined && planned?.startsWith(old.replace(added, "")) === true;
}
