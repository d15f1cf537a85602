// Each file of policypack/ has its test at the mirrored path, or a row in CONTRIBUTING that says why not.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { repositoryRoot } from "./support/repository";

const folder = join(repositoryRoot, "policypack");
const heading = "### Files without a test of their own";

/** Folders (with a slash at their end) and files that the table of CONTRIBUTING gives a reason for. */
function excused(): readonly string[] {
  const text = readFileSync(join(repositoryRoot, "CONTRIBUTING.md"), "utf8");
  const section = text.split(heading)[1]?.split(/^##/m)[0] ?? "";
  return [...section.matchAll(/^\|(.*?)\|/gm)].flatMap(([, files = ""]) =>
    [...files.matchAll(/`(.*?)`/g)].map(([, file = ""]) => file),
  );
}

const isOf = (file: string, place: string): boolean => (place.endsWith("/") ? file.startsWith(place) : file === place);

const isTested = (file: string): boolean =>
  existsSync(join(repositoryRoot, "tests", file.replace(/\.ts$/, ".test.ts")));

/** Types are gone when the file is compiled, and nothing is left that could be wrong. */
function holdsCode(file: string): boolean {
  const { outputText } = ts.transpileModule(readFileSync(join(folder, file), "utf8"), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023, removeComments: true },
  });
  return outputText.replace(/^export \{\};$/m, "").trim() !== "";
}

describe("the files of policypack/", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".ts"));
  const untested = files.filter((file) => !isTested(file) && holdsCode(file));
  const places = excused();

  it("have each a test at the mirrored path of tests/, or a reason in CONTRIBUTING", () => {
    const without = untested.filter((file) => !places.some((place) => isOf(file, place)));
    assert.ok(
      without.length === 0,
      `write tests/FILE.test.ts, or give a reason under "${heading}" of CONTRIBUTING.md:\n${without.join("\n")}`,
    );
  });

  it("are given a reason in CONTRIBUTING only where they have no test", () => {
    const needless = places.filter((place) => !untested.some((file) => isOf(file, place)));
    assert.deepEqual(needless, [], "take these out of the table");
  });
});
