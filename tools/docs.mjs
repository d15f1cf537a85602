// Writes docs/operations/OPERATION.md, docs/resources.md and docs/configuration.schema.json from the tables of the compiled pack (npm run build first).
// `node tools/docs.mjs --check` writes nothing and exits 1 if a committed page differs.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { operationPages } from "./docs/operations.mjs";
import { fileSchema } from "./docs/pack.mjs";
import { resourcesPage } from "./docs/resources.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "docs/operations");
const check = process.argv.includes("--check");

const pages = new Map([
  ...[...operationPages()].map(([operation, text]) => [join(folder, `${operation}.md`), text]),
  [join(root, "docs/resources.md"), resourcesPage()],
  [join(root, "docs/configuration.schema.json"), `${JSON.stringify(fileSchema(), undefined, 2)}\n`],
]);

const read = (file) => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
};
const written = () => {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
};

const stale = written().filter((file) => !pages.has(file));
const different = [...pages].filter(([file, text]) => read(file) !== text).map(([file]) => file);

if (!check) {
  mkdirSync(folder, { recursive: true });
  for (const file of stale) rmSync(file);
  for (const file of different) writeFileSync(file, pages.get(file));
  console.log(`${pages.size} pages, ${different.length} written, ${stale.length} removed`);
} else if (different.length + stale.length > 0) {
  console.error("These pages differ from the tables; run `npm run docs` and commit them:");
  for (const file of [...different, ...stale]) console.error(`  ${relative(root, file)}`);
  process.exitCode = 1;
}
