import { isDeepStrictEqual } from "node:util";
import { flagsOf, type Flags, type Properties } from "./schema";
import { suppressed } from "./suppress";
import { hasUnknown, isMap, plainProperties, withoutInternals, type PropertyMap, type Value } from "./values";

export interface Change {
  readonly path: string;
  /** `hidden`: the engine plans an update for it, and neither names nor explains it. */
  readonly kind: "add" | "delete" | "update" | "hidden";
  readonly replaces: boolean;
}

export interface Sides {
  readonly planned: PropertyMap;
  readonly outputs: PropertyMap;
  /** The bridge does not read them. Of a type without flags they tell what can be set. */
  readonly inputs: PropertyMap;
}

/** What the bridge would call changed: the planned inputs against the prior outputs and nothing else, by the flags. */
export function changesOf(type: string, raw: Sides): Change[] {
  const [planned, outputs, inputs] = [clean(raw.planned), clean(raw.outputs), clean(raw.inputs)];
  const known = flagsOf(type);
  const properties = Object.keys(known).length > 0 ? known : flagsFrom(planned, inputs);
  return Object.entries(properties)
    .filter(([name]) => !suppressed(type, name, planned, outputs))
    .flatMap(([name, flags]) => changesOfProperty({ path: name, flags }, planned[name], outputs[name]));
}

function clean(properties: PropertyMap): PropertyMap {
  return withoutInternals(plainProperties(properties)) as PropertyMap;
}

function flagsFrom(...maps: readonly PropertyMap[]): Properties {
  const guess = (value: Value): Flags => ({ type: isMap(value) ? "Map" : Array.isArray(value) ? "List" : "String" });
  return Object.fromEntries(maps.flatMap((map) => Object.entries(map).map(([name, value]) => [name, guess(value)])));
}

interface Place {
  readonly path: string;
  readonly flags: Flags;
  /** Of a block that the state does not have. */
  readonly isNew?: boolean;
}

function changesOfProperty(place: Place, planned: Value | undefined, prior: Value | undefined): Change[] {
  const { path, flags } = place;
  if (planned !== undefined && hasUnknown(planned) && flags.block === undefined) {
    return [{ path, kind: "update", replaces: flags.forceNew === true }];
  }
  if (flags.type === "Map") return changesOfMap(place, planned, prior);
  if (flags.type === "List" || flags.type === "Set") return changesOfItems(place, planned, prior);
  return changesOfScalar(place, planned, prior);
}

function changesOfScalar({ path, flags, isNew }: Place, given: Value | undefined, prior: Value | undefined): Change[] {
  const replaces = flags.forceNew === true;
  const planned = given ?? flags.default;
  if (planned === undefined) {
    return flags.computed === true || isZero(prior) ? [] : [{ path, kind: "delete", replaces }];
  }
  // A prior value that is missing counts as the default, else as the empty text: an explicit false is a change.
  const old = prior ?? (isNew === true ? undefined : flags.default) ?? "";
  if (text(planned) === text(old)) return [];
  const isMissing = prior === undefined || prior === null;
  // A default that the program does not set is nowhere in its inputs: the bridge leaves it out, unless it replaces.
  if (given === undefined || given === null)
    return [{ path, kind: replaces && !isMissing ? "add" : "hidden", replaces }];
  return [{ path, kind: isMissing ? "add" : "update", replaces }];
}

function changesOfMap({ path, flags }: Place, planned: Value | undefined, prior: Value | undefined): Change[] {
  const replaces = flags.forceNew === true;
  if (!isMap(planned) && flags.computed === true) {
    return prior === undefined ? [{ path, kind: "hidden", replaces: false }] : [];
  }
  const [wanted, old] = [isMap(planned) ? planned : {}, isMap(prior) ? prior : {}];
  const names = [...new Set([...Object.keys(old), ...Object.keys(wanted)])];
  const changes = names.flatMap((name): Change[] => {
    const [value, before] = [wanted[name], old[name]];
    if (value === undefined) return [{ path: `${path}.${name}`, kind: "delete", replaces }];
    if (before === undefined) return [{ path: `${path}.${name}`, kind: "add", replaces }];
    return sameText(value, before) ? [] : [{ path: `${path}.${name}`, kind: "update", replaces }];
  });
  return [...countChange({ path, flags }, Object.keys(wanted).length, Object.keys(old).length), ...changes];
}

/** The number of entries is a property of its own, under the collection's name; it is never what replaces. */
function countChange({ path }: Place, planned: number, prior: number): Change[] {
  return planned === prior ? [] : [{ path, kind: "update", replaces: false }];
}

function changesOfItems(place: Place, planned: Value | undefined, prior: Value | undefined): Change[] {
  const { flags } = place;
  const [wanted, old] = [itemsOf(planned), itemsOf(prior)];
  if ((planned === undefined || planned === null) && flags.computed === true) return [];
  if (flags.type === "Set" && wanted.some(hasUnknown)) {
    return [{ path: place.path, kind: "update", replaces: flags.forceNew === true }];
  }
  const changes = flags.type === "Set" ? changesOfSet(place, wanted, old) : changesOfList(place, wanted, old);
  const counted =
    flags.maxItems === 1 && flags.block !== undefined ? [] : countChange(place, wanted.length, old.length);
  return merged([...counted, ...changes]);
}

/** A block of which there is at most one stands by itself. */
const itemsOf = (value: Value | undefined): readonly Value[] =>
  Array.isArray(value) ? (value as readonly Value[]) : value === undefined || value === null ? [] : [value];

function changesOfList(place: Place, planned: readonly Value[], prior: readonly Value[]): Change[] {
  return Array.from({ length: Math.max(planned.length, prior.length) }, (_, index) =>
    changesOfItem(itemPlace(place, index), planned[index], prior[index]),
  ).flat();
}

/** The bridge finds an element by its value, and names it by where it stands: what goes in the state, what comes in the program. */
function changesOfSet(place: Place, planned: readonly Value[], prior: readonly Value[]): Change[] {
  const isSame = (one: Value, other: Value): boolean => changesOfItem(itemPlace(place, 0), one, other).length === 0;
  const gone = prior.flatMap((item, index) =>
    planned.some((other) => isSame(other, item)) ? [] : changesOfItem(itemPlace(place, index), undefined, item),
  );
  const added = planned.flatMap((item, index) =>
    prior.some((other) => isSame(item, other)) ? [] : changesOfItem(itemPlace(place, index), item, undefined),
  );
  return [...gone, ...added];
}

function itemPlace({ path, flags }: Place, index: number): Place {
  const isSingle = flags.maxItems === 1 && flags.block !== undefined;
  return { path: isSingle ? path : `${path}[${index}]`, flags };
}

function changesOfItem({ path, flags }: Place, planned: Value | undefined, prior: Value | undefined): Change[] {
  const { block } = flags;
  if (block !== undefined && (isMap(planned) || isMap(prior))) {
    const [wanted, old] = [isMap(planned) ? planned : {}, isMap(prior) ? prior : {}];
    const isNew = prior === undefined;
    const changes = Object.entries(block).flatMap(([name, nested]) => {
      const place = { path: `${path}.${name}`, flags: nestedFlags(nested, planned), isNew };
      return changesOfProperty(place, wanted[name], old[name]);
    });
    return changes.map((change) => ({ ...change, replaces: change.replaces || flags.forceNew === true }));
  }
  const replaces = flags.forceNew === true;
  if (planned === undefined) return [{ path, kind: "delete", replaces }];
  if (prior === undefined) return [{ path, kind: "add", replaces }];
  return sameText(planned, prior) ? [] : [{ path, kind: "update", replaces }];
}

/** Nothing is computed in a block that goes. */
const nestedFlags = (flags: Flags, planned: Value | undefined): Flags =>
  planned === undefined ? { ...flags, computed: false } : flags;

/** What goes and what comes under one name is one update. */
function merged(changes: readonly Change[]): Change[] {
  const byPath = new Map<string, Change>();
  for (const change of changes) {
    const other = byPath.get(change.path);
    const kind = other === undefined ? change.kind : "update";
    byPath.set(change.path, { ...change, kind, replaces: change.replaces || other?.replaces === true });
  }
  return [...byPath.values()];
}

function sameText(planned: Value, prior: Value): boolean {
  return isMap(planned) || isMap(prior) ? isDeepStrictEqual(planned, prior) : text(planned) === text(prior);
}

function isZero(value: Value | undefined): boolean {
  return value === undefined || value === null || value === "" || value === false || value === 0;
}

/** Programs write numbers and booleans as strings too; the schema's type makes them equal. */
function text(value: Value): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
