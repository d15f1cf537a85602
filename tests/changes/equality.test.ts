import assert from "node:assert/strict";
import { compareProgram } from "../../policypack/changes/comparison";
import { isEmpty, setChanges } from "../../policypack/changes/equality";
import { UNDISCLOSED, UNKNOWN, type Value } from "../../policypack/domain/values";

describe("empty values", () => {
  for (const value of [undefined, null, "", 0, false, [], {}, { a: "" }] as (Value | undefined)[]) {
    it(`${value === undefined ? "nothing" : JSON.stringify(value)} is empty`, () => {
      assert.equal(isEmpty(value), true);
    });
  }
  for (const value of ["a", 1, true, ["a"], { a: 1 }, UNKNOWN] as Value[]) {
    it(`${typeof value === "symbol" ? "unknown" : JSON.stringify(value)} is not`, () => {
      assert.equal(isEmpty(value), false);
    });
  }
});

describe("large sets", () => {
  const groups = (prefix: string): string[] => Array.from({ length: 40_000 }, (_, at) => `${prefix}-${at}`);

  it("are compared at one look at each member", () => {
    const start = performance.now();
    const [before, after] = [groups("a"), [...groups("a").reverse(), ...groups("a")]];
    assert.deepEqual(
      [...compareProgram({ schema: { groups: "Set optional" } }, { groups: before }, { groups: after }).changed.keys()],
      [],
    );
    assert.deepEqual(
      [
        ...compareProgram(
          { schema: { groups: "Set optional" } },
          { groups: before },
          { groups: groups("b") },
        ).changed.keys(),
      ],
      ["groups"],
    );
    assert.deepEqual(setChanges(before, groups("b")), { added: 40_000, removed: 40_000 });
    assert.ok(performance.now() - start < 2_000, `${performance.now() - start} ms`);
  });
});

describe("what a set gains and loses", () => {
  it("counts both sides", () => {
    assert.deepEqual(setChanges(["a", "b"], ["b", "c", "d"]), { added: 2, removed: 1 });
  });
  it("takes an unknown set for all new: every member may go", () => {
    assert.deepEqual(setChanges(["a", "b"], UNKNOWN), { added: 1, removed: 2 });
  });
  it("takes a secret set for all new as well", () => {
    assert.deepEqual(setChanges(["a", "b"], UNDISCLOSED), { added: 1, removed: 2 });
  });
  it("takes one secret set for another in place of it", () => {
    assert.deepEqual(setChanges(UNDISCLOSED, UNDISCLOSED), { added: 0, removed: 1 });
  });
  it("takes a map with an unknown value for all new", () => {
    assert.deepEqual(setChanges([], { a: UNKNOWN }), { added: 1, removed: 0 });
    assert.deepEqual(setChanges(["a"], { a: "1" }), { added: 1, removed: 1 });
  });
  it("keeps members that are a secret on both sides", () => {
    assert.deepEqual(setChanges([UNDISCLOSED, "a"], [UNDISCLOSED]), { added: 0, removed: 1 });
  });
  it("of nothing is nothing, and one value is a set of one", () => {
    assert.deepEqual(setChanges(undefined, null), { added: 0, removed: 0 });
    assert.deepEqual(setChanges("a", ["a", 1]), { added: 1, removed: 0 });
    assert.deepEqual(setChanges(["1"], 1), { added: 0, removed: 0 });
  });
  it("takes an unknown member for a new one", () => {
    assert.deepEqual(setChanges(["a"], ["a", UNKNOWN]), { added: 1, removed: 0 });
  });
});
