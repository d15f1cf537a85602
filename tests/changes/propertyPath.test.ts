import assert from "node:assert/strict";
import { topLevelName } from "../../policypack/changes/propertyPath";

describe("the name at the top of a property path", () => {
  it("ends at the first dot or bracket, unless it is quoted", () => {
    const paths = [
      "instanceType",
      "tags.team",
      "securityGroups[2]",
      'dataDisks[0].tags["a.b"]',
      '["a.b"].c',
      '["a\\"b"]',
      "",
    ];
    const names = ["instanceType", "tags", "securityGroups", "dataDisks", "a.b", 'a"b', ""];
    assert.deepEqual(paths.map(topLevelName), names);
  });
});
