import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { familyOf, type Family } from "./families";
import { familyTable } from "./familyTable";
import { parseAdditions, parseProviderSchema, type Additions, type ProviderSchema } from "./providerSchema";
import { schemaTable } from "./schemaTable";

/** The repository: these tools read and write nothing but its files. */
export const root = join(__dirname, "../..");

export const PINNED = join(root, "tools/provider/schema.json");
const ADDITIONS = join(root, "tools/provider/additions.json");
const FAMILIES = join(root, "policypack/resources/families");

/** Undefined where there is no such file. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Throws an error of one line where the file cannot be read. */
export function readSchema(file: string): ProviderSchema {
  const text = readText(file);
  if (text === undefined) throw new Error(`${file}: there is no such file, or it cannot be read`);
  return parseProviderSchema(text, file);
}

export const readAdditions = (): Additions => parseAdditions(readFileSync(ADDITIONS, "utf8"), ADDITIONS);

export function readFamilies(): readonly Family[] {
  return readdirSync(FAMILIES).flatMap((name) => {
    const family = familyOf(name.replace(/\.ts$/, ""), readFileSync(join(FAMILIES, name), "utf8"));
    return family === undefined ? [] : [family];
  });
}

/** Every generated file as it must be, by its path: policypack/resources/schema/*.ts and familyTable.ts. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const [families, pinned, additions] = [readFamilies(), readSchema(PINNED), readAdditions()];
  const texts = families.map((family) => [`schema/${family.stem}.ts`, schemaTable(family, pinned, additions)] as const);
  const files = [...texts, ["familyTable.ts", familyTable(families)] as const].map(async ([name, text]) => {
    const file = join(root, "policypack/resources", name);
    return [file, await formatted(file, text)] as const;
  });
  return new Map(await Promise.all(files));
}

/** As Prettier has it in this repository. */
export async function formatted(file: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}
