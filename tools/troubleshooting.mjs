// Writes the list of causes in docs/troubleshooting.md from the sources, so that every text which the product says has
// its entry: `node tools/troubleshooting.mjs`, and `--check` to compare.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { failures } from "./docs/failures.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = join(root, "docs/troubleshooting.md");
const [START, END] = ["<!-- causes: written by tools/troubleshooting.mjs -->", "<!-- end of causes -->"];

/** Each file goes to the first section that it matches. */
const SECTIONS = [
  ["The configuration", /^configuration/],
  ["The prior state", /^(engine\/(state|analyzer)|report|changes|review|policies)/],
  ["The command `ecs-lock` and the preview's JSON", /^(engine|cli)/],
  ["Lock files, and answers that cannot be read", /^locks\/(file|lockSources|api\/answers)/],
  ["Credentials, regions and endpoints", /^locks\/(credentials|api\/(endpoint|transport))/],
  ["Look-ups by the ECS API", /^(locks|domain)/],
];

function list() {
  const left = failures(root);
  const sections = SECTIONS.map(([title, files]) => {
    const here = left.filter(({ name }) => files.test(name));
    for (const one of here) left.splice(left.indexOf(one), 1);
    return `### ${title}\n\n${[...new Set(here.map(entry))].join("\n")}\n`;
  });
  const [lost] = left;
  if (lost !== undefined) throw new Error(`no section of ${page} takes ${lost.name}: ${lost.cause}`);
  return sections.join("\n");
}

const entry = ({ cause, remedy }) => `- _${escape(cause)}_${remedy === undefined ? "" : `: ${escape(remedy)}.`}`;
const escape = (text) => text.replace(/[_*<>|]/g, "\\$&").replaceAll("\n", " ");

const text = readFileSync(page, "utf8");
const [before, rest] = text.split(START);
const [, after] = (rest ?? "").split(END);
if (after === undefined) throw new Error(`${page} has no place for the causes (${START} … ${END})`);
const wanted = `${before}${START}\n\n${list()}\n${END}${after}`;
if (!process.argv.includes("--check")) writeFileSync(page, wanted);
else if (wanted !== text) {
  console.error("docs/troubleshooting.md is not what tools/troubleshooting.mjs writes: run `npm run docs`.");
  process.exitCode = 1;
}
