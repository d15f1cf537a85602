import assert from "node:assert/strict";
import { lastLine, resourceName, summaryLine } from "../../policypack/report/checkReport";

describe("The report of a check", () => {
  it("sums up, one as one and several as several", () => {
    const summary = { changes: 1, operations: 2, uncertain: 0, refused: 1, undecided: 0, exempt: 3 };
    assert.equal(summaryLine(summary), "1 change, 2 ECS calls: 1 refused, 0 undecided, 3 exempt");
    assert.match(summaryLine({ ...summary, changes: 2, operations: 1 }), /^2 changes, 1 ECS call:/);
  });

  const CLEAN = { changes: 2, operations: 3, uncertain: 0, refused: 0, undecided: 0, exempt: 0 };

  it("says of a clean plan that it is one, and what it counts where there is nothing", () => {
    assert.equal(summaryLine(CLEAN), "2 changes, 3 ECS calls: nothing is refused");
    assert.equal(
      summaryLine({ ...CLEAN, changes: 0, operations: 0 }),
      "0 changes of resources that call ECS: nothing is refused",
    );
  });

  it("counts calls of which it is open whether they are made as the most that there can be", () => {
    assert.equal(summaryLine({ ...CLEAN, uncertain: 1 }), "2 changes, up to 3 ECS calls: nothing is refused");
    const some = { changes: 1, operations: 13, uncertain: 12, refused: 0, undecided: 12, exempt: 0 };
    assert.equal(summaryLine(some), "1 change, up to 13 ECS calls: 0 refused, 12 undecided, 0 exempt");
  });

  it("promises nothing of what a preview does not show", () => {
    const report = {
      summary: CLEAN,
      changes: [],
      findings: [],
      resources: [],
      projectFile: "Pulumi.yaml",
      toolVersion: "1",
    };
    assert.match(lastLine({ ...report, incomplete: "it failed" }), /: nothing of what it shows is refused$/);
    assert.match(lastLine({ ...report, incomplete: undefined }), /: nothing is refused$/);
    assert.equal(lastLine({ ...report, incomplete: undefined, headline: "2 leftovers" }), "2 leftovers");
  });

  it("calls a resource by the end of its URN", () => {
    assert.equal(resourceName("urn:pulumi:dev::shop::alicloud:ecs/instance:Instance::web"), "web");
    assert.equal(resourceName("urn:pulumi:dev::shop::my:app:App$my:vpc:Vpc::a::b"), "a::b");
    assert.equal(resourceName("web"), "web");
    assert.equal(resourceName(""), "");
  });
});
