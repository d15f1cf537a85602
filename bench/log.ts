/**
 * `npm run bench:log`: how long the log of a stopped preview is, and what saying it costs. Writes bench/LOG.md.
 * `npm run bench:log -- FOLDER` compares with the pack of another checkout, built beforehand.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path, { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { repositoryRoot } from "../tests/support/repository";
import { refusedPreviews, type Measured } from "./log/refusedPreview";
import { table, type Row } from "./lookups/table";
import { machine } from "./preview/machine";

const SIZES = [1, 5, 50, 350, 500];

const row = (instances: number, pack: string, one: Measured | undefined): Row[] =>
  one === undefined
    ? []
    : [
        {
          instances,
          pack,
          violations: one.violations,
          lines: one.lines,
          bytes: one.bytes,
          "preview, s": one.seconds.toFixed(1),
          "pack's CPU, s": one.packSeconds?.toFixed(1) ?? "–",
        },
      ];

const commitOf = (folder: string): string =>
  execFileSync("git", ["-C", folder, "rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();

async function main(): Promise<void> {
  const other = process.argv[2];
  const about = await machine();
  const rows: Row[] = [];
  for (const instances of SIZES) {
    process.stderr.write(`${instances} instances\n`);
    const packs = [undefined, ...(other === undefined ? [] : [path.resolve(other)]), repositoryRoot];
    const [none, ...others] = await refusedPreviews(instances, packs);
    const own = others.pop();
    const before = other === undefined ? "" : `that of ${commitOf(other)}`;
    rows.push(...row(instances, "none", none), ...row(instances, before, others[0]), ...row(instances, "this", own));
  }
  const report = `# The log of a stopped preview

Written by \`npm run bench:log${other === undefined ? "" : " -- FOLDER"}\`: ${about}.

Every instance is locked and changes three properties, which six refused calls follow from. Lines and bytes are those of
the Policies section, not interactive; one run each.

${table(rows)}
`;
  const file = join(repositoryRoot, "bench", "LOG.md");
  writeFileSync(file, await format(report, { ...(await resolveConfig(file)), parser: "markdown" }));
  process.stdout.write(report);
}

void main();
