// A schema of the provider against the tables in policypack/resources/schema.
import type { PropertyFlags, Schema } from "../../policypack/changes/schemaFlags";
import type { Flags, Properties, ProviderSchema } from "../provider/providerSchema";
import { flagWords } from "../provider/schemaTable";

type SchemaOfType = (type: string) => Schema | undefined;

/** Differences between the file and the tables, as lines of text. */
export function schemaDifferences(found: ProviderSchema, types: readonly string[], schemaOf: SchemaOfType): string[] {
  return types.flatMap((type) => {
    const schema = schemaOf(type);
    if (schema === undefined || !type.startsWith("alicloud:")) return [];
    const properties = found.types[type];
    if (properties === undefined) return [type, "  - the type is not in the file"];
    const lines = compare(schema, properties, found.fromPulumi, "");
    return lines.length === 0 ? [] : [type, ...lines];
  });
}

function compare(schema: Schema, found: Properties, fromPulumi: boolean, path: string): string[] {
  const names = new Set<string>();
  const lines = Object.entries(schema).flatMap(([name, entry]) => {
    const inFile = nameIn(found, name);
    const flags = found[inFile];
    if (flags === undefined) return [`  - ${path}${name}: not in the file`];
    names.add(inFile);
    return compareProperty(entry, flags, fromPulumi, `${path}${name}`);
  });
  const added = Object.entries(found).filter(([name]) => !names.has(name));
  const described = (flags: Flags) => (fromPulumi ? "" : ` (${counted(flagWords(flags)).join(" ")})`);
  return [...lines, ...added.map(([name, flags]) => `  + ${path}${name}: new in the file${described(flags)}`)];
}

/** The provider's lists have a name in the singular where Pulumi has the plural. */
function nameIn(found: Properties, name: string): string {
  const singular = [name, name.replace(/s$/, ""), name.replace(/es$/, ""), name.replace(/ies$/, "y")];
  return singular.find((candidate) => candidate in found) ?? name;
}

function compareProperty(entry: PropertyFlags, flags: Flags, fromPulumi: boolean, path: string): string[] {
  const words = split(typeof entry === "string" ? entry : entry.flags);
  const [ours, theirs] = [words, flagWords(flags)].map(fromPulumi ? onlyPulumi : counted);
  const removed = ours?.filter((word) => theirs?.includes(word) === false) ?? [];
  const added = theirs?.filter((word) => ours?.includes(word) === false) ?? [];
  const said = [...added.map((word) => `now ${word}`), ...removed.map((word) => `no longer ${word}`)];
  return [
    ...(said.length === 0 ? [] : [`  ~ ${path}: ${said.join(", ")}`]),
    ...(typeof entry === "string" || flags.block === undefined
      ? []
      : compare(entry.block, flags.block, fromPulumi, `${path}.`)),
  ];
}

/** Those flags that a verdict may hang on. `maxItems=1` is Pulumi's way to show a list, and no dump of the provider's. */
const counted = (words: readonly string[]): string[] =>
  words.filter((word) => !/^(deprecated|sensitive|stateFunc|maxItems=1)$/.test(word));

/** Those flags that Pulumi's schema is sure of. */
const onlyPulumi = (words: readonly string[]): string[] =>
  words.filter((word) => word === "required" || word === "forceNew");

const split = (flags: string): string[] => flags.match(/default="[^"]*"|\S+/g) ?? [];
