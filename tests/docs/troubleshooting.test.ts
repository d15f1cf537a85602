// Whatever the product says of a failure has its entry in docs/troubleshooting.md.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { repositoryRoot } from "../support/repository";
import { runCommand } from "../support/engine/command";
import { callerEnvironment } from "../support/package/packing";

const folder = join(repositoryRoot, "policypack");

/** Files that speak of failures; the others describe, or lay reports out. */
const SPEAKING = [
  /^(changes|engine|locks|review)\//,
  /^report\/(advisories|refusals|summaries|undecided|wayOut)\.ts$/,
  /^configuration\/(configuration|policyPackConfig)\.ts$/,
  /^policies\/(session|surroundings)\.ts$/,
  /^cli\/(input|output|settledOptions|pulumi\/(run|failedPreview|stateVersion))\.ts$/,
  /^cli\/commands\/(audit|check|checkedPlan|guard|locks)\.ts$/,
];

/** Parts of texts that say nothing of a failure by themselves. */
const NO_FAILURES = [
  "its current page",
  "the API reference",
  "affected while the disk is In_use",
  "none are known to this stack",
  "disks so far",
  "no instance is locked for security reasons",
  "locked for security reasons",
  "no lock file was written",
  "(it holds some of the pages only)",
  "roleArn and oidcProviderArn",
  "the answer of `",
  "no answer within",
  "the status is not known",
  "the region of the environment or the profile",
  "run this again",
];

/** A remedy stands in the message itself. */
const REMEDY = /^(\.\s)?What to do:|^ *[12]\. |^ {5}|^judge this deployment/;

interface Text {
  readonly file: string;
  /** What stands between the values that are filled in. */
  readonly parts: readonly string[];
}

function textsOf(file: string): Text[] {
  const source = ts.createSourceFile(file, readFileSync(join(folder, file), "utf8"), ts.ScriptTarget.Latest, true);
  const texts: Text[] = [];
  const visit = (node: ts.Node): void => {
    if (isDescription(node)) return;
    if (ts.isStringLiteralLike(node) && !ts.isImportDeclaration(node.parent)) texts.push({ file, parts: [node.text] });
    if (ts.isTemplateExpression(node)) {
      texts.push({ file, parts: [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)] });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts.filter(({ parts }) => isProse(parts.join(" … ")));
}

const isDescription = (node: ts.Node): boolean =>
  ts.isVariableDeclaration(node) && ["SCHEMA", "textList"].includes(node.name.getText());
const isProse = (text: string): boolean => (text.match(/[a-z]{2,}/gi)?.length ?? 0) >= 3 && text.includes(" ");

const plain = (text: string): string => text.replace(/\\(?=[_*<>|`])/g, "").replace(/\s+/g, " ");

describe("docs/troubleshooting.md", () => {
  const page = plain(readFileSync(join(repositoryRoot, "docs/troubleshooting.md"), "utf8"));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".ts") && SPEAKING.some((place) => place.test(name)));
  const texts = files.flatMap(textsOf);

  it("is held against many texts of the sources, of every place that speaks of failures", () => {
    assert.ok(texts.length > 250, `${texts.length} texts`);
    for (const place of SPEAKING)
      assert.ok(
        files.some((name) => place.test(name)),
        String(place),
      );
  });

  it("has every text with which the product tells a failure", () => {
    const missing = texts.flatMap(({ file, parts }) =>
      parts
        .filter((part) => isProse(part) && !REMEDY.test(part))
        .map((part) =>
          plain(part)
            .replace(/[\s(:]+$/, "")
            .trim(),
        )
        .filter((part) => !page.includes(part) && !NO_FAILURES.some((known) => part.includes(known)))
        .map((part) => `${file}: ${part}`),
    );
    assert.deepEqual(missing, [], "put them into the page, or run `npm run docs` where it collects them");
  });

  it("has the list of causes that the sources give", async () => {
    const args = [join(repositoryRoot, "tools/troubleshooting.mjs"), "--check"];
    const { exitCode, log } = await runCommand(process.execPath, args, repositoryRoot, callerEnvironment());
    assert.equal(exitCode, 0, log);
  });

  it("names a remedy for every cause of an undecided look-up", () => {
    const list = readFileSync(join(repositoryRoot, "docs/troubleshooting.md"), "utf8");
    const sections = ["The prior state", "Lock files", "Credentials, regions", "Look-ups by the ECS API"];
    const entries = sections.flatMap(
      (title) =>
        list
          .split(`### ${title}`)[1]
          ?.split("###")[0]
          ?.match(/^- .*$/gm) ?? [],
    );
    assert.ok(entries.length > 50, `${entries.length} entries`);
    assert.deepEqual(
      entries.filter((entry) => !/_: .+\.$/.test(entry)),
      [],
    );
  });
});
