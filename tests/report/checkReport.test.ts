import assert from "node:assert/strict";
import { resourceName, summaryLine } from "../../policypack/report/checkReport";

describe("The report of a check", () => {
  it("sums up, one as one and several as several", () => {
    const summary = { changes: 1, operations: 2, refused: 1, undecided: 0, exempt: 3 };
    assert.equal(summaryLine(summary), "1 change, 2 ECS calls: 1 refused, 0 undecided, 3 exempt");
    assert.match(summaryLine({ ...summary, changes: 2, operations: 1 }), /^2 changes, 1 ECS call:/);
  });

  it("calls a resource by the end of its URN", () => {
    assert.equal(resourceName("urn:pulumi:dev::shop::alicloud:ecs/instance:Instance::web"), "web");
    assert.equal(resourceName("web"), "web");
    assert.equal(resourceName(""), "");
  });
});
