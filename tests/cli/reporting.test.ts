import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { CliFailure, STATUS } from "../../policypack/cli/failure";
import { choicesOf, statusOf, writeReport, type ReportOptions } from "../../policypack/cli/reporting";
import type { CheckReport } from "../../policypack/report/checkReport";
import { FINDINGS, NOTHING, report } from "../report/reports";
import { newFolder, type Folder } from "./runCli";

describe("where a report goes", () => {
  const ROWS: readonly (readonly [string, ReportOptions, readonly object[]])[] = [
    ["to standard output as text, where nothing is said", {}, [{ format: "text" }]],
    ["into the file of --output", { output: "f" }, [{ format: "text", file: "f" }]],
    ["in the format that is named", { format: [{ format: "json" }] }, [{ format: "json" }]],
    [
      "in several formats, each to its place, --output for the one that has none",
      { format: [{ format: "json" }, { format: "html", file: "h" }], output: "f" },
      [
        { format: "json", file: "f" },
        { format: "html", file: "h" },
      ],
    ],
  ];
  for (const [what, options, choices] of ROWS) {
    it(`is ${what}`, () => {
      assert.deepEqual(choicesOf(options), choices);
    });
  }

  const WRONG: readonly (readonly [string, ReportOptions, string])[] = [
    [
      "two on standard output",
      { format: [{ format: "json" }, { format: "text" }] },
      "two formats go to standard output: give each its file, as --format sarif=FILE",
    ],
    [
      "one on standard output, and one in - which is the same",
      { format: [{ format: "json", file: "-" }, { format: "text" }] },
      "two formats go to standard output: give each its file, as --format sarif=FILE",
    ],
    [
      "two in one file",
      { format: [{ format: "json", file: "f\n" }, { format: "text" }], output: "f\n" },
      "two formats go to f\\u000a: give each its file, as --format sarif=FILE",
    ],
    [
      "--output for nothing",
      { format: [{ format: "json", file: "f" }], output: "g" },
      "--output names a file, and every --format has its own: leave it out",
    ],
  ];
  for (const [what, options, message] of WRONG) {
    it(`is an error of the command line: ${what}`, () => {
      assert.throws(
        () => choicesOf(options),
        (error: unknown) => error instanceof CliFailure && error.message === message && error.status === STATUS.usage,
      );
    });
  }
});

describe("the exit status of a report", () => {
  const [refused, , undecided, advisory] = FINDINGS;
  const of = (...kinds: readonly (CheckReport["findings"][number] | undefined)[]): CheckReport =>
    report({ findings: kinds.flatMap((one) => one ?? []) });

  it("is 1 where something is refused, whatever else there is", () => {
    assert.equal(statusOf({ ...of(undecided, refused), incomplete: "it failed" }), STATUS.refused);
  });

  it("is 2 where something is undecided, or the preview is not whole", () => {
    assert.equal(statusOf(of(undecided, advisory)), STATUS.cannotSay);
    assert.equal(statusOf({ ...of(advisory), incomplete: "it failed" }), STATUS.cannotSay);
  });

  it("is 0 where nothing stops the deployment", () => {
    assert.equal(statusOf(of(advisory)), STATUS.ok);
    assert.equal(statusOf(NOTHING), STATUS.ok);
  });
});

describe("a report that is written", () => {
  let folder: Folder;
  before(() => {
    folder = newFolder();
  });
  after(() => {
    folder.remove();
  });

  async function written(given: CheckReport, options: ReportOptions, terminal = false) {
    const [stdout, stderr]: [string[], string[]] = [[], []];
    await writeReport(given, options, {
      environment: {},
      stdin: Readable.from([]),
      stdout: { write: (text) => stdout.push(text), hasColors: () => terminal },
      stderr: { write: (text) => stderr.push(text) },
      now: () => 0,
    });
    return { stdout: stdout.join(""), stderr: stderr.join("") };
  }

  it("stands on standard output as text, with nothing beside it", async () => {
    const { stdout, stderr } = await written(report(), {});
    assert.match(stdout, /3 changes, 3 ECS calls: 2 refused, 1 undecided, 0 exempt\n$/);
    assert.equal(stderr, "");
  });

  it("has colours on a terminal, and none in a file", async () => {
    assert.ok((await written(report(), {}, true)).stdout.includes("\u001b["));
    await written(report(), { output: folder.path("plain") }, true);
    assert.equal(readFileSync(folder.path("plain"), "utf8").includes("\u001b"), false);
  });

  it("in a file is told on stderr, with what it comes to", async () => {
    const file = folder.path("report.json");
    const { stdout, stderr } = await written(report(), { format: [{ format: "json", file }] });
    assert.equal(stdout, "");
    const [told, why] = stderr.split("\n");
    assert.equal(told, `3 changes, 3 ECS calls: 2 refused, 1 undecided, 0 exempt; written to ${file}`);
    assert.match(why ?? "", /^ecs-lock: Cannot say whether /);
  });

  it("for a machine tells the reader of the log why the status is 2", async () => {
    const json = { format: [{ format: "json" }] } as const;
    const failed = await written({ ...NOTHING, incomplete: "the preview\nfailed" }, json);
    assert.equal(failed.stderr, "ecs-lock: cannot say: the preview\\u000afailed\n");
    assert.equal((await written(NOTHING, json)).stderr, "");
    const [, , undecided] = FINDINGS;
    assert.ok(undecided !== undefined);
    const { stderr } = await written(report({ findings: [undecided, undecided, undecided] }), json);
    assert.match(stderr, / \(and 2 more\)\n$/);
  });
});
