import assert from "node:assert/strict";
import { markSecrets, sameSecrets } from "../../policypack/changes/secrets";
import type { ResourceChange } from "../../policypack/domain/decisions";
import { UNDISCLOSED, UNKNOWN, type Value, type ValueMap } from "../../policypack/domain/values";

describe("the prior values, if no secret has changed,", () => {
  const cases: readonly (readonly [string, ValueMap, ValueMap, ValueMap])[] = [
    ["are what they are without secrets", { a: "1", b: ["2"] }, { a: "3" }, { a: "1", b: ["2"] }],
    ["have the planned value in place of a secret", { a: "1", b: UNDISCLOSED }, { b: "2" }, { a: "1", b: "2" }],
    ["lack a secret that is not planned", { a: "1", b: UNDISCLOSED }, {}, { a: "1" }],
    ["have the planned list in place of one that holds a secret", { b: ["1", UNDISCLOSED] }, { b: [] }, { b: [] }],
    ["have the planned map in place of one that holds a secret", { b: { c: UNDISCLOSED } }, { b: "x" }, { b: "x" }],
    ["keep what is only known at apply", { a: UNKNOWN }, { a: "1" }, { a: UNKNOWN }],
    ["do not gain what only the plan has", { a: UNDISCLOSED }, { a: "1", b: "2" }, { a: "1" }],
  ];
  for (const [name, before, planned, same] of cases) {
    it(name, () => {
      const given = { ...before };
      assert.deepEqual(sameSecrets(before, planned), same);
      assert.deepEqual(before, given);
    });
  }

  it("are not copied without need: there are thousands of resources", () => {
    const before = { a: "1", b: ["2"] };
    assert.equal(sameSecrets(before, {}), before);
  });
});

describe("a change", () => {
  const change = (before: ValueMap, after: ValueMap): ResourceChange => ({
    type: "t",
    kind: "update",
    id: "x",
    before,
    after,
    changed: new Map(),
    replaceKeys: [],
  });
  const secrets: readonly (readonly [string, Value])[] = [
    ["a secret", UNDISCLOSED],
    ["a secret in a list", ["1", UNDISCLOSED]],
    ["a secret in a map", { b: { c: UNDISCLOSED } }],
  ];
  for (const [name, value] of secrets) {
    it(`is marked for ${name}, before or after`, () => {
      assert.equal(markSecrets(change({ a: "1", b: value }, {})).hidesSecrets, true);
      assert.equal(markSecrets(change({}, { a: "1", b: value })).hidesSecrets, true);
    });
  }
  it("is left as it is without secrets", () => {
    const plain = change({ a: "1", b: [UNKNOWN] }, { c: { d: null } });
    assert.equal(markSecrets(plain), plain);
  });
});
