import assert from "node:assert/strict";
import { markdownReport } from "../../../policypack/report/formats/markdown";
import { CHANGES, FINDINGS, NOTHING, report } from "../reports";

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
    const [finding] = FINDINGS;
    assert.ok(refused && finding);
    const many = report({
      changes: Array.from({ length: 5000 }, () => refused),
      findings: Array.from({ length: 5000 }, () => ({ ...finding, brief: () => "x".repeat(1000) })),
    });
    const text = markdownReport(many);
    assert.ok(Buffer.byteLength(text) < 1024 * 1024);
    assert.match(text, /… and 4500 more\.[^]*… and 4900 more\./);
  });
});
