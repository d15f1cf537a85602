import assert from "node:assert/strict";
import { markdownReport } from "../../../policypack/report/formats/markdown";
import { CHANGES, NOTHING, REFUSED, report } from "../reports";

describe("the report as Markdown", () => {
  const rows = (text: string): string[] => text.split("\n").filter((line) => line.startsWith("| **"));

  it("has a table of what is not simply allowed, the refused changes first", () => {
    const [first, second, ...more] = rows(markdownReport(report()));
    assert.match(first ?? "", /^\| \*\*refused\*\* \|.*\| update: instanceType \| StopInstance, StartInstance \|/);
    assert.match(second ?? "", /^\| \*\*undecided\*\* \| db<br>.*\| delete \| DetachDisk \|/);
    assert.deepEqual(more, []);
  });

  it("lets no text of a resource become mark-up, a cell or a mention", () => {
    const [row = ""] = rows(markdownReport(report()));
    assert.equal(row.split("|").length, 7);
    assert.doesNotMatch(row.replaceAll("<br>", ""), /[<>@`[\]]/);
    assert.match(markdownReport(report()), /`{5}text\nCannot say whether ```` it/);
  });

  it("says what to do before anything else, so that it can be copied", () => {
    const lines = markdownReport(report()).split("\n");
    assert.deepEqual(lines.slice(2, 5), ["3 changes, 3 ECS calls: 2 refused, 1 undecided, 0 exempt", "", "`````text"]);
    assert.equal(lines[6], "What to do: ```` wait\\u0007");
  });

  it("has a fold for each resource and cause", () => {
    assert.equal(markdownReport(report()).match(/^<details>$/gm)?.length, 4);
  });

  it("has no table where everything is allowed", () => {
    assert.equal(
      markdownReport(NOTHING),
      "## ECS security lock\n\n0 changes of resources that call ECS: nothing is refused\n\n",
    );
  });

  it("says that a preview failed", () => {
    assert.match(
      markdownReport({ ...NOTHING, incomplete: "the preview itself failed" }),
      /\*\*Incomplete:\*\* the preview itself/,
    );
  });

  it("stays below what the summary of a job may have", () => {
    const [, , refused] = CHANGES;
    assert.ok(refused);
    const many = report({
      changes: Array.from({ length: 5000 }, () => refused),
      resources: Array.from({ length: 5000 }, () => ({ ...REFUSED, brief: () => "x".repeat(1000) })),
    });
    const text = markdownReport(many);
    assert.ok(Buffer.byteLength(text) < 1024 * 1024);
    assert.match(text, /… and 4500 more\.[^]*… and 4900 more\./);
  });
});
