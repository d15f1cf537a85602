import { isRecord, type JsonRecord } from "./json";

/** What the provider's schema says of one property, in the words of the Terraform SDK. */
export interface Flags {
  readonly type: "String" | "Int" | "Float" | "Bool" | "List" | "Set" | "Map";
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly forceNew?: boolean;
  readonly diffSuppress?: boolean;
  readonly sensitive?: boolean;
  readonly stateFunc?: boolean;
  readonly deprecated?: boolean;
  /** 1: Pulumi shows an object in place of a list. */
  readonly maxItems?: number;
  readonly default?: string | number | boolean;
  readonly block?: Properties;
}
export type Properties = Readonly<Record<string, Flags>>;

/** tools/provider/schema.json, or another file of its shape, or what `pulumi package get-schema` prints. */
export interface ProviderSchema {
  readonly source: string;
  /** Types that were read elsewhere than the others. */
  readonly sources: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, Properties>>;
  /** Pulumi's own schema: it tells no set from a list, and nothing of diffSuppress. */
  readonly fromPulumi: boolean;
}

export const parseProviderSchema = (text: string, file: string): ProviderSchema =>
  providerSchemaOf(parseJson(text, file), file);

/** Throws an error of one line where the value is neither. */
export function providerSchemaOf(schema: JsonRecord, file: string): ProviderSchema {
  if (isRecord(schema.resources)) return fromPulumi(schema, schema.resources);
  if (!isRecord(schema.types)) throw new Error(`${file}: neither "types" (a dump) nor "resources" (Pulumi's schema)`);
  const types = Object.entries(schema.types).map(([type, found]) => [type, propertiesOf(found, `${file}: ${type}`)]);
  return {
    source: textOf(schema.source),
    sources: Object.fromEntries(Object.entries(recordOf(schema.sources)).map(([type, found]) => [type, textOf(found)])),
    types: Object.fromEntries(types) as ProviderSchema["types"],
    fromPulumi: false,
  };
}

/** What the SDK has and the pinned schema lacks, by the first type of a family: tools/provider/additions.json. */
export type Additions = Readonly<Record<string, { readonly source: string; readonly properties: Properties }>>;

export function parseAdditions(text: string, file: string): Additions {
  const types = Object.entries(recordOf(parseJson(text, file).types)).map(([type, found]) => {
    const { source, properties } = recordOf(found);
    if (textOf(source) === "") throw new Error(`${file}: ${type}: no "source"`);
    return [type, { source: textOf(source), properties: propertiesOf(properties, `${file}: ${type}`) }] as const;
  });
  return Object.fromEntries(types);
}

function parseJson(text: string, file: string): JsonRecord {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // Said below: what JSON.parse says quotes the text.
  }
  throw new Error(`${file}: not a JSON object`);
}

const TYPES: readonly Flags["type"][] = ["String", "Int", "Float", "Bool", "List", "Set", "Map"];
/** The flags that are on or off, in the order in which tables write them. */
export const SWITCHES = [
  "required",
  "optional",
  "computed",
  "forceNew",
  "diffSuppress",
  "sensitive",
  "stateFunc",
  "deprecated",
] as const;

function propertiesOf(value: unknown, path: string): Properties {
  if (!isRecord(value)) throw new Error(`${path}: not an object of properties`);
  return Object.fromEntries(Object.entries(value).map(([name, flags]) => [name, flagsOf(flags, `${path}.${name}`)]));
}

function flagsOf(value: unknown, path: string): Flags {
  const given = recordOf(value);
  const type = TYPES.find((known) => known === given.type);
  if (type === undefined) throw new Error(`${path}: "type" is none of ${TYPES.join(", ")}`);
  const { maxItems, default: standard, block } = given;
  return {
    type,
    ...Object.fromEntries(SWITCHES.filter((name) => given[name] === true).map((name) => [name, true])),
    ...(typeof maxItems === "number" ? { maxItems } : {}),
    ...(isDefault(standard) ? { default: standard } : {}),
    ...(block === undefined ? {} : { block: propertiesOf(block, path) }),
  };
}

const isDefault = (value: unknown): value is string | number | boolean =>
  ["string", "number", "boolean"].includes(typeof value);

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const recordOf = (value: unknown): JsonRecord => (isRecord(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function fromPulumi(schema: JsonRecord, resources: JsonRecord): ProviderSchema {
  const nested = recordOf(schema.types);
  const types = Object.entries(resources).map(([type, resource]) => [type, pulumiResource(recordOf(resource), nested)]);
  return {
    source: `the Pulumi schema of ${textOf(schema.name) || "the provider"} ${textOf(schema.version)}`.trimEnd(),
    sources: {},
    types: Object.fromEntries(types) as ProviderSchema["types"],
    fromPulumi: true,
  };
}

/** A property that the program may leave out and that is always there afterwards is computed where it is left out. */
function pulumiResource(resource: JsonRecord, nested: JsonRecord): Properties {
  const inputs = recordOf(resource.inputProperties);
  const [needed, present] = [listOf(resource.requiredInputs), listOf(resource.required)];
  const all = { ...recordOf(resource.properties), ...inputs };
  const flags = Object.entries(all).map(([name, property]): [string, Flags] => {
    if (!(name in inputs)) return [name, pulumiFlags(recordOf(property), nested, { computed: true })];
    if (needed.includes(name)) return [name, pulumiFlags(recordOf(property), nested, { required: true })];
    const computed = present.includes(name) ? { computed: true } : {};
    return [name, pulumiFlags(recordOf(property), nested, { optional: true, ...computed })];
  });
  return Object.fromEntries(flags.sort(([left], [right]) => (left < right ? -1 : 1)));
}

const PRIMITIVES: Readonly<Record<string, Flags["type"]>> = {
  string: "String",
  integer: "Int",
  number: "Float",
  boolean: "Bool",
  object: "Map",
};

function pulumiFlags(property: JsonRecord, nested: JsonRecord, settable: Partial<Flags>): Flags {
  const isList = property.type === "array";
  const block = blockOf(isList ? recordOf(property.items) : property, nested);
  const single = !isList && block !== undefined;
  return {
    type: isList || single ? "List" : (PRIMITIVES[textOf(property.type)] ?? "String"),
    ...settable,
    ...(property.willReplaceOnChanges === true || property.replaceOnChanges === true ? { forceNew: true } : {}),
    ...(property.secret === true ? { sensitive: true } : {}),
    ...(typeof property.deprecationMessage === "string" ? { deprecated: true } : {}),
    ...(single ? { maxItems: 1 } : {}),
    ...(isDefault(property.default) ? { default: property.default } : {}),
    ...(block === undefined ? {} : { block }),
  };
}

function blockOf(property: JsonRecord, nested: JsonRecord): Properties | undefined {
  const found = nested[textOf(property.$ref).replace(/^#\/types\//, "")];
  if (!isRecord(found)) return undefined;
  return pulumiResource({ inputProperties: found.properties, requiredInputs: found.required }, nested);
}
