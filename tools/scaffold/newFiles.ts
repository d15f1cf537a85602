import type { Family } from "../provider/families";
import { familyTable } from "../provider/familyTable";
import { isRecord, type JsonRecord } from "../provider/json";
import { parseProviderSchema, type Additions } from "../provider/providerSchema";
import { schemaTable } from "../provider/schemaTable";
import { withoutType } from "./unmapped";
import { factsRow, familyText, testText, type NewFamily } from "./skeletons";

/** The files that a new family changes, as they are now. */
export const EDITED = {
  pinned: "tools/provider/schema.json",
  facts: "tests/resources/facts/provider-operations.json",
  unmapped: "policypack/resources/unmapped.ts",
} as const;
export type Edited = Readonly<Record<keyof typeof EDITED, string>>;

/** What the new family stands beside. */
export interface Beside {
  readonly families: readonly Family[];
  readonly additions: Additions;
}

type TextByPath = readonly [path: string, text: string];

/** Every file that is to be written, by its path; not yet formatted. `source`: where the family's flags were read. */
export function newFiles(
  family: NewFamily,
  source: string,
  now: Edited,
  { families, additions }: Beside,
): TextByPath[] {
  const { stem, token } = family;
  const added = { stem, types: [token.type] };
  const pinned = withPinned(now.pinned, family, source);
  const table = schemaTable(added, parseProviderSchema(pinned, EDITED.pinned), additions);
  return [
    [EDITED.pinned, pinned],
    [`policypack/resources/schema/${stem}.ts`, table],
    [`policypack/resources/families/${stem}.ts`, familyText(family)],
    [`tests/resources/families/${stem}.test.ts`, testText(family)],
    [EDITED.facts, withFacts(now.facts, family)],
    ["policypack/resources/familyTable.ts", familyTable([...families, added])],
    [EDITED.unmapped, withoutType(now.unmapped, token.type)],
  ];
}

function withPinned(text: string, { token, properties }: NewFamily, source: string): string {
  const schema = record(JSON.parse(text));
  const types = record(schema.types);
  if (token.type in types) return text;
  const sources = { ...record(schema.sources), [token.type]: source };
  return JSON.stringify({ ...schema, sources, types: { ...types, [token.type]: properties } });
}

function withFacts(text: string, family: NewFamily): string {
  const facts = record(JSON.parse(text));
  const rows: readonly unknown[] = Array.isArray(facts.resources) ? facts.resources : [];
  return JSON.stringify({ ...facts, resources: [...rows, factsRow(family)] });
}

const record = (value: unknown): JsonRecord => (isRecord(value) ? value : {});
