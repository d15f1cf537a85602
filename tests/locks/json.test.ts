import assert from "node:assert/strict";
import { field, optional, parseJson, text } from "../../policypack/locks/json";

describe("JSON from outside", () => {
  it("is what it says, or nothing", () => {
    assert.deepEqual(parseJson('{"a":[1]}'), { a: [1] });
    for (const source of ["", "{", "undefined", "{} {}"]) assert.equal(parseJson(source), undefined, source);
  });
});

describe("The value at a path", () => {
  it("is an object's own", () => {
    assert.equal(field({ a: { b: 1 } }, "a", "b"), 1);
    assert.equal(field({ a: null }, "a", "b"), undefined);
    assert.equal(field({}, "__proto__", "toString"), undefined);
    assert.equal(field({}, "constructor"), undefined);
  });
});

describe("A text", () => {
  it("says something", () => {
    assert.equal(text("a"), "a");
    for (const json of ["", 1, null, undefined, ["a"]]) assert.equal(text(json), undefined);
  });

  it("that is absent makes no key", () => {
    assert.deepEqual(optional("region", "cn-hangzhou"), { region: "cn-hangzhou" });
    assert.deepEqual(Object.keys(optional("region", undefined)), []);
  });
});
