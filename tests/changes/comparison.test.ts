import assert from "node:assert/strict";
import fc from "fast-check";
import { compareProgram, isEmpty, setChanges } from "../../policypack/changes/comparison";
import { UNDISCLOSED, UNKNOWN, type Value, type ValueMap } from "../../policypack/domain/values";

const SCHEMA = {
  text: "String optional",
  kept: "String optional computed",
  number: "Int optional",
  bool: "Bool optional",
  zone: "String optional computed forceNew",
  encrypted: "Bool optional computed forceNew",
  list: "List optional",
  groups: "Set optional computed",
  tags: "Map optional",
  hidden: "String optional diffSuppress",
  id: "String computed",
  disks: {
    flags: "List optional",
    block: { size: "Int required forceNew", kms: "String optional", level: "String optional computed" },
  },
  window: { flags: "Set optional maxItems=1", block: { start: "String optional", end: "String optional" } },
} as const;

interface Case {
  readonly name: string;
  readonly outputs?: ValueMap;
  readonly planned: ValueMap;
  readonly changed?: Record<string, string>;
  readonly replaces?: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: "the planned input differs from the prior output",
    outputs: { text: "a" },
    planned: { text: "b" },
    changed: { text: "changed" },
  },
  {
    name: "the prior output is the planned input already",
    outputs: { text: "b" },
    planned: { text: "b" },
  },
  {
    name: "the prior outputs lack what the program sets",
    planned: { text: "a" },
    changed: { text: "changed" },
  },
  { name: "an optional property is taken out", outputs: { text: "a" }, planned: {}, changed: { text: "changed" } },
  { name: "an optional and computed property is left out", outputs: { kept: "a" }, planned: {} },
  { name: "an optional and computed text is empty in the program", outputs: { kept: "a" }, planned: { kept: "" } },
  { name: "a property that only the provider sets differs", outputs: { id: "a" }, planned: { id: "b" } },
  { name: "a number is written as a text", outputs: { number: 5 }, planned: { number: "5.0" } },
  { name: "a boolean is written as a text", outputs: { bool: true }, planned: { bool: "true" } },
  {
    name: "nothing, false, 0 and an empty text are the same",
    planned: { text: "", bool: false, number: 0, list: [], tags: {} },
  },
  { name: "a set is reordered", outputs: { groups: ["a", "b"] }, planned: { groups: ["b", "a"] } },
  {
    name: "a set names a member twice",
    outputs: { groups: ["a", "b"] },
    planned: { groups: ["b", "a", "b"] },
  },
  {
    name: "a set gains a member",
    outputs: { groups: ["a"] },
    planned: { groups: ["a", "b"] },
    changed: { groups: "changed" },
  },
  { name: "a set is emptied", outputs: { groups: ["a"] }, planned: { groups: [] }, changed: { groups: "changed" } },
  {
    name: "a list is reordered",
    outputs: { list: ["a", "b"] },
    planned: { list: ["b", "a"] },
    changed: { list: "changed" },
  },
  {
    name: "a map has its keys in another order",
    outputs: { tags: { a: "1", b: "2" } },
    planned: { tags: { b: "2", a: "1" } },
  },
  {
    name: "a map loses a key",
    outputs: { tags: { a: "1", b: "2" } },
    planned: { tags: { a: "1" } },
    changed: { tags: "changed" },
  },
  {
    name: "a map is no map any more",
    outputs: { tags: { a: "1" } },
    planned: { tags: "x" },
    changed: { tags: "changed" },
  },
  {
    name: "a property that forces a replacement",
    outputs: { zone: "a" },
    planned: { zone: "b" },
    changed: { zone: "changed" },
    replaces: ["zone"],
  },
  {
    name: "an explicit false where the state has nothing, of a property that forces a replacement",
    planned: { encrypted: false },
    changed: { encrypted: "changed" },
    replaces: ["encrypted"],
  },
  {
    name: "a value that is only known at apply",
    outputs: { text: "a" },
    planned: { text: UNKNOWN },
    changed: { text: "unknown" },
  },
  {
    name: "a set with a member that is only known at apply",
    outputs: { groups: ["a"] },
    planned: { groups: ["a", UNKNOWN] },
    changed: { groups: "unknown" },
  },
  {
    name: "a secret that cannot be compared",
    outputs: { text: UNDISCLOSED },
    planned: { text: "b" },
    changed: { text: "undisclosed" },
  },
  {
    name: "a secret is taken out, which may be the empty text",
    outputs: { text: UNDISCLOSED },
    planned: {},
    changed: { text: "undisclosed" },
  },
  {
    name: "a secret is put in, which may be the empty text",
    planned: { text: UNDISCLOSED },
    changed: { text: "undisclosed" },
  },
  { name: "the provider hides the difference", outputs: { hidden: "a" }, planned: { hidden: "A" } },
  {
    name: "a nested property changes in place",
    outputs: { disks: [{ size: 20, kms: "a", level: "PL1" }] },
    planned: { disks: [{ size: 20, kms: "b" }] },
    changed: { disks: "changed" },
  },
  {
    name: "a nested property forces a replacement",
    outputs: { disks: [{ size: 20 }] },
    planned: { disks: [{ size: 40 }] },
    changed: { disks: "changed" },
    replaces: ["disks"],
  },
  {
    name: "a block is added whose properties force a replacement",
    outputs: { disks: [{ size: 20 }] },
    planned: { disks: [{ size: 20 }, { size: 40 }] },
    changed: { disks: "changed" },
    replaces: ["disks"],
  },
  {
    name: "a nested computed property is left out",
    outputs: { disks: [{ size: 20, level: "PL1" }] },
    planned: { disks: [{ size: 20 }] },
  },
  {
    name: "a single block is an object here and a list there",
    outputs: { window: [{ start: "1" }] },
    planned: { window: { start: "1" } },
  },
  {
    name: "a set of blocks changes",
    outputs: { window: { start: "1" } },
    planned: { window: { start: "2" } },
    changed: { window: "changed" },
  },
  { name: "a property that no schema has", outputs: {}, planned: { other: "x" } },
];

const suppressions = {
  hidden: ({ old, new: planned }: { old: unknown; new: unknown }) => String(old).toUpperCase() === planned,
};

describe("the comparison of a planned resource with its prior state", () => {
  for (const { name, outputs = {}, planned, changed = {}, replaces = [] } of CASES) {
    it(`${name}: ${Object.keys(changed).length === 0 ? "no change" : JSON.stringify(changed)}`, () => {
      const diff = compareProgram({ schema: SCHEMA, suppressions }, outputs, planned);
      assert.deepEqual(Object.fromEntries(diff.changed), changed);
      assert.deepEqual(diff.replaceKeys, replaces);
    });
  }

  it("gives the prior values of what the program leaves to the provider, and of what the provider hides", () => {
    const outputs = { kept: "a", hidden: "a", text: "a" };
    const { after } = compareProgram({ schema: SCHEMA, suppressions }, outputs, { hidden: "A" });
    assert.deepEqual([after.kept, after.hidden, after.text], ["a", "a", undefined]);
  });

  it("finds no change between equal values, whatever they are", () => {
    const names = Object.keys(SCHEMA);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.jsonValue()), (values) => {
        const same = values as ValueMap;
        const diff = compareProgram({ schema: SCHEMA }, same, same);
        assert.deepEqual([...diff.changed.keys()], []);
      }),
    );
  });
});

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

describe("what a set gains and loses", () => {
  it("counts both sides", () => {
    assert.deepEqual(setChanges(["a", "b"], ["b", "c", "d"]), { added: 2, removed: 1 });
  });
  it("takes an unknown set for all new: every member may go", () => {
    assert.deepEqual(setChanges(["a", "b"], UNKNOWN), { added: 1, removed: 2 });
  });
  it("takes an unknown member for a new one", () => {
    assert.deepEqual(setChanges(["a"], ["a", UNKNOWN]), { added: 1, removed: 0 });
  });
});
