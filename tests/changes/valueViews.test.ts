import assert from "node:assert/strict";
import fc from "fast-check";
import { UNDISCLOSED, type ValueMap } from "../../policypack/domain/values";
import { hidesSecrets, layered, plannedValues, viewsOf } from "../../policypack/changes/valueViews";

const names = fc.constantFrom("a", "b", "c", "toString", "below");
const maps: fc.Arbitrary<ValueMap> = fc.dictionary(names, fc.constantFrom("x", "y", null, UNDISCLOSED, ["x"]), {
  noNullPrototype: false,
});

describe("one map over another", () => {
  it("is the spread of both, however it is looked at", () => {
    fc.assert(
      fc.property(maps, maps, (below, above) => {
        const [view, spread]: ValueMap[] = [layered({ below, above }), { ...below, ...above }];
        assert.deepEqual({ ...view }, { ...spread });
        assert.deepEqual(Object.keys(view ?? {}), Object.keys(spread ?? {}));
        for (const name of ["a", "b", "below"]) {
          assert.deepEqual(view?.[name], spread?.[name]);
          assert.equal(name in (view ?? {}), Object.hasOwn(spread ?? {}, name));
        }
        assert.equal(hidesSecrets(view ?? {}), hidesSecrets(spread ?? {}));
      }),
    );
  });
});

describe("the planned values", () => {
  const schema = { set: "String optional", computed: "String optional computed", fixed: "String computed" };
  const before: ValueMap = { set: "old", computed: "old", fixed: "old", other: "old" };
  const planned = (program: ValueMap, unapplied: readonly string[] = []): ValueMap => ({
    ...plannedValues({ schema, before, program, unapplied: new Set(unapplied) }),
  });

  it("are the program's, and the prior ones of computed properties that it leaves out", () => {
    assert.deepEqual(planned({ set: "new" }), { set: "new", computed: "old", fixed: "old" });
    assert.deepEqual(planned({ computed: "new" }), { computed: "new", fixed: "old" });
  });
  it("have an explicit null", () => {
    assert.deepEqual(planned({ computed: null }), { computed: null, fixed: "old" });
  });
  it("have nothing that the schema does not know", () => {
    assert.deepEqual(planned({ other: "new" }), { computed: "old", fixed: "old" });
  });
  it("have the prior value of what is not applied", () => {
    assert.deepEqual(planned({ set: "new" }, ["set"]), { set: "old", computed: "old", fixed: "old" });
    const nothing = plannedValues({ schema, before: {}, program: { set: "new" }, unapplied: new Set(["set"]) });
    assert.deepEqual([nothing.set, "set" in nothing], [undefined, false]);
  });
});

describe("a view", () => {
  const view = viewsOf<object>({
    read: (_, name) => (name === "a" ? "x" : undefined),
    names: () => ["a", "b"],
    hides: () => true,
  })({});

  it("cannot be changed", () => {
    assert.equal(Reflect.set(view, "a", "y"), false);
    assert.equal(Reflect.deleteProperty(view, "a"), false);
    assert.equal(Reflect.defineProperty(view, "b", { value: "y" }), false);
    assert.deepEqual(Object.entries(view), [["a", "x"]]);
  });
  it("has no prototype, and says itself whether it hides secrets", () => {
    assert.equal(Object.getPrototypeOf(view), null);
    assert.equal(hidesSecrets(view), true);
    assert.deepEqual([hidesSecrets({ a: "x" }), hidesSecrets({ a: UNDISCLOSED })], [false, true]);
  });
});
