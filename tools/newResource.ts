// `npm run new:resource -- TYPE [--name STEM] [--schema FILE]`: the files of a new family of resources, from the
// provider's schema. What a change calls cannot be read from a schema: the tests fail until somebody has filled it in.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { formatted, PINNED, readAdditions, readFamilies, readSchema, root } from "./provider/files";
import type { Properties, ProviderSchema } from "./provider/providerSchema";
import type { TypeToken } from "./provider/typeToken";
import { EDITED, newFiles, type Edited } from "./scaffold/newFiles";
import { requestOf } from "./scaffold/request";
import type { NewFamily } from "./scaffold/skeletons";

const SDK = join(root, "node_modules/@pulumi/alicloud");
const inSdk = ({ file }: TypeToken): boolean => existsSync(join(SDK, `${file}.d.ts`));

async function main(): Promise<void> {
  const options = { name: { type: "string" }, schema: { type: "string" } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const families = readFamilies();
  const { token, stem } = requestOf(positionals[0], values.name, { families, inSdk });
  const given = values.schema === undefined ? undefined : readSchema(values.schema);
  const family = { stem, token, properties: propertiesOf(token.type, given, values.schema) };
  const files = newFiles(family, given?.source ?? "", now(), { families, additions: readAdditions() });
  const texts = files.map(async ([path, text]) => [path, await formatted(join(root, path), text)] as const);
  for (const [path, text] of await Promise.all(texts)) writeFileSync(join(root, path), text);
  console.log(nextSteps(family, given?.fromPulumi === true));
}

const now = (): Edited => ({
  pinned: readFileSync(PINNED, "utf8"),
  facts: readFileSync(join(root, EDITED.facts), "utf8"),
  unmapped: readFileSync(join(root, EDITED.unmapped), "utf8"),
});

function propertiesOf(type: string, given: ProviderSchema | undefined, file = ""): Properties {
  const found = readSchema(PINNED).types[type] ?? given?.types[type];
  if (found !== undefined) return found;
  if (given !== undefined) throw new Error(`${file} does not have ${type}: is it of another version of the provider?`);
  const { version } = JSON.parse(readFileSync(join(SDK, "package.json"), "utf8")) as { readonly version: string };
  const command = `pulumi package get-schema alicloud@${version} > ../schema.json`;
  throw new Error(`${EDITED.pinned} does not have ${type}: run \`${command}\` and add --schema ../schema.json`);
}

function nextSteps({ stem, properties }: NewFamily, fromPulumi: boolean): string {
  const lists = Object.entries(properties).filter(([, { type, maxItems }]) => type === "List" && maxItems !== 1);
  const sets = lists.length === 0 ? "" : ` and which of these is a TypeSet: ${lists.map(([name]) => name).join(", ")},`;
  const unsure = `  ${EDITED.pinned}: Pulumi's schema shows neither sets nor DiffSuppressFunc. Look up which property has one,${sets}
    then \`npm run generate\`\n`;
  return `Written: policypack/resources/{families,schema}/${stem}.ts, tests/resources/families/${stem}.test.ts, and its lines in
familyTable.ts, unmapped.ts, the facts and the pinned schema. To be filled in from the provider's source file of the resource:
${fromPulumi ? unsure : ""}  ${EDITED.facts}, last row: what create, update and delete call
  policypack/resources/families/${stem}.ts: the same, what each call acts on (targets), source; into silent what calls nothing
  tests/resources/families/${stem}.test.ts: a sentence a change, with its calls
Then \`npm run docs\` and \`npm test\`, which says what is missing.`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 64;
});
