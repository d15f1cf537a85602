import assert from "node:assert/strict";
import { githubReport } from "../../../policypack/report/formats/github";
import { FINDINGS, NAME, NOTHING, report } from "../reports";

describe("the report as workflow commands of GitHub", () => {
  it("has an annotation for each finding, each in one line, and the sum", () => {
    const lines = githubReport(report()).trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line) => /^::\w+|^ecs-lock/.exec(line)?.[0]),
      ["::error", "::error", "::error", "::warning", "::warning", "ecs-lock"],
    );
  });

  it("escapes what would end a title or a text", () => {
    const [line = ""] = githubReport(report()).split("\n");
    const [, properties = "", text = ""] = /^::error (.*?)::(.*)$/.exec(line) ?? [];
    assert.equal(properties.split(",").length, 3);
    const unescape = (part: string): string =>
      part.replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%0A", "\n").replaceAll("%25", "%");
    assert.equal(unescape(properties), `file=infra/my stack/Pulumi.yaml,line=1,title=ecs-stop-instance: ${NAME}`);
    assert.equal(unescape(text), FINDINGS[0]?.brief().replace("\u0007", "\\u0007") ?? "");
  });

  it("has an error for a preview that failed", () => {
    assert.match(
      githubReport({ ...NOTHING, incomplete: "the preview itself failed" }),
      /^::error .*title=the preview is not complete::/,
    );
  });
});
