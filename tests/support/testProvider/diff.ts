import { isDeepStrictEqual } from "node:util";
import type { Flags, Properties } from "./schema";
import { suppressed } from "./suppress";
import { hasUnknown, isMap, plainProperties, withoutInternals, type PropertyMap, type Value } from "./values";

export type Change = { readonly path: string; readonly kind: "add" | "delete" | "update"; readonly replaces: boolean };

type Sides = { readonly planned: PropertyMap; readonly outputs: PropertyMap; readonly inputs: PropertyMap };

/**
 * What the bridge would call changed: the planned inputs against the prior outputs, by the schema's flags; the prior
 * inputs only where the outputs lack the property.
 */
export function changesOf(type: string, properties: Properties, raw: Sides): Change[] {
  const planned = clean(raw.planned);
  const prior = { ...clean(raw.inputs), ...clean(raw.outputs) };
  const names = new Set([...Object.keys(planned), ...Object.keys(clean(raw.inputs)), ...Object.keys(properties)]);
  return [...names]
    .filter((name) => !suppressed(type, name, planned, prior))
    .flatMap((name) => changesOfProperty(name, properties[name] ?? { type: "Map" }, planned[name], prior[name]));
}

function clean(properties: PropertyMap): PropertyMap {
  return withoutInternals(plainProperties(properties)) as PropertyMap;
}

function changesOfProperty(path: string, flags: Flags, planned: Value | undefined, prior: Value | undefined): Change[] {
  if (leftOut(planned)) {
    const kept = flags.computed === true || isZero(prior);
    return kept ? [] : [{ path, kind: "delete", replaces: replacesAnywhere(flags) }];
  }
  if (planned !== undefined && hasUnknown(planned))
    return [{ path, kind: "update", replaces: replacesAnywhere(flags) }];
  if (sameValue(flags, planned, prior)) return [];
  if (isZero(prior)) return [{ path, kind: "add", replaces: replacesAnywhere(flags) }];
  const nested = flags.block === undefined ? [] : changesOfBlock(path, flags, flags.block, planned, prior);
  const replaces = flags.forceNew === true || nested.some((change) => change.replaces);
  return nested.length > 0 ? nested : [{ path, kind: "update", replaces }];
}

function changesOfBlock(path: string, flags: Flags, block: Properties, planned?: Value, prior?: Value): Change[] {
  if (isMap(planned) && isMap(prior)) return changesOfItem(path, flags, block, planned, prior);
  if (!Array.isArray(planned) || !Array.isArray(prior)) return [];
  if (flags.type === "Set") return [{ path, kind: "update", replaces: replacesAnywhere(flags) }];
  const [newItems, oldItems] = [planned as readonly Value[], prior as readonly Value[]];
  return Array.from({ length: Math.max(newItems.length, oldItems.length) }, (_, index): Change[] => {
    const itemPath = `${path}[${index}]`;
    const [newItem, oldItem] = [newItems[index], oldItems[index]];
    if (isMap(newItem) && isMap(oldItem)) return changesOfItem(itemPath, flags, block, newItem, oldItem);
    return [{ path: itemPath, kind: newItem === undefined ? "delete" : "add", replaces: replacesAnywhere(flags) }];
  }).flat();
}

function changesOfItem(path: string, flags: Flags, block: Properties, planned: PropertyMap, prior: PropertyMap) {
  return Object.entries(block).flatMap(([name, nested]) =>
    changesOfProperty(`${path}.${name}`, nested, planned[name], prior[name]).map((change) => ({
      ...change,
      replaces: change.replaces || flags.forceNew === true,
    })),
  );
}

function replacesAnywhere(flags: Flags): boolean {
  return flags.forceNew === true || Object.values(flags.block ?? {}).some(replacesAnywhere);
}

function sameValue(flags: Flags, planned: Value | undefined, prior: Value | undefined): boolean {
  if (isZero(planned) && isZero(prior)) return true;
  if (planned === undefined || prior === undefined) return false;
  if (Array.isArray(planned) && Array.isArray(prior)) return sameItems(flags, planned, prior);
  if (flags.block !== undefined && isMap(planned) && isMap(prior)) return sameItem(flags.block, planned, prior);
  if (isMap(planned) || isMap(prior)) return isDeepStrictEqual(planned, prior);
  return scalar(planned) === scalar(prior);
}

function sameItems(flags: Flags, planned: readonly Value[], prior: readonly Value[]): boolean {
  if (planned.length !== prior.length) return false;
  const same = (one: Value, other: Value | undefined) => sameValue({ ...flags, type: "Map" }, one, other);
  if (flags.type !== "Set") return planned.every((item, index) => same(item, prior[index]));
  return planned.every((item) => prior.some((other) => same(item, other)));
}

function sameItem(block: Properties, planned: PropertyMap, prior: PropertyMap): boolean {
  return Object.entries(block).every(
    ([name, flags]) => changesOfProperty(name, flags, planned[name], prior[name]).length === 0,
  );
}

function leftOut(value: Value | undefined): boolean {
  return value === undefined || value === null;
}

function isZero(value: Value | undefined): boolean {
  if (leftOut(value) || value === "" || value === false || value === 0) return true;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** Programs write numbers and booleans as strings too; the schema's type makes them equal. */
function scalar(value: Value): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
