import type { Difference } from "../domain/decisions";
import { flagsOf, type Flags, type Schema } from "./schemaFlags";
import { compare, replacesInside } from "./equality";
import { layered, plannedValues } from "./valueViews";
import { holdsUnknown, type Value, type ValueMap } from "../domain/values";

/** What the provider hides: true where it treats the old and the new value of the property as equal. */
export type Suppression = (values: {
  readonly old: Value | undefined;
  readonly new: Value | undefined;
  /** As the provider reads the resource here: the program's values, and the prior ones of all that it leaves out. */
  readonly after: ValueMap;
}) => boolean;
export type Suppressions = Readonly<Record<string, Suppression>>;

/** What decides on the comparison and on the decision for one family of resources. */
export interface ComparisonRules {
  readonly schema: Schema;
  /** The documented diffSuppress rules, by property. */
  readonly suppressions?: Suppressions;
  /** Changes that the provider sees and does nothing about, e.g. a password that is taken out of the program. */
  readonly ineffective?: Readonly<Record<string, (values: { before: ValueMap; after: ValueMap }) => boolean>>;
  /** Properties whose change replaces the resource only under a condition, and the condition. */
  readonly replacedWhen?: Readonly<Record<string, (values: ReplacementContext) => boolean>>;
  /** Outputs that an update loses in a preview just like a replacement, where a provider tells the two apart no other way. */
  readonly updateLoses?: readonly string[];
}

/** What may decide on a replacement: the provider's settings, and the values on both sides. */
export interface ReplacementContext {
  readonly settings: ValueMap;
  readonly before: ValueMap;
  readonly after: ValueMap;
}

export interface Comparison {
  readonly before: ValueMap;
  /** The planned values: the program's, and the prior ones of computed properties that the program leaves out. */
  readonly after: ValueMap;
  /** Every property that differs, in the order of the schema. */
  readonly changed: ReadonlyMap<string, Difference>;
  /** Those of them that make the provider replace the resource. */
  readonly replaceKeys: readonly string[];
}

/**
 * Compares as the provider's bridge does: the program's inputs with the prior outputs, by the schema's flags. What the
 * outputs do not have is not there, whatever the prior inputs say: the bridge asks for it again (M). Inputs against
 * inputs would miss a change that the lock has refused before, and report one that was applied already.
 */
export function compareProgram(
  { schema, suppressions = {} }: Pick<ComparisonRules, "schema" | "suppressions">,
  before: ValueMap,
  program: ValueMap,
): Comparison {
  const unapplied = new Set<string>();
  const after = plannedValues({ schema, before, program, unapplied });
  const differing: [string, Flags, Difference][] = [];
  for (const [name, flags] of propertiesOf(schema)) {
    const old = before[name];
    const value = program[name];
    if (old === undefined && value === undefined) continue;
    const difference = replacesByZero(flags, old, value) ? "changed" : compare(flags, old, value);
    if (difference !== undefined) differing.push([name, flags, difference]);
  }
  let merged: ValueMap | undefined;
  const changed = new Map<string, Difference>();
  const replaceKeys: string[] = [];
  for (const [name, flags, difference] of differing) {
    const suppressed = suppressions[name];
    if (suppressed !== undefined) merged ??= layered({ below: before, above: program });
    if (merged !== undefined && suppressed?.({ old: before[name], new: program[name], after: merged }) === true) {
      // What is hidden from the plan is not applied either: the provider goes on with the prior value.
      unapplied.add(name);
      continue;
    }
    changed.set(name, difference);
    if (flags.forceNew || replacesInside(flags, before[name], program[name])) replaceKeys.push(name);
  }
  return { before, after, changed, replaceKeys };
}

/**
 * The provider's own plan, which a preview shows as the outputs of the planned state: flags, suppressions, defaults and
 * `ignoreChanges` are in it already. Of what the program leaves to the provider a difference is no plan.
 */
export function comparePlan(schema: Schema, before: ValueMap, program: ValueMap, outputs: ValueMap): Comparison {
  const after: Record<string, Value> = {};
  const changed = new Map<string, Difference>();
  const replaceKeys: string[] = [];
  for (const [name, flags] of propertiesOf(schema)) {
    const old = before[name];
    // What is only known at apply is left out of the planned outputs.
    const value = outputs[name] ?? (holdsUnknown(program[name]) ? program[name] : undefined);
    if (value !== undefined) after[name] = value;
    if (flags.computed && isLeftOut(program[name])) continue;
    const difference = compare(flags, old, value);
    if (difference === undefined) continue;
    changed.set(name, difference);
    if (flags.forceNew || replacesInside(flags, old, value)) replaceKeys.push(name);
  }
  return { before, after, changed, replaceKeys };
}

const isLeftOut = (value: Value | undefined): boolean => value === undefined || value === "";

/** The properties that an update in place may be asked to change: whatever the program or the state has of them. */
export function updatable(schema: Schema, program: ValueMap): string[] {
  return propertiesOf(schema)
    .filter(([name, flags]) => isSettable(flags) && !flags.forceNew && !(flags.computed && isLeftOut(program[name])))
    .map(([name]) => name);
}

const isSettable = ({ optional, computed }: Flags): boolean => optional || !computed;

/** Whether every change of such a resource replaces it. */
export const neverUpdates = (schema: Schema): boolean =>
  propertiesOf(schema).every(([, flags]) => !isSettable(flags) || flags.forceNew);

const tables = new WeakMap<Schema, readonly (readonly [string, Flags])[]>();

/** The properties of a schema with their flags, read once: thousands of resources share a schema. */
export function propertiesOf(schema: Schema): readonly (readonly [string, Flags])[] {
  let table = tables.get(schema);
  if (table === undefined) {
    table = Object.entries(schema).map(([name, entry]) => [name, flagsOf(entry)]);
    tables.set(schema, table);
  }
  return table;
}

/** An explicit false or 0 where the state has nothing is a difference that replaces (M, systemDiskEncrypted and others). */
function replacesByZero(flags: Flags, old: Value | undefined, planned: Value | undefined): boolean {
  return flags.computed && flags.forceNew && old === undefined && (planned === false || planned === 0);
}
