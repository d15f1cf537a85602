import assert from "node:assert/strict";
import { didYouMean, suggestions } from "../../policypack/configuration/suggest";

const NAMES = ["StartInstance", "StopInstance", "StartInstances", "AttachDisk"];

describe("What may have been meant", () => {
  for (const [given, expected] of [
    ["startinstance", ["StartInstance", "StartInstances", "StopInstance"]],
    ["AttachDisc", ["AttachDisk"]],
    ["ab", []],
    ["DeleteSnapshotGroup", []],
  ] as const) {
    it(`by ${given} is ${expected.join(", ") || "nothing"}`, () => {
      assert.deepEqual(suggestions(given, NAMES), expected);
    });
  }

  it("is asked where there is something", () => {
    assert.equal(didYouMean("AttachDisc", NAMES), ": did you mean AttachDisk?");
    assert.equal(didYouMean("ab", NAMES), "");
  });
});
