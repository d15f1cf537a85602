import { flagsOf, type Flags, type PropertyFlags, type Schema } from "../../../policypack/changes/schemaFlags";
import type { Value, ValueMap } from "../../../policypack/domain/values";

/** Two different values of a property's type, and nothing at all. */
export type Sample = "first" | "second" | "none";

export function sampleOf(entry: PropertyFlags, sample: Sample): Value | undefined {
  const flags = flagsOf(entry);
  if (sample === "none") return undefined;
  if (flags.block !== undefined) return blocks(flags, flags.block, sample);
  switch (flags.type) {
    case "String":
      return sample;
    case "Int":
    case "Float":
      return sample === "first" ? 1 : 2;
    case "Bool":
      return sample === "first";
    case "List":
    case "Set":
      return ["kept", sample];
    case "Map":
      return { [sample]: "value" };
  }
}

function blocks(flags: Flags, block: Schema, sample: Sample): Value {
  const item = samplesOf(block, sample);
  return flags.single ? item : [item];
}

/** Every property of a schema. */
export function samplesOf(schema: Schema, sample: Sample): ValueMap {
  return Object.fromEntries(Object.entries(schema).map(([name, entry]) => [name, sampleOf(entry, sample)]));
}
