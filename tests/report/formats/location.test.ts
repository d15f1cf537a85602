import assert from "node:assert/strict";
import { locationOf } from "../../../policypack/report/formats/location";

const PLACE = { file: "src/index.ts", line: 9, column: 33 };

describe("Where a format points to", () => {
  it("is the place in the program, from the folder of its project", () => {
    assert.deepEqual(locationOf(PLACE, "infra/shop/Pulumi.yaml"), { ...PLACE, file: "infra/shop/src/index.ts" });
    assert.deepEqual(locationOf(PLACE, "../shop/Pulumi.yaml"), { ...PLACE, file: "../shop/src/index.ts" });
    assert.deepEqual(locationOf(PLACE, "/srv/shop/Pulumi.yaml"), { ...PLACE, file: "/srv/shop/src/index.ts" });
  });

  it("is the file itself where the project is the working folder", () => {
    assert.deepEqual(locationOf(PLACE, "Pulumi.yaml"), PLACE);
  });

  it("has no column where the language gives none", () => {
    assert.deepEqual(locationOf({ file: "a.py", line: 3 }, "x/Pulumi.yaml"), { file: "x/a.py", line: 3 });
  });

  for (const place of [undefined, null]) {
    it(`is the first line of the project's file where the place is ${String(place)}`, () => {
      assert.deepEqual(locationOf(place, "infra/Pulumi.yaml"), { file: "infra/Pulumi.yaml", line: 1 });
    });
  }
});
