import assert from "node:assert/strict";
import {
  asText,
  holdsUndisclosed,
  holdsUnknown,
  isValueMap,
  UNDISCLOSED,
  UNKNOWN,
  type Value,
} from "../../policypack/domain/values";

describe("A value", () => {
  const deep = (marker: Value): readonly Value[] => [marker, [marker], { a: { b: [1, marker] } }];

  it("holds what is unknown, and what is not disclosed, however deep", () => {
    for (const value of deep(UNKNOWN)) assert.deepEqual([holdsUnknown(value), holdsUndisclosed(value)], [true, false]);
    for (const value of deep(UNDISCLOSED))
      assert.deepEqual([holdsUnknown(value), holdsUndisclosed(value)], [false, true]);
  });

  it("without either holds neither", () => {
    for (const value of [undefined, null, "", 0, [], {}, { a: [null] }]) {
      assert.deepEqual([holdsUnknown(value), holdsUndisclosed(value)], [false, false]);
    }
  });

  it("is a text only where it says something", () => {
    assert.equal(asText("a"), "a");
    const others: readonly (Value | undefined)[] = ["", 1, null, undefined, UNKNOWN, ["a"]];
    for (const value of others) assert.equal(asText(value), undefined);
  });

  it("is a map where it is an object, and no list", () => {
    assert.ok(isValueMap({}));
    for (const value of [null, [], "a", UNKNOWN]) assert.ok(!isValueMap(value));
  });
});
