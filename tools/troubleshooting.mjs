// Writes the list of causes in docs/troubleshooting.md from the sources, so that every text which the product says has
// its entry: `node tools/troubleshooting.mjs`, and `--check` to compare.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = join(root, "docs/troubleshooting.md");
const [START, END] = ["<!-- causes: written by tools/troubleshooting.mjs -->", "<!-- end of causes -->"];

const SECTIONS = [
  ["The prior state", /^(changes\/priorState|report\/notes|review)/],
  ["The preview's JSON", /^(changes|cli)/],
  ["Lock files", /^locks\/(lockFile|answers|lockSources)/],
  [
    "Credentials, regions and endpoints",
    /^locks\/(cliProfile|credential|identity|provider|profile|endpoint|transport)/,
  ],
  ["Look-ups by the ECS API", /^locks/],
];

/** The text of a literal, with … for what is filled in; undefined: no literal. */
function textOf(node) {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join("");
  if (!ts.isBinaryExpression(node)) return undefined;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

function failuresIn(file) {
  const found = [];
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const visit = (node) => {
    if (ts.isObjectLiteralExpression(node)) {
      const member = (name) => textOf(node.properties.find((one) => one.name?.getText() === name)?.initializer);
      if (member("cause") !== undefined) found.push({ cause: member("cause"), remedy: member("remedy") });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

export function failures() {
  const folder = join(root, "policypack");
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .flatMap((name) =>
      failuresIn(join(folder, name)).map((failure) => ({ name: name.replaceAll("\\", "/"), ...failure })),
    );
}

function list() {
  const left = failures().filter(({ cause }) => /[a-z]{3}/.test(cause));
  return SECTIONS.map(([title, files]) => {
    const here = left.filter(({ name }) => files.test(name));
    for (const one of here) left.splice(left.indexOf(one), 1);
    const rows = here.map(
      ({ cause, remedy }) => `- _${escape(cause)}_${remedy === undefined ? "" : `: ${escape(remedy)}.`}`,
    );
    return `### ${title}\n\n${[...new Set(rows)].join("\n")}\n`;
  }).join("\n");
}

const escape = (text) => text.replace(/[_*<>|]/g, "\\$&");

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
