import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { compareProgram, type Comparison } from "../../policypack/changes/comparison";
import { isEmpty, setChanges } from "../../policypack/changes/equality";
import { isValueMap, UNDISCLOSED, UNKNOWN, type Value } from "../../policypack/domain/values";

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

describe("sets of blocks", () => {
  const BLOCK = {
    port: "Int required forceNew",
    note: "String optional",
    on: "Bool optional",
    level: "String optional computed",
    names: "List optional",
  };
  const changed = (before: readonly Value[], planned: readonly Value[]): Comparison =>
    compareProgram(
      { schema: { rules: { flags: "Set optional", block: BLOCK } } },
      { rules: before },
      { rules: planned },
    );
  const isSame = (before: readonly Value[], planned: readonly Value[]): boolean =>
    changed(before, planned).changed.size === 0;

  it("of 40,000 members are compared as well", () => {
    const rules = (level: string, prefix = "n"): Value[] =>
      Array.from({ length: 40_000 }, (_, at) => ({ port: at, note: `${prefix}-${at}`, level }));
    assert.equal(isSame(rules("a"), rules("a").reverse()), true);
    const other = changed(rules("a"), [...rules("a", "m"), ...rules("a", "m")]);
    assert.deepEqual([[...other.changed.keys()], other.replaceKeys], [["rules"], ["rules"]]);
  });

  it("of nonsense are not the same", () => {
    const nonsense = Array.from({ length: 40_000 }, () => "x");
    assert.equal(isSame(nonsense, [...nonsense, { port: 1 }]), false);
  });

  const values = {
    port: fc.constantFrom(0, 1, "1", "01", "x"),
    note: fc.constantFrom("", "a", null),
    on: fc.constantFrom(true, "true", false, "false"),
    level: fc.constantFrom("", "a", "b"),
    names: fc.constantFrom<string[]>([], ["a"], ["b"]),
  };
  const blocks = fc.array(
    fc.oneof(
      { weight: 9, arbitrary: fc.record(values, { requiredKeys: [] }) },
      { weight: 1, arbitrary: fc.constant("x") },
    ),
    {
      maxLength: 5,
    },
  );

  /** Two blocks are equal if a list with the one equals a list with the other. */
  function isSamePair(old: Value | undefined, planned: Value): boolean {
    const schema = { rules: { flags: "List optional", block: BLOCK } };
    const isMap = isValueMap(old) && isValueMap(planned);
    // A list of one block that is all empty is no list; a second one keeps it from that.
    const [before, after]: [Value[], Value[]] = [[{ port: 7 }], [{ port: 7 }]];
    if (old !== undefined) before.push(old);
    after.push(planned);
    return isMap && compareProgram({ schema }, { rules: before }, { rules: after }).changed.size === 0;
  }

  /** Each member against all others, which is what sets mean. */
  function isSameByPairs(before: readonly Value[], planned: readonly Value[]): boolean {
    const unique = (items: readonly Value[]): readonly Value[] =>
      items.filter((item, index) => !items.slice(0, index).some((earlier) => isSamePair(earlier, item)));
    const [left, right] = [[...unique(before)], unique(planned)];
    if (left.length !== right.length) return false;
    return right.every((item) => {
      const index = left.findIndex((candidate) => isSamePair(candidate, item));
      if (index >= 0) left.splice(index, 1);
      return index >= 0;
    });
  }

  it("are the same where each member equals another one, pair by pair", () => {
    fc.assert(
      fc.property(blocks, blocks, (before, planned) => {
        // What is alike in every letter, or empty on both sides, is told before members are compared.
        fc.pre(!isDeepStrictEqual(before, planned) && ![before, planned].some(isEmpty));
        assert.equal(isSame(before, planned), isSameByPairs(before, planned));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("a block that leaves out what the provider computes", () => {
  const servers = { flags: "Set optional", block: { id: "String required", ip: "String optional computed" } };
  const [whole, part] = [{ id: "x", ip: "r" }, { id: "x" }];
  const differs = (before: readonly Value[], after: readonly Value[]): boolean =>
    compareProgram({ schema: { servers } }, { servers: before }, { servers: after }).changed.has("servers");

  it("is the same as one that has it, and no other where there is one of its own", () => {
    assert.deepEqual(
      [
        differs([whole], [part]),
        differs([whole, part], [part, whole]),
        differs([part, whole], [whole, part]),
        differs([part], [whole]),
        differs([whole, part], [part]),
      ],
      [false, false, false, true, true],
    );
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
