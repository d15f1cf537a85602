import assert from "node:assert/strict";
import { withoutType } from "../../../tools/scaffold/unmapped";

describe("The table of types that are not in the map", () => {
  const UNMAPPED = `export const UNMAPPED = {
  "one reason": ["a:b/c:C", "a:b/d:D"],
  "another one":
    [
      "a:b/e:E",
    ],
};
`;
  it("loses a type", () => {
    assert.match(withoutType(UNMAPPED, "a:b/c:C"), /"one reason": \["a:b\/d:D"\]/);
  });
  it("loses a reason that no type is left of", () => {
    assert.doesNotMatch(withoutType(UNMAPPED, "a:b/e:E"), /another one/);
  });
  it("stays as it is where the type is not in it", () => {
    assert.equal(withoutType(UNMAPPED, "a:b/x:X"), UNMAPPED);
  });
});
