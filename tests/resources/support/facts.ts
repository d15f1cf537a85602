import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A row of tests/resources/facts/provider-operations.json: what the provider's source calls. */
export interface FactsRow {
  readonly type: string;
  /** Where the row was read, if not where the file says; empty: nobody has read it yet. */
  readonly source?: string;
  /** Not every property was written down. */
  readonly partial: boolean;
  readonly create: readonly string[];
  readonly delete: readonly string[];
  readonly replaceOn: readonly string[];
  readonly update: Readonly<Record<string, readonly string[]>>;
  readonly ignoredOnUpdate: readonly string[];
}

const FILE = join(__dirname, "../facts/provider-operations.json");

export const FACTS = (JSON.parse(readFileSync(FILE, "utf8")) as { readonly resources: readonly FactsRow[] }).resources;

/** Only the ECS API: other products' calls are written `Vpc:AssociateEipAddress`. */
export const ecsOnly = (operations: readonly string[]): string[] => operations.filter((name) => !name.includes(":"));
