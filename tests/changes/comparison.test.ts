import assert from "node:assert/strict";
import fc from "fast-check";
import {
  comparePlan,
  compareProgram,
  isEmpty,
  neverUpdates,
  propertiesOf,
  setChanges,
  updatable,
  type Suppression,
} from "../../policypack/changes/comparison";
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
  count: "Int optional computed forceNew",
  ratio: "Float optional",
  disks: {
    flags: "List optional",
    block: { size: "Int required forceNew", kms: "String optional", level: "String optional computed" },
  },
  rules: { flags: "Set optional", block: { port: "Int optional forceNew", note: "String optional" } },
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
  {
    name: "an explicit 0 where the state has nothing, of a property that forces a replacement",
    planned: { count: 0 },
    changed: { count: "changed" },
    replaces: ["count"],
  },
  { name: "an explicit empty text where the state has nothing, of such a property", planned: { zone: "" } },
  {
    name: "an explicit false that the state has too, of such a property",
    outputs: { encrypted: false },
    planned: { encrypted: false },
  },
  { name: "an explicit false where the state has nothing, of a property that does not", planned: { bool: false } },
  { name: "a float is written as a text", outputs: { ratio: 0.5 }, planned: { ratio: "0.50" } },
  { name: "a number differs", outputs: { number: 5 }, planned: { number: "6" }, changed: { number: "changed" } },
  {
    name: "a map has its values in another spelling",
    outputs: { tags: { a: 1, b: true } },
    planned: { tags: { b: "true", a: "1" } },
  },
  {
    name: "a map has another value under a key",
    outputs: { tags: { a: "1", b: "2" } },
    planned: { tags: { a: "1", b: "3" } },
    changed: { tags: "changed" },
  },
  {
    name: "a map gains a key",
    outputs: { tags: { a: "1" } },
    planned: { tags: { a: "1", b: "2" } },
    changed: { tags: "changed" },
  },
  {
    name: "a map has an empty value where there was none",
    outputs: { tags: { a: "1" } },
    planned: { tags: { a: "1", b: "" } },
  },
  {
    name: "what was no map is one now",
    outputs: { tags: "x" },
    planned: { tags: { a: "1" } },
    changed: { tags: "changed" },
  },
  {
    name: "a list has its members in another spelling",
    outputs: { list: [1, true] },
    planned: { list: ["1", "true"] },
  },
  {
    name: "a list gains a member",
    outputs: { list: ["a"] },
    planned: { list: ["a", "b"] },
    changed: { list: "changed" },
  },
  {
    name: "a list loses a member",
    outputs: { list: ["a", "b"] },
    planned: { list: ["a"] },
    changed: { list: "changed" },
  },
  {
    name: "a list has another first member",
    outputs: { list: ["a", "b"] },
    planned: { list: ["c", "b"] },
    changed: { list: "changed" },
  },
  {
    name: "a list has another last member",
    outputs: { list: ["a", "b"] },
    planned: { list: ["a", "c"] },
    changed: { list: "changed" },
  },
  {
    name: "a list has an object in place of an equal text",
    outputs: { list: [{ a: 1 }] },
    planned: { list: ['{"a":1}'] },
  },
  {
    name: "a list has another object",
    outputs: { list: [{ a: 1 }] },
    planned: { list: [{ a: 2 }] },
    changed: { list: "changed" },
  },
  {
    name: "a list has one member in place of none",
    outputs: { list: [null] },
    planned: { list: ["a"] },
    changed: { list: "changed" },
  },
  {
    name: "a list has nothing where it had an empty text",
    outputs: { list: ["a", null] },
    planned: { list: ["a", ""] },
  },
  {
    name: "a set gets another member in place of one",
    outputs: { groups: ["a", "b"] },
    planned: { groups: ["a", "c"] },
    changed: { groups: "changed" },
  },
  {
    name: "a set loses a member",
    outputs: { groups: ["a", "b"] },
    planned: { groups: ["b"] },
    changed: { groups: "changed" },
  },
  {
    name: "a block is no block any more",
    outputs: { disks: [{ size: 20 }] },
    planned: { disks: ["x"] },
    changed: { disks: "changed" },
    replaces: ["disks"],
  },
  {
    name: "blocks of which one is only known at apply",
    outputs: { disks: [{ size: 20 }] },
    planned: { disks: [UNKNOWN] },
    changed: { disks: "unknown" },
    replaces: ["disks"],
  },
  {
    name: "a nested value that is only known at apply, in place",
    outputs: { disks: [{ size: 20, kms: "a" }] },
    planned: { disks: [{ size: 20, kms: UNKNOWN }] },
    changed: { disks: "unknown" },
  },
  {
    name: "the second block changes in place",
    outputs: { disks: [{ size: 20 }, { size: 40, kms: "a" }] },
    planned: { disks: [{ size: 20 }, { size: 40, kms: "b" }] },
    changed: { disks: "changed" },
  },
  {
    name: "a block goes whose properties force a replacement",
    outputs: { disks: [{ size: 20 }, { size: 40 }] },
    planned: { disks: [{ size: 20 }] },
    changed: { disks: "changed" },
    replaces: ["disks"],
  },
  {
    name: "a nested property changes in place beside one that forces a replacement",
    outputs: { disks: [{ size: 20, kms: "a" }] },
    planned: { disks: [{ size: 40, kms: "b" }] },
    changed: { disks: "changed" },
    replaces: ["disks"],
  },
  {
    name: "a set of blocks is reordered",
    outputs: { rules: [{ port: 1 }, { port: 2 }] },
    planned: { rules: [{ port: 2 }, { port: 1 }] },
  },
  {
    name: "a set gains a block that forces a replacement",
    outputs: { rules: [{ port: 1 }] },
    planned: { rules: [{ port: 2 }, { port: 1 }] },
    changed: { rules: "changed" },
    replaces: ["rules"],
  },
  {
    name: "a set loses a block that forces a replacement",
    outputs: { rules: [{ port: 1 }, { port: 2 }] },
    planned: { rules: [{ port: 2 }] },
    changed: { rules: "changed" },
    replaces: ["rules"],
  },
  {
    name: "a set gains a block without what forces a replacement",
    outputs: { rules: [{ port: 1 }] },
    planned: { rules: [{ port: 1 }, { note: "n" }] },
    changed: { rules: "changed" },
  },
  {
    name: "a set of blocks is only known at apply",
    outputs: { rules: [{ port: 1 }] },
    planned: { rules: UNKNOWN },
    changed: { rules: "unknown" },
    replaces: ["rules"],
  },
  {
    name: "nothing is nothing in another way",
    outputs: { text: null, list: [], tags: {} },
    planned: { text: "", list: null },
  },
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

  it("asks the provider's rules with the program's values, and the prior ones of all that it leaves out", () => {
    const asked: unknown[] = [];
    const rule: Suppression = (values) => {
      asked.push({ ...values, after: { ...values.after } });
      return false;
    };
    const before = { hidden: "a", text: "t", kept: "k" };
    const program = { hidden: "b", text: "u" };
    const { changed } = compareProgram({ schema: SCHEMA, suppressions: { hidden: rule, kept: rule } }, before, program);
    assert.deepEqual(asked, [{ old: "a", new: "b", after: { hidden: "b", text: "u", kept: "k" } }]);
    assert.deepEqual([...changed.keys()], ["text", "hidden"]);
  });

  it("leaves out what is hidden where there was nothing", () => {
    const { after, changed } = compareProgram(
      { schema: SCHEMA, suppressions: { hidden: () => true } },
      {},
      { hidden: "x" },
    );
    assert.deepEqual([{ ...after }, changed.size], [{}, 0]);
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

interface PlanRow {
  readonly name: string;
  readonly before?: ValueMap;
  readonly program?: ValueMap;
  readonly plan: ValueMap;
  readonly changed?: Record<string, string>;
  readonly replaces?: readonly string[];
}

const PLANS: readonly PlanRow[] = [
  { name: "the planned output is the prior one", before: { text: "a" }, program: { text: "b" }, plan: { text: "a" } },
  {
    name: "the planned output differs",
    before: { text: "a" },
    program: { text: "a" },
    plan: { text: "b" },
    changed: { text: "changed" },
  },
  { name: "the plan lacks it", before: { text: "a" }, plan: {}, changed: { text: "changed" } },
  {
    name: "it is only known at apply, and the plan lacks it",
    before: { text: "a" },
    program: { text: UNKNOWN },
    plan: {},
    changed: { text: "unknown" },
  },
  {
    name: "it is only known at apply, and the plan has it",
    before: { text: "a" },
    program: { text: UNKNOWN },
    plan: { text: "a" },
  },
  { name: "the program leaves it to the provider", before: { kept: "a" }, plan: { kept: "b" } },
  { name: "the program says the empty text of it", before: { kept: "a" }, program: { kept: "" }, plan: { kept: "b" } },
  {
    name: "the program sets what the provider would",
    before: { kept: "a" },
    program: { kept: "b" },
    plan: { kept: "b" },
    changed: { kept: "changed" },
  },
  { name: "the provider alone sets it", before: { id: "a" }, program: { id: "b" }, plan: { id: "b" } },
  {
    name: "it forces a replacement",
    before: { zone: "a" },
    program: { zone: "b" },
    plan: { zone: "b" },
    changed: { zone: "changed" },
    replaces: ["zone"],
  },
  {
    name: "it forces a replacement inside a block",
    before: { disks: [{ size: 1 }] },
    program: { disks: [{ size: 2 }] },
    plan: { disks: [{ size: 2 }] },
    changed: { disks: "changed" },
    replaces: ["disks"],
  },
  {
    name: "it is a secret",
    before: { text: UNDISCLOSED },
    program: { text: "a" },
    plan: { text: "a" },
    changed: { text: "undisclosed" },
  },
];

describe("the comparison of planned outputs with prior ones, where", () => {
  for (const { name, before = {}, program = {}, plan, changed = {}, replaces = [] } of PLANS) {
    it(`${name}: ${Object.keys(changed).length === 0 ? "no change" : JSON.stringify(changed)}`, () => {
      const found = comparePlan(SCHEMA, before, program, plan);
      assert.deepEqual(Object.fromEntries(found.changed), changed);
      assert.deepEqual(found.replaceKeys, replaces);
      assert.equal(found.before, before);
    });
  }

  it("something is planned, has that after, and what is only known at apply", () => {
    const { after } = comparePlan(SCHEMA, { text: "a" }, { number: UNKNOWN, bool: true }, { text: "b", kept: "k" });
    assert.deepEqual({ ...after }, { text: "b", kept: "k", number: UNKNOWN });
  });
});

describe("the properties of a schema", () => {
  it("that an update may change are those in place that the program has, or that need none", () => {
    const names = ["text", "number", "bool", "list", "tags", "hidden", "ratio", "disks", "rules", "window"];
    assert.deepEqual(updatable(SCHEMA, {}).sort(), [...names].sort());
    assert.deepEqual(
      updatable(SCHEMA, { kept: "", groups: ["a"], zone: "z", id: "i" }).sort(),
      [...names, "groups"].sort(),
    );
  });

  for (const [flags, never] of [
    ["String required forceNew", true],
    ["String optional computed forceNew", true],
    ["String computed", true],
    ["String optional", false],
    ["String required", false],
    ["String optional computed", false],
  ] as const) {
    it(`say that it ${never ? "never updates" : "may update"}: ${flags}`, () => {
      assert.equal(neverUpdates({ zone: "String required forceNew", it: flags }), never);
    });
  }

  it("are read in their order, once", () => {
    const schema = { b: "String optional", a: "Int computed" };
    const read = propertiesOf(schema);
    assert.deepEqual(
      read.map(([name, { type, computed }]) => [name, type, computed]),
      [
        ["b", "String", false],
        ["a", "Int", true],
      ],
    );
    assert.equal(propertiesOf(schema), read);
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

describe("large sets", () => {
  const groups = (prefix: string): string[] => Array.from({ length: 40_000 }, (_, at) => `${prefix}-${at}`);

  it("are compared at one look at each member", () => {
    const start = performance.now();
    const [before, after] = [groups("a"), [...groups("a").reverse(), ...groups("a")]];
    assert.deepEqual([...compareProgram({ schema: SCHEMA }, { groups: before }, { groups: after }).changed.keys()], []);
    assert.deepEqual(
      [...compareProgram({ schema: SCHEMA }, { groups: before }, { groups: groups("b") }).changed.keys()],
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
