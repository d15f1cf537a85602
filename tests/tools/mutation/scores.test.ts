import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { repositoryRoot } from "../../support/repository";

type Report = { files: Record<string, { mutants: { status: string }[] }> };
type Scores = { poorScores: (report: Report, isOfAll: boolean) => string[] };

const mutants = (counts: Readonly<Record<string, number>>) => ({
  mutants: Object.entries(counts).flatMap(([status, count]) => Array.from({ length: count }, () => ({ status }))),
});

describe("the scores of mutation testing", () => {
  let poorScores: Scores["poorScores"];
  before(async () => {
    const file = pathToFileURL(join(repositoryRoot, "tools/mutation/scores.mjs")).href;
    ({ poorScores } = (await import(file)) as Scores);
  });

  const CASES: readonly (readonly [string, Report["files"], readonly string[]])[] = [
    [
      "are good enough at 85 % and 75 %",
      { "a.ts": mutants({ Killed: 95, Survived: 5 }), "b.ts": mutants({ Killed: 75, NoCoverage: 25 }) },
      [],
    ],
    [
      "name a file below 75 %",
      { "a.ts": mutants({ Killed: 200 }), "b.ts": mutants({ Killed: 7, Survived: 3 }) },
      ["b.ts: 70.0 % of the mutants are noticed, 75 % should be"],
    ],
    [
      "name all of them below 85 %",
      { "a.ts": mutants({ Killed: 8, Survived: 2 }) },
      ["all files together: 80.0 % of the mutants are noticed, 85 % should be"],
    ],
    ["count what runs for ever as noticed", { "a.ts": mutants({ Timeout: 9, Survived: 1 }) }, []],
    ["count neither what was ignored nor what cannot be run", { "a.ts": mutants({ Ignored: 9, CompileError: 9 }) }, []],
  ];
  for (const [title, files, lines] of CASES)
    it(title, () => {
      assert.deepEqual(poorScores({ files }, true), lines);
    });

  it("are not those of all files where some were tried", () => {
    assert.deepEqual(poorScores({ files: { "a.ts": mutants({ Killed: 8, Survived: 2 }) } }, false), []);
  });
});
