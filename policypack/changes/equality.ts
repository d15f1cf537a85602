import { isDeepStrictEqual } from "node:util";
import type { Difference } from "../domain/decisions";
import { holdsUndisclosed, holdsUnknown, isValueMap, UNDISCLOSED, type Value, type ValueMap } from "../domain/values";
import { flagsOf, type Flags, type Schema } from "./schemaFlags";

/** How two values of a property differ, or undefined where the provider sees no change. */
export function compare(flags: Flags, old: Value | undefined, planned: Value | undefined): Difference | undefined {
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

/** Whether neither of two items leaves out what the other has: what is computed and left out equals whatever is there. */
const sameEitherWay = (flags: Flags, one: Value, other: Value): boolean =>
  sameItem(flags, one, other) && sameItem(flags, other, one);

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
  const { block } = flags;
  const earlier = new Map<string, Value[]>();
  return items.filter((item) => {
    const like = alike(earlier, block, item);
    const isNew = !like.some((one) => sameEitherWay(flags, one, item));
    like.push(item);
    return isNew;
  });
}

/** Those that a block may equal, by what blocks that are equal have in common: only these are held against it. */
function alike(blocks: Map<string, Value[]>, block: Schema, item: Value): Value[] {
  if (!isValueMap(item)) return [];
  const key = commonKey(block, item);
  let like = blocks.get(key);
  if (like === undefined) blocks.set(key, (like = []));
  return like;
}

/** Equal for equal blocks: the properties that are no lists, maps or blocks, and that the provider does not compute. */
function commonKey(block: Schema, item: ValueMap): string {
  const parts = Object.entries(block).map(([name, entry]) => {
    const { type, computed } = flagsOf(entry);
    const value = item[name];
    if (computed || !PRIMITIVE.has(type) || isEmpty(value)) return "";
    return isNumeric(type) ? String(Number(text(value))) : text(value);
  });
  return JSON.stringify(parts);
}

const isNumeric = (type: Flags["type"]): boolean => type === "Int" || type === "Float";
const PRIMITIVE: ReadonlySet<Flags["type"]> = new Set(["String", "Int", "Float", "Bool"]);

/** The planned items of a set that no prior item equals; order does not matter. */
function unmatched(flags: Flags, old: readonly Value[], planned: readonly Value[]): Value[] {
  if (flags.block === undefined) return unmatchedTexts(old, planned);
  const { block } = flags;
  const left = new Map<string, Value[]>();
  for (const item of old) alike(left, block, item).push(item);
  const takes = (item: Value, isSame: (flags: Flags, one: Value, other: Value) => boolean): boolean => {
    const like = alike(left, block, item);
    const index = like.findIndex((candidate) => isSame(flags, candidate, item));
    if (index >= 0) like.splice(index, 1);
    return index >= 0;
  };
  // An item that leaves something out may be the same as several: those that are the same as it is come first.
  return planned.filter((item) => !takes(item, sameEitherWay)).filter((item) => !takes(item, sameItem));
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
  if (isNumeric(flags.type)) return Number(text(old)) === Number(text(planned));
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
export function replacesInside(flags: Flags, old: Value | undefined, planned: Value | undefined): boolean {
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
