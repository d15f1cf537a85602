import { isValueMap, type Value, type ValueMap } from "../domain/values";
import { propertiesOf } from "./comparison";
import type { Flags, Schema } from "./schemaFlags";

/**
 * The program's inputs as the provider's check would hand them back, for a provider that was not asked: its own
 * configuration is not known yet. Without them a default that the state has would look like a property left out.
 * What the state does not have either is left out on both sides, which is no difference.
 */
export function withDefaults(schema: Schema, before: ValueMap, program: ValueMap): ValueMap {
  return filled(schema, program, (name) => before[name] !== undefined);
}

function filled(schema: Schema, program: ValueMap, isWanted: (name: string) => boolean): ValueMap {
  const values: Record<string, Value | undefined> = { ...program };
  for (const [name, flags] of propertiesOf(schema)) {
    const value = program[name];
    if (value === undefined) {
      if (flags.default !== undefined && isWanted(name)) values[name] = flags.default;
    } else if (flags.block !== undefined) values[name] = insideOf(flags.block, value);
  }
  return values;
}

function insideOf(block: NonNullable<Flags["block"]>, value: Value): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => insideOf(block, item));
  return isValueMap(value) ? filled(block, value, () => true) : value;
}
