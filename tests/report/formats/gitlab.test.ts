import assert from "node:assert/strict";
import { gitlabReport } from "../../../policypack/report/formats/gitlab";
import { report } from "../reports";

interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const entriesOf = (text: string): Entry[] => JSON.parse(text) as Entry[];

describe("The report for GitLab's code quality", () => {
  it("has an entry a finding, with what GitLab asks for", () => {
    const given = report();
    const entries = entriesOf(gitlabReport(given));
    assert.equal(entries.length, given.findings.length);
    for (const { description, check_name, fingerprint, severity, location } of entries) {
      assert.match(fingerprint, /^[0-9a-f]{64}$/);
      assert.match(check_name, /^ecs-/);
      assert.ok(["blocker", "critical", "info"].includes(severity));
      assert.deepEqual(location, { path: given.projectFile, lines: { begin: 1 } });
      assert.ok(description.length > 10 && !description.includes("\n"));
    }
    assert.equal(entries[0]?.severity, "blocker");
  });

  it("knows a finding again, and tells two apart", () => {
    const [first, again] = [entriesOf(gitlabReport(report())), entriesOf(gitlabReport(report()))];
    assert.deepEqual(first, again);
    const prints = new Set(first.map(({ fingerprint }) => fingerprint));
    const same = new Set(first.map(({ check_name, description }) => `${check_name} ${description}`));
    assert.ok(prints.size >= same.size);
  });

  it("says of a preview that is not complete that it is not", () => {
    const entries = entriesOf(gitlabReport({ ...report(), findings: [], incomplete: "the preview itself failed" }));
    assert.match(entries[0]?.description ?? "", /^the preview itself failed: what it does not show was not judged/);
  });
});
