import providerSchema from "./provider-schema.json";

/** What the provider's schema says of one property, in the words of the Terraform SDK. */
export type Flags = {
  readonly type: "String" | "Int" | "Float" | "Bool" | "List" | "Set" | "Map";
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly forceNew?: boolean;
  readonly default?: string | number | boolean;
  readonly maxItems?: number;
  readonly sensitive?: boolean;
  readonly diffSuppress?: boolean;
  readonly block?: Properties;
};

export type Properties = Readonly<Record<string, Flags>>;

const text: Flags = { type: "String", optional: true };
const command: Properties = {
  create: text,
  update: text,
  delete: text,
  dir: text,
  stdin: text,
  environment: { type: "Map", optional: true },
  triggers: { type: "List", optional: true, forceNew: true },
  stdout: { type: "String", computed: true },
  stderr: { type: "String", computed: true },
};

// The JSON's inferred type is a union of a thousand literal shapes; this is what each of them is.
const types = providerSchema.types as unknown as Readonly<Record<string, Properties>>;

export function flagsOf(type: string): Properties {
  return type === "command:local:Command" ? command : (types[type] ?? {});
}
