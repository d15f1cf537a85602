import type { Flags, Properties } from "./schema";
import { isMap, type PropertyMap, type Value } from "./values";

/**
 * The program's inputs as the bridge hands them back: defaults filled in and noted in `__defaults`, at every depth. A
 * default that is a zero value is left to the provider.
 */
export function checkedInputs(properties: Properties, inputs: PropertyMap): PropertyMap {
  const filled = Object.entries(properties).filter(([name, flags]) => Boolean(flags.default) && !(name in inputs));
  const defaults = Object.fromEntries(filled.map(([name, flags]) => [name, flags.default ?? null]));
  const given = Object.entries(inputs).map(([name, value]) => [name, checkedValue(properties[name], value)]);
  const checked = { ...defaults, ...(Object.fromEntries(given) as PropertyMap) };
  return { ...checked, __defaults: filled.map(([name]) => name).sort() };
}

function checkedValue(flags: Flags | undefined, value: Value): Value {
  const block = flags?.block;
  if (block === undefined) return value;
  if (Array.isArray(value)) return value.map((item: Value) => (isMap(item) ? checkedInputs(block, item) : item));
  return isMap(value) ? checkedInputs(block, value) : value;
}
