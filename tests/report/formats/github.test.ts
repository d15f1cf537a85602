import assert from "node:assert/strict";
import { githubReport } from "../../../policypack/report/formats/github";
import { NAME, NOTHING, REFUSED, report } from "../reports";

describe("the report as workflow commands of GitHub", () => {
  it("has an annotation for each resource and cause, each in one line, and the sum", () => {
    const lines = githubReport(report()).trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line) => /^::\w+|^ecs-lock/.exec(line)?.[0]),
      ["::error", "::error", "::warning", "::warning", "ecs-lock"],
    );
  });

  it("escapes what would end a title or a text", () => {
    const [line = ""] = githubReport(report()).split("\n");
    const [, properties = "", text = ""] = /^::error (.*?)::(.*)$/.exec(line) ?? [];
    assert.equal(properties.split(",").length, 4);
    const unescape = (part: string): string =>
      part.replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%0A", "\n").replaceAll("%25", "%");
    assert.equal(
      unescape(properties),
      `file=infra/my stack/src/in dex.ts,line=9,col=33,title=ecs-stop-instance: ${NAME}`,
    );
    assert.equal(unescape(text), REFUSED.text().replace("\u0007", "\\u0007"));
  });

  it("makes no more than the ten that GitHub shows, of which the last names every other instance", () => {
    const resources = Array.from({ length: 25 }, (_, index) => ({
      ...REFUSED,
      urn: `urn:pulumi:dev::shop::x:y:Z::web-${index}`,
      instances: [`i-${index}`],
    }));
    for (const incomplete of [undefined, "the preview itself failed"]) {
      const text = githubReport(report({ resources, incomplete }));
      const errors = text.split("\n").filter((line) => line.startsWith("::error"));
      assert.equal(errors.length, 10);
      for (let index = 0; index < 25; index += 1) assert.match(errors.join("\n"), new RegExp(`web-${index}\\b`));
      assert.match(errors.at(-1) ?? "", /web-24: i-24: StopInstance, StartInstance$/);
    }
  });

  it("has an error for a preview that failed", () => {
    assert.match(
      githubReport({ ...NOTHING, incomplete: "the preview itself failed" }),
      /^::error .*title=the preview is not complete::/,
    );
  });
});
