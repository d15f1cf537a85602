import { isDeepStrictEqual } from "node:util";
import type { Difference } from "../domain/decisions";
import { flagsOf, type Flags, type Schema } from "./schemaFlags";
import { holdsUndisclosed, holdsUnknown, isValueMap, UNDISCLOSED, type Value, type ValueMap } from "../domain/values";

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
  const after: Record<string, Value> = {};
  const differing: [string, Flags, Difference][] = [];
  for (const [name, flags] of propertiesOf(schema)) {
    const old = before[name];
    const value = program[name];
    if (old === undefined && value === undefined) continue;
    if (value !== undefined) after[name] = value;
    else if (flags.computed && old !== undefined) after[name] = old;
    const difference = replacesByZero(flags, old, value) ? "changed" : compare(flags, old, value);
    if (difference !== undefined) differing.push([name, flags, difference]);
  }
  let merged: ValueMap | undefined;
  const changed = new Map<string, Difference>();
  const replaceKeys: string[] = [];
  for (const [name, flags, difference] of differing) {
    const suppressed = suppressions[name];
    if (suppressed !== undefined) merged ??= { ...before, ...program };
    if (merged !== undefined && suppressed?.({ old: before[name], new: program[name], after: merged }) === true) {
      // What is hidden from the plan is not applied either: the provider goes on with the prior value.
      if (before[name] === undefined) Reflect.deleteProperty(after, name);
      else after[name] = before[name];
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

/** How two values of a property differ, or undefined where the provider sees no change. */
function compare(flags: Flags, old: Value | undefined, planned: Value | undefined): Difference | undefined {
  // Most properties have not changed, and the markers are the only values that do not equal themselves.
  if (old === planned && typeof old !== "symbol") return undefined;
  if (!flags.optional && flags.computed) return undefined;
  // Left out of the program, or an empty text in it: what the provider has computed stays.
  if (flags.computed && (planned === undefined || planned === "")) return undefined;
  if (holdsUnknown(planned)) return "unknown";
  if (isEmpty(old) && isEmpty(planned)) return undefined;
  // A secret may be the empty text, which is no password: what is left out, or set, need not be a change either.
  if (holdsUndisclosed(old) || holdsUndisclosed(planned)) return "undisclosed";
  return sameValue(flags, old, planned) ? undefined : "changed";
}

/** An explicit false or 0 where the state has nothing is a difference that replaces (M, systemDiskEncrypted and others). */
function replacesByZero(flags: Flags, old: Value | undefined, planned: Value | undefined): boolean {
  return flags.computed && flags.forceNew && old === undefined && (planned === false || planned === 0);
}

/** The provider reads an absent value as the zero of its type: it sees no change between them. */
export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === "" || value === 0 || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isValueMap(value) && Object.values(value).every(isEmpty);
}

function sameValue(flags: Flags, old: Value | undefined, planned: Value | undefined): boolean {
  if (isDeepStrictEqual(old, planned)) return true;
  if (isEmpty(old) || isEmpty(planned)) return isEmpty(old) && isEmpty(planned);
  switch (flags.type) {
    case "List":
      return sameList(flags, listOf(old), listOf(planned));
    case "Set":
      return sameSet(flags, listOf(old), listOf(planned));
    case "Map":
      return sameMap(old, planned);
    default:
      return samePrimitive(flags, old, planned);
  }
}

/** An object where `maxItems=1` makes Pulumi show one in place of a list of one. */
function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Value[]) : [value];
}

function sameItem(flags: Flags, old: Value | undefined, planned: Value | undefined): boolean {
  if (flags.block === undefined) return text(old) === text(planned);
  return isValueMap(old) && isValueMap(planned) && blockDifferences(flags.block, old, planned).length === 0;
}

function sameList(flags: Flags, old: readonly Value[], planned: readonly Value[]): boolean {
  return old.length === planned.length && planned.every((item, index) => sameItem(flags, old[index], item));
}

function sameSet(flags: Flags, old: readonly Value[], planned: readonly Value[]): boolean {
  const [left, right] = [unique(flags, old), unique(flags, planned)];
  return left.length === right.length && unmatched(flags, left, right).length === 0;
}

/** A set holds each member once, however often a program or a state names it. */
function unique(flags: Flags, items: readonly Value[]): readonly Value[] {
  // Members that are no blocks are equal by their texts, which takes one look at each, however many there are.
  if (flags.block === undefined) return [...new Map(items.map((item): [string, Value] => [text(item), item])).values()];
  return items.filter((item, index) => !items.slice(0, index).some((earlier) => sameItem(flags, earlier, item)));
}

/** The planned items of a set that no prior item equals; order does not matter. */
function unmatched(flags: Flags, old: readonly Value[], planned: readonly Value[]): Value[] {
  if (flags.block === undefined) return unmatchedTexts(old, planned);
  const left = [...old];
  return planned.filter((item) => {
    const index = left.findIndex((candidate) => sameItem(flags, candidate, item));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

function unmatchedTexts(old: readonly Value[], planned: readonly Value[]): Value[] {
  const left = new Map<string, number>();
  for (const item of old) left.set(text(item), (left.get(text(item)) ?? 0) + 1);
  return planned.filter((item) => {
    const count = left.get(text(item)) ?? 0;
    if (count > 0) left.set(text(item), count - 1);
    return count === 0;
  });
}

/** The properties of a nested block that differ, by the flags of the block. */
function blockDifferences(block: Schema, old: ValueMap, planned: ValueMap): string[] {
  return Object.entries(block)
    .filter(([name, entry]) => compare(flagsOf(entry), old[name], planned[name]) !== undefined)
    .map(([name]) => name);
}

function sameMap(old: Value | undefined, planned: Value | undefined): boolean {
  if (!isValueMap(old) || !isValueMap(planned)) return false;
  const names = new Set([...Object.keys(old), ...Object.keys(planned)]);
  return [...names].every((name) => text(old[name]) === text(planned[name]));
}

function samePrimitive(flags: Flags, old: Value | undefined, planned: Value | undefined): boolean {
  if (flags.type === "Int" || flags.type === "Float") return Number(text(old)) === Number(text(planned));
  return text(old) === text(planned);
}

/** One spelling for what the provider reads alike: 5 and "5", true and "true". */
function text(value: Value | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "symbol"
    ? value.toString()
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);
}

/** Whether a change inside nested blocks touches one of the block's properties that force a replacement. */
function replacesInside(flags: Flags, old: Value | undefined, planned: Value | undefined): boolean {
  const { block } = flags;
  if (block === undefined) return false;
  const [olds, news] = [listOf(old), listOf(planned)];
  const pairs =
    flags.type === "Set"
      ? unpaired(flags, olds, news)
      : Array.from({ length: Math.max(olds.length, news.length) }, (_, index) => [olds[index], news[index]] as const);
  return pairs.some(([before, after]) => {
    const [left, right] = [isValueMap(before) ? before : {}, isValueMap(after) ? after : {}];
    if (holdsUnknown(after) && !isValueMap(after)) return true;
    return blockDifferences(block, left, right).some((name) => {
      const entry = block[name];
      return entry !== undefined && flagsOf(entry).forceNew;
    });
  });
}

/** Items of one set that the other lacks, each beside nothing. */
function unpaired(flags: Flags, old: readonly Value[], planned: readonly Value[]) {
  const gone = unmatched(flags, planned, old).map((item) => [item, undefined] as const);
  const added = unmatched(flags, old, planned).map((item) => [undefined, item] as const);
  return [...gone, ...added];
}

/** What a set of names or ids gains and loses, e.g. security groups. Unknown members count as gained. */
export function setChanges(old: Value | undefined, planned: Value | undefined): { added: number; removed: number } {
  const [olds, news] = [listOf(old).map(text), listOf(planned).map(text)];
  const [before, after] = [new Set(olds), new Set(news)];
  const unknown =
    planned === UNDISCLOSED || (planned !== undefined && holdsUnknown(planned) && !Array.isArray(planned));
  return {
    added: news.filter((item) => !before.has(item)).length,
    // The members of a set that is unknown as a whole may all be other ones.
    removed: unknown ? olds.length : olds.filter((item) => !after.has(item)).length,
  };
}
