import assert from "node:assert/strict";
import { AFFECTED_OPERATIONS, createsInstances } from "../../policypack/operations/behavior";
import { targetKinds } from "../../policypack/operations/targets";

describe("What an operation acts on", () => {
  for (const [operation, kinds] of [
    ["StartInstance", ["instance"]],
    ["DetachDisk", ["disk", "instance"]],
    ["ResizeDisk", ["disk", "instance"]],
    ["RunInstances", []],
    ["CreateInstance", []],
    ["TagResources", undefined],
    ["NoSuchOperation", undefined],
  ] as const) {
    it(`is ${kinds === undefined ? "not asked" : kinds.join(" or ") || "nothing that exists"}: ${operation}`, () => {
      assert.deepEqual(targetKinds(operation), kinds);
    });
  }

  it("is known of every operation that can be refused", () => {
    for (const operation of AFFECTED_OPERATIONS) {
      assert.equal(targetKinds(operation)?.length === 0, createsInstances(operation), operation);
    }
  });
});
