import type { Properties } from "../provider/providerSchema";
import type { TypeToken } from "../provider/typeToken";

/** What a new family is made of. */
export interface NewFamily {
  readonly stem: string;
  readonly token: TypeToken;
  readonly properties: Properties;
}

/**
 * policypack/resources/families/STEM.ts. Its steps have no operation and its source is empty until somebody has read the
 * provider's source: `tests/resources/modelFaults.test.ts` fails until then.
 */
export function familyText({ stem, token: { type, module, className }, properties }: NewFamily): string {
  const names = inPlace(properties);
  const update = names.length === 0 ? "" : `{ operation: "", on: ${JSON.stringify(names)} }`;
  return `import type { ${className}Args, ${className}State } from "${module}";
import { defineModel } from "../model";
import { ${stem}Schema } from "../schema/${stem}";

/** \`${type}\` */
export const ${stem} = defineModel<${className}Args, ${className}State>()({
  types: ["${type}"],
  schema: ${stem}Schema,
  create: [{ operation: "" }],
  update: [${update}],
  delete: [{ operation: "" }],
  silent: [],
  source: "",
});
`;
}

/** Properties that a program can change without a replacement. */
const inPlace = (properties: Properties): string[] =>
  Object.entries(properties)
    .filter(([, { required, optional, forceNew }]) => (required ?? optional) === true && forceNew !== true)
    .map(([name]) => name);

/** tests/resources/families/STEM.test.ts: a row a change, with the calls of the provider's source to be filled in. */
export function testText({ token: { type, className }, properties }: NewFamily): string {
  const required = Object.entries(properties).filter(([, flags]) => flags.required === true);
  const values = `{ ${required.map(([name, flags]) => `${name}: ${SAMPLES[flags.type].first}`).join(", ")} }`;
  const [changed] = inPlace(properties).filter((name) => properties[name]?.block === undefined);
  const update = changed === undefined ? "" : updateRow(changed, SAMPLES[properties[changed]?.type ?? "String"].second);
  return `import { itCalls } from "../support/table";

describe("${className}", () => {
  const values = ${values};
  itCalls(
    ["${type}"],
    [
      { name: "is created", after: values, calls: [] },
      ${update}
      { name: "is deleted", id: "x-1", before: values, calls: [] },
    ],
  );
});
`;
}

const updateRow = (name: string, sample: string): string =>
  `{ name: "is updated in its ${name}", id: "x-1", before: values, after: { ...values, ${name}: ${sample} }, calls: [] },`;

const SAMPLES: Readonly<Record<Properties[string]["type"], { readonly first: string; readonly second: string }>> = {
  String: { first: '"a"', second: '"b"' },
  Int: { first: "1", second: "2" },
  Float: { first: "0.1", second: "0.2" },
  Bool: { first: "false", second: "true" },
  List: { first: '["a"]', second: '["b"]' },
  Set: { first: '["a"]', second: '["b"]' },
  Map: { first: '{ a: "1" }', second: '{ a: "2" }' },
};

/** The row of tests/resources/facts/provider-operations.json: the schema says what replaces, the rest is to be read. */
export const factsRow = ({ token: { type }, properties }: NewFamily) => ({
  type,
  source: "",
  partial: false,
  create: [],
  delete: [],
  replaceOn: replacing(properties, ""),
  update: {},
  ignoredOnUpdate: [],
});

function replacing(properties: Properties, path: string): string[] {
  return Object.entries(properties).flatMap(([name, { forceNew, block }]) => {
    if (forceNew === true) return [path + name];
    return block === undefined ? [] : replacing(block, `${path}${name}.`);
  });
}
