// What the steps of one resource amount to. How whole previews are read is in preview.test.ts.
import assert from "node:assert/strict";
import {
  changesOf,
  deletionBy,
  isDeletion,
  isPassedOver,
  type DeletedUrns,
} from "../../../policypack/engine/preview/stepChanges";
import type { PreviewStep, StepState } from "../../../policypack/engine/preview/steps";

const state = (more: Partial<StepState> = {}): StepState => ({
  id: "i-1",
  inputs: {},
  outputs: {},
  external: false,
  retainOnDelete: false,
  pendingReplacement: false,
  deletedWith: "",
  unfinished: false,
  importId: "",
  ...more,
});
const step = (op: string, more: Partial<PreviewStep> = {}): PreviewStep => ({
  op,
  urn: "u",
  type: "t",
  provider: "p",
  place: undefined,
  old: state(),
  new: state({ id: "" }),
  changed: undefined,
  replaceKeys: undefined,
  cleared: undefined,
  ...more,
});
const gone = (op: string, more: Partial<StepState> = {}): PreviewStep => step(op, { old: state(more), new: undefined });

/** `delete i-1`, `delete i-1 or not`, `none: the preview's step …` */
const told = (steps: readonly PreviewStep[], deleted: DeletedUrns = new Map()): string[] =>
  changesOf(steps, deleted).map(({ kind, old, goesWithReplaced, failure }) =>
    failure === undefined
      ? `${kind}${old === undefined ? "" : ` ${old.id}`}${goesWithReplaced ? " or not" : ""}`
      : `unreadable: ${failure.cause}`,
  );

const NO_STATE = "unreadable: the preview's step does not show the resource's state";
const NO_ID = "unreadable: the preview's step does not show which id the existing resource has";
const NO_KIND = "unreadable: the preview holds a step of a kind that is not known here";
const with_ = { deletedWith: "owner" };

interface Row {
  readonly it: string;
  readonly steps: readonly PreviewStep[];
  readonly owner?: "deleted" | "replaced" | "createdFirst" | "deletedFirst";
  readonly is: readonly string[];
}

const ROWS: readonly Row[] = [
  { it: "none", steps: [], is: [] },
  { it: "create", steps: [step("create", { old: undefined })], is: ["create"] },
  { it: "create without its state", steps: [step("create", { new: undefined })], is: [NO_STATE] },
  { it: "update", steps: [step("update")], is: ["update i-1"] },
  { it: "update without the old state", steps: [step("update", { old: undefined })], is: [NO_STATE] },
  { it: "update without the new state", steps: [step("update", { new: undefined })], is: [NO_STATE] },
  { it: "update without an id", steps: [step("update", { old: state({ id: "" }) })], is: [NO_ID] },
  { it: "update with two ids", steps: [step("update", { old: state({ outputs: { id: "i-2" } }) })], is: [NO_ID] },
  { it: "update with an id in blanks", steps: [step("update", { old: state({ id: " i-1" }) })], is: [NO_ID] },
  {
    it: "update with the same id twice",
    steps: [step("update", { old: state({ outputs: { id: "i-1" } }) })],
    is: ["update i-1"],
  },
  { it: "delete", steps: [gone("delete")], is: ["delete i-1"] },
  { it: "delete without the old state", steps: [step("delete", { old: undefined })], is: [NO_STATE] },
  { it: "delete without an id", steps: [gone("delete", { id: "" })], is: [NO_ID] },
  {
    it: "delete of what is retained, without an id",
    steps: [gone("delete", { id: "", retainOnDelete: true })],
    is: ["none "],
  },
  { it: "delete of what was read", steps: [gone("delete", { external: true })], is: ["none i-1"] },
  { it: "delete of what goes with a deleted one", steps: [gone("delete", with_)], owner: "deleted", is: ["none i-1"] },
  {
    it: "delete of what goes with one created first",
    steps: [gone("delete", with_)],
    owner: "createdFirst",
    is: ["none i-1"],
  },
  {
    it: "delete of what goes with one deleted first",
    steps: [gone("delete", with_)],
    owner: "deletedFirst",
    is: ["delete i-1"],
  },
  {
    it: "delete of what goes with one replaced",
    steps: [gone("delete", with_)],
    owner: "replaced",
    is: ["delete i-1 or not"],
  },
  { it: "replace", steps: [step("replace")], is: ["replace i-1"] },
  { it: "replace without the old state", steps: [step("replace", { old: undefined })], is: [NO_STATE] },
  { it: "replace without the new state", steps: [step("replace", { new: undefined })], is: [NO_STATE] },
  { it: "replace without an id", steps: [step("replace", { old: state({ id: "" }) })], is: [NO_ID] },
  {
    it: "replace of what is retained",
    steps: [step("replace", { old: state({ retainOnDelete: true }) })],
    is: ["create"],
  },
  {
    it: "replace of what goes with one replaced",
    steps: [step("replace", { old: state(with_) })],
    owner: "replaced",
    is: ["replace i-1 or not"],
  },
  {
    it: "replace by what is imported",
    steps: [step("replace", { new: state({ id: "", importId: "i-2" }) })],
    is: ["delete i-1"],
  },
  {
    it: "replace by what is imported, of what is retained",
    steps: [step("replace", { old: state({ retainOnDelete: true }), new: state({ importId: "i-2" }) })],
    is: ["none i-1"],
  },
  {
    it: "replace by what names its own id",
    steps: [step("replace", { new: state({ id: "", importId: "i-1" }) })],
    is: ["replace i-1"],
  },
  {
    it: "replace with its halves",
    steps: [gone("delete-replaced"), step("replace"), step("create-replacement")],
    is: ["replace i-1"],
  },
  {
    it: "delete-replaced of a leftover",
    steps: [step("update"), gone("delete-replaced", { id: "i-0" })],
    is: ["update i-1", "delete i-0"],
  },
  {
    it: "the same leftover twice",
    steps: [step("update"), gone("delete", { id: "i-0" }), gone("delete", { id: "i-0" })],
    is: ["update i-1", "delete i-0"],
  },
  {
    it: "replace beside the deletion of a leftover",
    steps: [step("replace"), gone("delete-replaced", { id: "i-0" })],
    is: ["replace i-1", "delete i-0"],
  },
  { it: "what concerns the state only", steps: [step("discard"), step("import")], is: ["none i-1"] },
  { it: "import", steps: [step("import")], is: ["none i-1"] },
  { it: "import and update", steps: [step("import"), step("update")], is: ["update i-1"] },
  { it: "a kind that is not known", steps: [step("transmogrify")], is: [NO_KIND] },
  {
    it: "a kind that is not known beside others",
    steps: [step("update"), step("transmogrify")],
    is: ["update i-1", NO_KIND],
  },
];

describe("the steps of one resource", () => {
  for (const { it: name, steps, owner, is } of ROWS) {
    it(`${name}: ${is.join(", ")}`, () => {
      assert.deepEqual(told(steps, owner === undefined ? new Map() : new Map([["owner", owner]])), is);
    });
  }

  it("hand on what differs, as far as they say it", () => {
    const [found] = changesOf([step("update", { changed: ["a"], replaceKeys: ["b"] })], new Map());
    assert.deepEqual([found?.changed, found?.replaceKeys], [["a"], ["b"]]);
    const [silent] = changesOf([step("update")], new Map());
    assert.deepEqual([silent?.changed, silent?.replaceKeys], [undefined, undefined]);
  });

  it("of a replacement go by the one that says what replaces", () => {
    const [found] = changesOf([step("create-replacement"), step("replace", { replaceKeys: ["a"] })], new Map());
    assert.deepEqual([found?.changed, found?.replaceKeys], [undefined, ["a"]]);
  });
});

describe("a step", () => {
  it("is passed over where it changes nothing", () => {
    for (const op of ["same", "read", "refresh", "diff"]) assert.equal(isPassedOver(op), true, op);
    for (const op of ["create", "update", "delete", "replace", "import", "other"])
      assert.equal(isPassedOver(op), false, op);
  });

  it("deletes, alone or as a part of a replacement", () => {
    for (const op of ["delete", "delete-replaced", "replace", "create-replacement"]) assert.ok(isDeletion(op), op);
    for (const op of ["create", "update", "same", "discard"]) assert.ok(!isDeletion(op), op);
  });

  const ORDERS: readonly (readonly [readonly string[], string])[] = [
    [["delete"], "deleted"],
    [["replace"], "replaced"],
    [["create-replacement", "replace", "delete-replaced"], "createdFirst"],
    [["delete-replaced", "replace", "create-replacement"], "deletedFirst"],
    [["replace", "create-replacement"], "createdFirst"],
    [["replace", "delete-replaced"], "deletedFirst"],
  ];
  for (const [ops, order] of ORDERS) {
    it(`tells what becomes of its resource: ${ops.join(", ")}: ${order}`, () => {
      let found: ReturnType<DeletedUrns["get"]>;
      for (const op of ops) found = deletionBy(op, found);
      assert.equal(found, order);
    });
  }
});
