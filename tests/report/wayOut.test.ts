import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import type { WayOut } from "../../policypack/domain/summaries";
import { excludeArguments, wayOutLines } from "../../policypack/report/wayOut";

const COMPONENT = "urn:pulumi:dev::shop::my:web:Site$alicloud:ecs/instance:Instance::it's $HOME `id`";

describe("The way out", () => {
  it("quotes URNs so that a shell hands them on as they are", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 3 }), (names) => {
        const urns = names.map((name) => `${COMPONENT}${name.replaceAll("\0", "")}`);
        const script = `for word in ${excludeArguments(urns)}; do printf '%s\\0' "$word"; done`;
        const words = execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
        assert.deepEqual(words, [...urns.flatMap((urn) => ["--exclude", urn]), "--exclude-dependents"]);
      }),
      { numRuns: 20 },
    );
  });

  it("offers no URN that would have to be shown otherwise than it is", () => {
    assert.deepEqual(wayOutLines({ exclude: ["urn:a\u001b[2J"], ignoreChanges: [] }), []);
  });

  it("offers nothing that is longer than anybody can copy", () => {
    const long = "i-".padEnd(1_000_000, "x");
    const exemption = { reason: "x", expires: "2026-12-05", operations: ["StopInstance"], instances: [long] };
    const exceptions = [{ policies: ["ecs-stop-instance"], targets: [long] }];
    const ignoreChanges = [{ names: [long], urns: [long] }];
    assert.deepEqual(wayOutLines({ exclude: [long], ignoreChanges, exemption, exceptions }), []);
  });

  describe("by an exemption says what it lets happen:", () => {
    const start = { reason: "x", expires: "2026-12-05", operations: ["StopInstance"], instances: ["i-1"] };
    const one = { ...start, operations: ["DeleteInstance"] };
    const two = { ...one, instances: ["i-1", "i-2"] };
    const secret = { reason: "x", expires: "2026-12-05", operations: ["DeleteInstance"], urns: ["a", "b"] };
    const STARTS = "let it start all the same (it may end half done)";
    const CASES: readonly (readonly [string, Pick<WayOut, "exemption" | "deletion">, readonly string[]])[] = [
      ["a start that may end half done", { exemption: start }, [STARTS]],
      ["a deletion", { deletion: one }, ["delete the instance and release its disks all the same"]],
      ["several deletions", { deletion: two }, ["delete the instances and release their disks all the same"]],
      ["several, by resource", { deletion: secret }, ["delete the instances and release their disks all the same"]],
      ["both", { exemption: start, deletion: one }, [STARTS, "delete the instance and release its disks as well"]],
    ];
    for (const [what, exemptions, outcomes] of CASES) {
      it(what, () => {
        const said = wayOutLines({ exclude: [], ignoreChanges: [], ...exemptions }).map(
          (line) => line.split(", add to")[0],
        );
        assert.deepEqual(
          said,
          outcomes.map((outcome) => `To ${outcome}`),
        );
      });
    }
  });

  it("gives exemption and exception as JSON that can be copied", () => {
    const exemption = { reason: "x\u202e", expires: "2026-12-05", operations: ["StopInstance"], instances: ["i-1"] };
    const exceptions = [{ policies: ["ecs-stop-instance"], targets: [COMPONENT] }];
    const lines = wayOutLines({ exclude: [], ignoreChanges: [], exemption, exceptions });
    const [first, second] = lines.map((line) => JSON.parse(line.slice(line.indexOf("{"))) as unknown);
    assert.deepEqual(first, exemption);
    assert.deepEqual(second, {
      version: 2,
      exceptions: { "ecs-lock": { reason: "why this cannot wait", match: exceptions } },
    });
    assert.doesNotMatch(lines.join(""), /\u202e/);
  });
});
