import providerSchema from "../../../tools/provider/schema.json";
import { providerSchemaOf, type Flags, type Properties } from "../../../tools/provider/providerSchema";

export type { Flags, Properties };

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

export const { types } = providerSchemaOf(providerSchema, "tools/provider/schema.json");

export function flagsOf(type: string): Properties {
  return type === "command:local:Command" ? command : (types[type] ?? {});
}
