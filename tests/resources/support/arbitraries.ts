import fc from "fast-check";
import type { Value, ValueMap } from "../../../policypack/domain/values";
import { flagsOf, type Flags, type PropertyFlags, type Schema } from "../../../policypack/changes/schemaFlags";

/** Values by the flags of a schema: what a program may say, and what the state then holds. */

const text = fc.oneof(
  fc.constantFrom("Running", "Stopped", "PrePaid", "PostPaid", "ingress", "i-1", "d-1", "cloud_essd", "true", ""),
  fc.string({ maxLength: 6 }),
);

/** A property that is a list, set or map is put together from these. */
function single(flags: Flags): fc.Arbitrary<Value> {
  if (flags.block !== undefined) return inputsOf(flags.block);
  if (flags.type === "Int") return fc.integer({ min: 0, max: 40 });
  if (flags.type === "Float") return fc.integer({ min: 0, max: 40 }).map((tenths) => tenths / 10);
  return flags.type === "Bool" ? fc.boolean() : text;
}

export function valueOf(entry: PropertyFlags): fc.Arbitrary<Value> {
  const flags = flagsOf(entry);
  const item = single(flags);
  if (flags.single) return item;
  if (flags.type === "List") return fc.array(item, { maxLength: 3 });
  if (flags.type === "Set") return fc.uniqueArray(item, { maxLength: 3, selector: (value) => JSON.stringify(value) });
  if (flags.type === "Map") return fc.dictionary(fc.constantFrom("a", "b", "c"), text, { maxKeys: 3 });
  return item;
}

/** Some of the properties that a program can set. */
export function inputsOf(schema: Schema): fc.Arbitrary<ValueMap> {
  const settable = Object.entries(schema).filter(([, entry]) => !isComputed(entry));
  return fc.record(Object.fromEntries(settable.map(([name, entry]) => [name, valueOf(entry)])), { requiredKeys: [] });
}

/** Some of the properties that the provider alone sets, or fills in where the program says nothing. */
export function computedOf(schema: Schema): fc.Arbitrary<ValueMap> {
  const filled = Object.entries(schema).filter(([, entry]) => flagsOf(entry).computed);
  return fc.record(Object.fromEntries(filled.map(([name, entry]) => [name, valueOf(entry)])), { requiredKeys: [] });
}

function isComputed(entry: PropertyFlags): boolean {
  const { computed, optional } = flagsOf(entry);
  return computed && !optional;
}

/** The same with the members of every set in another order. */
export function reordered(schema: Schema, values: ValueMap): ValueMap {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const entry = schema[name];
      return [name, entry === undefined ? value : reorderedValue(flagsOf(entry), value)];
    }),
  );
}

function reorderedValue(flags: Flags, value: Value | undefined): Value | undefined {
  if (!Array.isArray(value)) return value;
  const items = value as readonly Value[];
  return flags.type === "Set" ? items.toReversed() : items;
}
