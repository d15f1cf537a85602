// What the steps of one resource amount to. How whole previews are read is in preview.test.ts.
import assert from "node:assert/strict";
import { changesOf } from "../../../policypack/engine/preview/stepChanges";
import type { DeletedUrns } from "../../../policypack/engine/preview/stepKinds";
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
  priorUrn: "u",
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
  changesOf(steps, deleted).map(({ kind, old, oldOne, goesWithReplaced, failure }) =>
    failure === undefined
      ? [kind, old?.id, oldOne, goesWithReplaced ? "or not" : undefined].filter((part) => part !== undefined).join(" ")
      : `unreadable: ${failure.cause}`,
  );

const NO_STATE = "unreadable: the preview's step does not show the resource's state";
const NO_ID = "unreadable: the preview's step does not show which id the existing resource has";
const NO_KIND = "unreadable: the preview holds a step of a kind that is not known here";
const with_ = { deletedWith: "owner" };

type Deletion = NonNullable<ReturnType<DeletedUrns["get"]>>;

interface Row {
  readonly it: string;
  readonly steps: readonly PreviewStep[];
  /** What is deleted of its owner, and of itself. */
  readonly owner?: Deletion;
  readonly own?: Deletion;
  readonly is: readonly string[];
}

/** Owner, dependant, and whether the provider is asked to delete the latter. */
const WITH_OWNER: readonly (readonly [owner: Deletion, own: Deletion, isAsked: boolean | undefined])[] = [
  ["atTheEnd", "atTheEnd", false],
  ["atTheEnd", "first", true],
  ["atTheEnd", "replaced", undefined],
  ["first", "atTheEnd", true],
  ["first", "first", true],
  ["first", "replaced", undefined],
  ["replaced", "atTheEnd", undefined],
  ["replaced", "first", undefined],
];

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
  ...WITH_OWNER.flatMap(([owner, own, isAsked]): Row[] => {
    const tail = isAsked === undefined ? " or not" : isAsked ? "" : " goesAlong";
    const steps = own === "atTheEnd" ? [gone("delete", with_)] : [gone("delete-replaced", with_)];
    const deletion = { true: "delete i-1", false: "none i-1", undefined: "delete i-1 or not" }[String(isAsked)] ?? "";
    const ofGone = own === "first" && owner === "first" ? "delete i-1 or not" : deletion;
    return [
      { it: `delete ${own} of what goes with one deleted ${owner}`, steps, owner, own, is: [ofGone] },
      {
        it: `replace, deleted ${own}, of what goes with one deleted ${owner}`,
        steps: [step("replace", { old: state(with_) })],
        owner,
        own,
        is: [`replace i-1${tail}`],
      },
    ];
  }),
  { it: "replace", steps: [step("replace")], is: ["replace i-1"] },
  { it: "replace without the old state", steps: [step("replace", { old: undefined })], is: [NO_STATE] },
  { it: "replace without the new state", steps: [step("replace", { new: undefined })], is: [NO_STATE] },
  { it: "replace without an id", steps: [step("replace", { old: state({ id: "" }) })], is: [NO_ID] },
  {
    it: "replace of what is retained",
    steps: [step("replace", { old: state({ retainOnDelete: true }) })],
    is: ["replace i-1 retained"],
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
  for (const { it: name, steps, owner, own, is } of ROWS) {
    it(`${name}: ${is.join(", ")}`, () => {
      const deleted = new Map<string, Deletion>();
      if (owner !== undefined) deleted.set("owner", owner);
      if (own !== undefined) deleted.set("u", own);
      assert.deepEqual(told(steps, deleted), is);
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
