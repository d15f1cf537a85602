import type { Value } from "../domain/values";

/**
 * The schema flags of a provider's property, as tables write them: the type, then the flags, in one string
 * (`"Set optional computed"`), so that a person can hold a table against the provider's source at a glance.
 *
 * required, optional, computed: as in the Terraform schema; optional and computed together: a property that is left
 * out of the program keeps its value. forceNew: a change replaces the resource. diffSuppress: the provider hides some
 * differences (the model's `suppressions`). `maxItems=1`: Pulumi shows an object in place of a list. `default=`: JSON.
 */
export type PropertyFlags = string | { readonly flags: string; readonly block: Schema };
export type Schema = Readonly<Record<string, PropertyFlags>>;

/** The schema of a resource: the compiler refuses a property that @pulumi/alicloud does not have. */
export type SchemaOf<Properties> = { readonly [Name in keyof Properties]?: PropertyFlags };

export type PropertyType = "String" | "Int" | "Float" | "Bool" | "List" | "Set" | "Map";

export interface Flags {
  readonly type: PropertyType;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly forceNew: boolean;
  readonly single: boolean;
  readonly block: Schema | undefined;
  /** What the provider's check fills in where the program leaves it out. */
  readonly default: Value | undefined;
}

const TYPES: readonly PropertyType[] = ["String", "Int", "Float", "Bool", "List", "Set", "Map"];
const parsed = new Map<PropertyFlags, Flags>();

/** Reads a table's entry. A malformed one is a mistake of this project's: it throws, and a test reads every table. */
export function flagsOf(entry: PropertyFlags): Flags {
  let flags = parsed.get(entry);
  if (flags === undefined) {
    flags = typeof entry === "string" ? parse(entry, undefined) : parse(entry.flags, entry.block);
    parsed.set(entry, flags);
  }
  return flags;
}

function parse(text: string, block: Schema | undefined): Flags {
  const [name, ...words] = text.split(" ");
  const type = TYPES.find((known) => known === name);
  if (type === undefined) throw new Error(`schema flags "${text}": unknown type`);
  return {
    type,
    optional: words.includes("optional"),
    computed: words.includes("computed"),
    forceNew: words.includes("forceNew"),
    single: words.includes("maxItems=1"),
    block,
    default: defaultIn(text),
  };
}

/** The last of the words, which may hold blanks itself. */
function defaultIn(text: string): Value | undefined {
  const [, json] = / default=(.*)$/s.exec(text) ?? [];
  if (json === undefined) return undefined;
  const value: unknown = JSON.parse(json);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw new Error(`schema flags "${text}": unknown default`);
}
