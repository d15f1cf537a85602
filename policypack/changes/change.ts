import type { Difference, Evidence, PlannedState, ResourceChange } from "../domain/decisions";
import type { PriorResource } from "../domain/resources";
import { diskTarget, instanceTarget, type Target } from "../domain/targets";
import { asText, UNKNOWN, type Value, type ValueMap } from "../domain/values";
import type { Comparison, ComparisonRules } from "./comparison";
import { topLevelName } from "./propertyPath";
import { markSecrets } from "./secrets";
import { layered } from "./valueViews";

/** The changes that a decision can come to, made of what is known before and after. */

const NO_CHANGES: ReadonlyMap<string, Difference> = new Map();
const idOf = ({ id }: PriorResource): string | undefined => (id === "" ? undefined : id);

/** All that the state has of a resource. */
export const valuesOf = ({ inputs, outputs }: PriorResource): ValueMap => layered({ below: inputs, above: outputs });

export function creation({ type, mayBeImport }: Evidence, after: ValueMap): ResourceChange {
  return markSecrets({
    type,
    kind: "create",
    id: undefined,
    before: {},
    after,
    changed: NO_CHANGES,
    replaceKeys: [],
    ...(mayBeImport === true ? { mayBeImport } : {}),
  });
}

export function deletion({ type }: Evidence, prior: PriorResource): ResourceChange {
  return markSecrets({
    type,
    kind: "delete",
    id: idOf(prior),
    before: valuesOf(prior),
    after: {},
    changed: NO_CHANGES,
    replaceKeys: [],
  });
}

/** Undefined: nothing of what differs makes the provider do something. */
export function update(
  { ineffective = {} }: ComparisonRules,
  { type, prior }: Evidence,
  { before, after, changed }: Comparison,
): ResourceChange | undefined {
  const effective = new Map([...changed].filter(([name]) => ineffective[name]?.({ before, after }) !== true));
  if (effective.size === 0) return undefined;
  const id = prior === undefined ? undefined : idOf(prior);
  return markSecrets({ type, kind: "update", id, before, after, changed: effective, replaceKeys: [] });
}

/** Also where the provider is not asked to delete the old one: the engine plans that as a replacement too. */
export function replacement(
  evidence: Evidence,
  prior: PriorResource,
  changed: Comparison["changed"],
  program: ValueMap,
  replaceKeys: readonly string[],
): ResourceChange {
  // `ignoreChanges` holds for updates only: a replacement is made with the program's own values, which the plan shows.
  const own = programsOwn(evidence);
  const after = own === undefined ? program : { ...program, ...own };
  const before = valuesOf(prior);
  return markSecrets({
    type: evidence.type,
    kind: "replace",
    id: idOf(prior),
    before,
    after,
    changed,
    replaceKeys,
    ...(evidence.oldOne === undefined ? {} : { oldOne: evidence.oldOne }),
  });
}

/** Whether the provider is asked to delete what there was. */
export const deletesOld = ({ kind, oldOne }: Pick<ResourceChange, "kind" | "oldOne">): boolean =>
  kind === "delete" || (kind === "replace" && oldOne === undefined);

/** The program's values of properties whose changes it ignores: the inputs that are shown have the prior ones. */
function programsOwn({ ignoreChanges = [], planned }: Evidence): ValueMap | undefined {
  if (planned === undefined || ignoreChanges.length === 0) return undefined;
  const names = new Set(ignoreChanges.map(topLevelName));
  return Object.fromEntries(
    Object.entries(planned.outputs).filter(([name, value]) => value !== UNKNOWN && (names.has("*") || names.has(name))),
  );
}

/** What is imported and changed: which of the program's values differ from those that it finds is not shown. */
export function adoption(evidence: Evidence, { outputs }: PlannedState, names: readonly string[]): ResourceChange {
  const before = { ...outputs, ...unknown(names) };
  return {
    type: evidence.type,
    kind: "update",
    id: undefined,
    knownBy: shownIn(outputs),
    before,
    after: outputs,
    changed: new Map(names.map((name) => [name, "unknown"])),
    replaceKeys: [],
  };
}

/** An import does not show the id of what it adopts; what it is attached to gives it away. */
function shownIn({ systemDiskId, instanceId, instanceIds }: ValueMap): Target[] {
  const listed = Array.isArray(instanceIds) ? (instanceIds as readonly Value[]) : [];
  const known = (values: readonly (Value | undefined)[]): string[] => values.flatMap((value) => asText(value) ?? []);
  return [...known([systemDiskId]).map(diskTarget), ...known([instanceId, ...listed]).map(instanceTarget)];
}

/** Values of which nothing is known, by name. */
export const unknown = (names: readonly string[]): Record<string, Value> =>
  Object.fromEntries(names.map((name) => [name, UNKNOWN]));
