// Writes policypack/resources/schema/*.ts from tools/provider/schema.json and additions.json, and familyTable.ts from the
// files of policypack/resources/families.
// `npm run generate -- --check` writes nothing and exits 1 if a committed file differs.
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { readText, root, generatedFiles } from "./provider/files";

async function main(): Promise<void> {
  const files = await generatedFiles();
  const folder = join(root, "policypack/resources/schema");
  const stale = readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((file) => !files.has(file));
  const different = [...files].filter(([file, text]) => readText(file) !== text);
  if (!process.argv.includes("--check")) {
    for (const file of stale) rmSync(file);
    for (const [file, text] of different) writeFileSync(file, text);
    console.log(`${files.size} files, ${different.length} written, ${stale.length} removed`);
  } else if (different.length + stale.length > 0) {
    console.error("These generated files differ from what they are made of; run `npm run generate` and commit them:");
    for (const file of [...different.map(([name]) => name), ...stale]) console.error(`  ${relative(root, file)}`);
    process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
