import assert from "node:assert/strict";
import { gitlabReport } from "../../../policypack/report/formats/gitlab";
import { NOTHING, report } from "../reports";

interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const entriesOf = (text: string): Entry[] => JSON.parse(text) as Entry[];

describe("the report as code quality of GitLab", () => {
  it("has an entry for each resource and cause, with its weight and its place in the program", () => {
    const entries = entriesOf(gitlabReport(report()));
    assert.deepEqual(
      entries.map((one) => [one.check_name, one.severity, one.location.path, one.location.lines.begin]),
      [
        ["ecs-stop-instance", "blocker", "infra/my stack/src/in dex.ts", 9],
        ["ecs-lock-status", "critical", "infra/my stack/Pulumi.yaml", 1],
        ["ecs-lock-status", "info", "infra/my stack/Pulumi.yaml", 1],
        ["ecs-lock-status", "info", "infra/my stack/Pulumi.yaml", 1],
      ],
    );
    assert.equal(new Set(entries.map(({ fingerprint }) => fingerprint)).size, 4);
    for (const { description } of entries) assert.doesNotMatch(description, /\p{Cc}/u);
  });

  it("is an empty list for a clean plan, and has an entry for a preview that failed", () => {
    assert.deepEqual(entriesOf(gitlabReport(NOTHING)), []);
    const [entry] = entriesOf(gitlabReport({ ...NOTHING, incomplete: "the preview itself failed" }));
    assert.equal(entry?.severity, "critical");
  });
});
