import { isDeepStrictEqual } from "node:util";
import { flagsOf, type Flags, type Properties } from "./schema";
import { suppressed } from "./suppress";
import { isMap, plainProperties, secret, unknownValue, withoutInternals, type PropertyMap, type Value } from "./values";

/** What the bridge plans as outputs, without the id. `olds`: the state's; undefined: the resource is created. */
export function plannedOutputs(type: string, inputs: PropertyMap, olds: PropertyMap | undefined): PropertyMap {
  const properties = flagsOf(type);
  const [given, old] = [owned(inputs), owned(olds ?? {})];
  const [plainGiven, plainOld] = [plainProperties(given), plainProperties(old)];
  const names = [...new Set([...Object.keys(properties), ...Object.keys(old), ...Object.keys(given)])];
  const planned = names.flatMap((name): [string, Value][] => {
    const flags = properties[name];
    const isHidden = suppressed(type, name, plainGiven, plainOld);
    const before = olds === undefined ? undefined : (old[name] ?? missing(flags));
    const value = flags === undefined ? (given[name] ?? before) : planValue(flags, isHidden, given[name], before, olds);
    return value === undefined ? [] : [[name, flags?.sensitive === true ? secret(value) : value]];
  });
  return Object.fromEntries(planned);
}

const owned = (properties: PropertyMap): PropertyMap => {
  const own = withoutInternals(properties);
  return isMap(own) ? own : {};
};

/** A state as the bridge reads it. */
export function withMissing(type: string, olds: PropertyMap): PropertyMap {
  const filled = Object.entries(flagsOf(type)).flatMap(([name, flags]): [string, Value][] => {
    const value = missing(flags);
    return value === undefined || name in olds ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(filled), ...olds };
}

/** What the bridge takes a property for that the state does not have. */
function missing(flags: Flags | undefined): Value | undefined {
  if (flags?.type !== "List" && flags?.type !== "Set") return flags?.default;
  return isSingle(flags) ? null : [];
}

const isSingle = ({ block, maxItems }: Flags): boolean => block !== undefined && maxItems === 1;

function planValue(
  flags: Flags,
  isHidden: boolean,
  given: Value | undefined,
  before: Value | undefined,
  olds: PropertyMap | undefined,
): Value | undefined {
  if (isHidden) return before;
  if (given !== undefined) return filled(flags, given, before);
  if (olds === undefined) return flags.default;
  return flags.computed === true || before === undefined ? before : (flags.default ?? emptied(flags));
}

const emptied = (flags: Flags): Value => (isSingle(flags) ? null : ZERO[flags.type]);

const ZERO = { String: "", Int: 0, Float: 0, Bool: false, List: [], Set: [], Map: {} } as const;

/** A set that stays the same keeps its order. */
function filled(flags: Flags, given: Value, before: Value | undefined): Value {
  const { block } = flags;
  if (flags.type === "Set" && before !== undefined && isSameSet(given, before)) return before;
  if (block === undefined) return given;
  if (isMap(given)) return filledItem(block, given, isMap(before) ? before : {});
  if (!Array.isArray(given)) return given;
  const old: readonly Value[] = Array.isArray(before) && flags.type === "List" ? before : [];
  return given.map((item: Value, index) => {
    const oldItem = old[index];
    return isMap(item) ? filledItem(block, item, isMap(oldItem) ? oldItem : {}) : item;
  });
}

function isSameSet(given: Value, before: Value): boolean {
  if (!Array.isArray(given) || !Array.isArray(before)) return false;
  return isDeepStrictEqual(given.map(toText).sort(), before.map(toText).sort());
}

const toText = (value: Value): string => JSON.stringify(value);

/** In a block the bridge answers for every property: as it was, the default, empty, or not known yet. */
function filledItem(block: Properties, given: PropertyMap, before: PropertyMap): PropertyMap {
  const values = Object.entries(block).map(([name, flags]): [string, Value] => {
    const [value, old] = [given[name], before[name]];
    if (value !== undefined) return [name, filled(flags, value, old)];
    if (flags.computed === true) return [name, old ?? unknownValue];
    return [name, flags.default ?? emptied(flags)];
  });
  return Object.fromEntries(values);
}
