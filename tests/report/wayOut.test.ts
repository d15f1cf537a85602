import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fc from "fast-check";
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

  it("says what the exemption lets happen: a start that may end half done, or a deletion", () => {
    const exemption = { reason: "x", expires: "2026-12-05", operations: ["DeleteInstance"], instances: ["i-1"] };
    const way = { exclude: [], ignoreChanges: [], exemption };
    assert.match(
      wayOutLines(way)[0] ?? "",
      /^To let it start all the same \(it may end half done\), add to "exemptions"/,
    );
    assert.match(
      wayOutLines({ ...way, onlyDeletes: true })[0] ?? "",
      /^To delete the instance and release its disks all the same, add to "exemptions" of ecs-lock-status/,
    );
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
