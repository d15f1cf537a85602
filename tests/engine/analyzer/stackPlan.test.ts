import assert from "node:assert/strict";
import { known, notKnown } from "../../../policypack/domain/lookUps";
import { EMPTY_STATE, type ResourceState, type StackState } from "../../../policypack/domain/resources";
import { UNKNOWN, type ValueMap } from "../../../policypack/domain/values";
import type { ProgramResource, StackResource } from "../../../policypack/engine/analyzer/messages";
import { programPlan, stackPlan, updatePlan, type StackPhase } from "../../../policypack/engine/analyzer/stackPlan";
import { decidedResource } from "../../../policypack/review/decidedResource";
import { stateOf } from "../../review/support/judging";
import { priorOf, programOf, shownOf } from "../../review/support/resources";
import { INSTANCE } from "../../support/scenario";

const COMMAND = "command:local:Command";
const ATTACHMENT = "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment";
const INPUTS = { instanceName: "web", imageId: "img" };
const OUTPUTS = { systemDiskId: "d-1", status: "Running" };
const OTHER = "urn:pulumi:dev::shop::my:vpc:Vpc::main";

const instance = (name: string, more: Partial<ResourceState> = {}): ResourceState =>
  priorOf(INSTANCE, `i-${name}`, INPUTS, OUTPUTS, { urn: `urn:${name}`, ...more });
const program = (name: string, inputs: ValueMap = {}, more: Partial<ProgramResource> = {}): ProgramResource => ({
  ...programOf(INSTANCE, { ...INPUTS, ...inputs }),
  urn: `urn:${name}`,
  ...more,
});
/** Left alone. */
const same = (name: string, more: Partial<StackResource> = {}): StackResource => ({
  ...shownOf(INSTANCE, { ...INPUTS, ...OUTPUTS, id: `i-${name}` }),
  urn: `urn:${name}`,
  id: `i-${name}`,
  ...more,
});
const updated = (name: string, outputs: ValueMap): StackResource =>
  same(name, { id: undefined, outputs: { ...INPUTS, ...OUTPUTS, ...outputs } });
/** Replaced or created. */
const made = (name: string, outputs: ValueMap = {}): StackResource =>
  same(name, { id: undefined, outputs: { ...INPUTS, ...outputs } });

interface Shown extends Partial<Omit<StackPhase, "state" | "planned">> {
  readonly state: StackState;
  readonly planned?: readonly StackResource[];
  /** Of the planned state, beside those of `planned`. */
  readonly others?: readonly string[];
}

function planOf({ state, planned = [], others = [], ...rest }: Shown) {
  return stackPlan({
    program: [],
    planned: new Map(planned.map((one) => [one.urn, one])),
    urns: new Set([...planned.flatMap(({ urn, aliases }) => [urn, ...aliases]), ...others]),
    state: known(state),
    leavesOut: () => false,
    refreshes: false,
    replaces: () => false,
    ...rest,
  });
}

/** `urn:a: update`, `urn:a: delete?`; nothing of what nothing is asked. */
const told = (shown: Shown): string[] =>
  planOf(shown).flatMap((resource) => {
    const decided = decidedResource(resource);
    return decided === undefined
      ? []
      : [
          `${resource.urn}: ${[decided.change.kind, decided.change.oldOne].filter((part) => part !== undefined).join(", ")}` +
            (decided.decision.open === undefined ? "" : "?"),
        ];
  });

interface Row {
  readonly it: string;
  readonly shown: Shown;
  readonly is: readonly string[];
}

const deletedWith = (urn: string, more: Partial<ResourceState> = {}) => instance("a", { deletedWith: urn, ...more });

const COMMAND_REPLACED_ON: Partial<ResourceState> = { urn: "urn:c", replacedOn: ["create"] };

const PROGRAM_ROWS: readonly Row[] = [
  {
    it: "is left alone: nothing",
    shown: { state: stateOf([instance("a")]), program: [program("a")], planned: [same("a")] },
    is: [],
  },
  {
    it: "is updated",
    shown: {
      state: stateOf([instance("a")]),
      program: [program("a", { instanceName: "b" })],
      planned: [updated("a", { instanceName: "b" })],
    },
    is: ["urn:a: update"],
  },
  {
    it: "is replaced",
    shown: { state: stateOf([instance("a")]), program: [program("a")], planned: [made("a")] },
    is: ["urn:a: replace"],
  },
  { it: "is new", shown: { state: EMPTY_STATE, program: [program("a")], planned: [made("a")] }, is: ["urn:a: create"] },
  {
    it: "is replaced, and what was is retained",
    shown: { state: stateOf([instance("a", { retainOnDelete: true })]), program: [program("a")], planned: [made("a")] },
    is: ["urn:a: replace, retained"],
  },
  {
    it: "was only read before",
    shown: { state: stateOf([instance("a", { external: true })]), program: [program("a")], planned: [made("a")] },
    is: ["urn:a: create"],
  },
  {
    it: "was deleted by an interrupted update",
    shown: {
      state: stateOf([instance("a", { pendingReplacement: true })]),
      program: [program("a")],
      planned: [made("a")],
    },
    is: ["urn:a: create"],
  },
  {
    it: "had another URN, as the resource phase says",
    shown: {
      state: stateOf([instance("a")]),
      program: [program("b", {}, { aliases: ["urn:x", "urn:a"] })],
      planned: [made("b", {})],
    },
    is: ["urn:b: replace"],
  },
  {
    it: "had another URN, as the stack phase says",
    shown: {
      state: stateOf([instance("a")]),
      program: [program("b")],
      planned: [{ ...made("b"), aliases: ["urn:a"] }],
    },
    is: ["urn:b: replace"],
  },
  {
    it: "goes with another that is deleted, and is replaced",
    shown: { state: stateOf([deletedWith("urn:b"), instance("b")]), program: [program("a")], planned: [made("a")] },
    is: ["urn:a: replace, goesAlong", "urn:b: delete"],
  },
  {
    it: "goes with another that is deleted, and is deleted before that",
    shown: {
      state: stateOf([deletedWith("urn:b"), instance("b")]),
      program: [program("a", {}, { deleteBeforeReplace: true })],
      planned: [made("a")],
    },
    is: ["urn:a: replace", "urn:b: delete"],
  },
  {
    it: "is not shown in the planned state: what its inputs say",
    shown: { state: stateOf([instance("a")]), program: [program("a", { instanceName: "b" })] },
    is: ["urn:a: update"],
  },
];

const GONE_ROWS: readonly Row[] = [
  { it: "is deleted", shown: { state: stateOf([instance("a")]) }, is: ["urn:a: delete"] },
  { it: "is only forgotten where it was read", shown: { state: stateOf([instance("a", { external: true })]) }, is: [] },
  {
    it: "is only forgotten where it is retained",
    shown: { state: stateOf([instance("a", { retainOnDelete: true })]) },
    is: [],
  },
  {
    it: "is gone already after an interrupted update",
    shown: { state: stateOf([instance("a", { pendingReplacement: true })]) },
    is: [],
  },
  {
    it: "and shown all the same is left alone by --target",
    shown: { state: stateOf([instance("a")]), planned: [same("a")], leavesOut: () => true },
    is: [],
  },
  {
    it: "and shown all the same was refreshed, where nothing leaves it alone",
    shown: { state: stateOf([instance("a")]), planned: [same("a")], refreshes: true },
    is: ["urn:a: delete"],
  },
  {
    it: "and shown all the same is kept where nothing is refreshed, by --exclude of what hangs on it",
    shown: { state: stateOf([instance("a")]), planned: [same("a")] },
    is: [],
  },
  {
    it: "and not shown where all is refreshed first is gone from the cloud as well",
    shown: { state: stateOf([instance("a")]), refreshes: true, refreshesFirst: true },
    is: [],
  },
  {
    it: "and not shown is deleted where --target may have left its refresh out",
    shown: { state: stateOf([instance("a")]), refreshes: true, refreshesFirst: true, leavesOut: () => undefined },
    is: ["urn:a: delete"],
  },
  {
    it: "and shown all the same may be either, where that is not to be seen",
    shown: {
      state: stateOf([instance("a")]),
      planned: [same("a")],
      leavesOut: () => undefined,
      refreshes: undefined,
    },
    is: ["urn:a: delete?"],
  },
  {
    it: "by the URN that another had before is not gone",
    shown: { state: stateOf([instance("a")]), others: ["urn:a"] },
    is: [],
  },
  {
    it: "goes with another that is deleted",
    shown: { state: stateOf([deletedWith("urn:b"), instance("b")]) },
    is: ["urn:b: delete"],
  },
  { it: "goes with another of any type that is deleted", shown: { state: stateOf([deletedWith(OTHER)]) }, is: [] },
  {
    it: "is deleted where what it goes with stays, of any type",
    shown: { state: stateOf([deletedWith(OTHER)]), others: [OTHER] },
    is: ["urn:a: delete"],
  },
  {
    it: "is deleted where what it goes with is only forgotten, of any type",
    shown: { state: { ...stateOf([deletedWith(OTHER)]), external: new Set([OTHER]) } },
    is: ["urn:a: delete"],
  },
  {
    it: "is deleted where what it goes with was only read",
    shown: {
      state: { ...stateOf([deletedWith("urn:b"), instance("b", { external: true })]), external: new Set(["urn:b"]) },
    },
    is: ["urn:a: delete"],
  },
  {
    it: "is deleted where what it goes with is left alone",
    shown: { state: stateOf([deletedWith("urn:b"), instance("b")]), program: [program("b")], planned: [same("b")] },
    is: ["urn:a: delete"],
  },
  {
    it: "is deleted where what it goes with is updated",
    shown: {
      state: stateOf([deletedWith("urn:b"), instance("b")]),
      program: [program("b", { instanceName: "c" })],
      planned: [updated("b", { instanceName: "c" })],
    },
    is: ["urn:b: update", "urn:a: delete"],
  },
  {
    it: "goes with another that is replaced and created first",
    shown: { state: stateOf([deletedWith("urn:b"), instance("b")]), program: [program("b")], planned: [made("b")] },
    is: ["urn:b: replace"],
  },
  {
    it: "is deleted where what it goes with is replaced and deleted first",
    shown: {
      state: stateOf([deletedWith("urn:b"), instance("b")]),
      program: [program("b", {}, { deleteBeforeReplace: true })],
      planned: [made("b")],
    },
    is: ["urn:b: replace", "urn:a: delete?"],
  },
  ...([true, false] as const).map((replacesDependants) => ({
    it: `${replacesDependants ? "goes with" : "is deleted where what it goes with is"} one that is deleted first, by the engine's version`,
    shown: {
      state: stateOf([deletedWith("urn:b"), instance("b")]),
      program: [program("b", {}, { deleteBeforeReplace: true })],
      planned: [made("b")],
      replacesDependants,
    },
    is: replacesDependants ? ["urn:b: replace"] : ["urn:b: replace", "urn:a: delete"],
  })),
  {
    it: "goes with another that is replaced and retained",
    shown: {
      state: stateOf([deletedWith("urn:b"), instance("b", { retainOnDelete: true })]),
      program: [program("b")],
      planned: [made("b")],
    },
    is: ["urn:b: replace, retained"],
  },
  {
    it: "goes with a leftover of another, which itself stays",
    shown: {
      state: stateOf([deletedWith("urn:b"), instance("b")], [instance("b", { id: "i-old", pendingDelete: true })]),
      program: [program("b")],
      planned: [same("b")],
    },
    is: ["urn:b: delete"],
  },
  {
    it: "may be deleted where what it goes with may be replaced",
    shown: {
      state: stateOf([deletedWith("urn:c"), priorOf(COMMAND, "x", { create: "a" }, {}, COMMAND_REPLACED_ON)]),
      program: [{ ...programOf(COMMAND, { create: "b" }), urn: "urn:c" }],
    },
    is: ["urn:c: replace?", "urn:a: delete?"],
  },
  {
    it: "goes with another that is replaced under another URN",
    shown: {
      state: stateOf([deletedWith("urn:b"), instance("b")]),
      program: [program("c", {}, { aliases: ["urn:b"] })],
      planned: [{ ...made("c"), aliases: ["urn:b"] }],
    },
    is: ["urn:c: replace"],
  },
];

const LEFT_ROWS: readonly Row[] = [
  {
    it: "is deleted, beside the resource that took its place",
    shown: {
      state: stateOf([instance("a")], [instance("a", { id: "i-old", pendingDelete: true })]),
      program: [program("a")],
      planned: [same("a")],
    },
    is: ["urn:a: delete"],
  },
  {
    it: "is left alone by --target",
    shown: {
      state: stateOf([instance("a")], [instance("a", { id: "i-old", pendingDelete: true })]),
      program: [program("a")],
      planned: [same("a")],
      leavesOut: () => true,
    },
    is: [],
  },
  {
    it: "is deleted where --target is not to be seen",
    shown: {
      state: stateOf([instance("a")], [instance("a", { id: "i-old", pendingDelete: true })]),
      program: [program("a")],
      planned: [same("a")],
      leavesOut: () => undefined,
    },
    is: ["urn:a: delete"],
  },
];

for (const [title, rows] of [
  ["a resource of the program that", PROGRAM_ROWS],
  ["what is gone from the program", GONE_ROWS],
  ["what an interrupted update has left behind", LEFT_ROWS],
] as const) {
  describe(title, () => {
    for (const { it: name, shown, is } of rows) {
      it(`${name}: ${is.join(", ") || "nothing"}`, () => {
        assert.deepEqual(told(shown), is);
      });
    }
  });
}

describe("the plan of a stack", () => {
  it("whose state is not known has the program's resources, and why", () => {
    const failure = { cause: "c", remedy: "r" };
    const plan = planOf({ state: EMPTY_STATE, program: [program("a")] });
    assert.equal(plan[0]?.failure, undefined);
    const unread = stackPlan({
      program: [program("a")],
      planned: new Map(),
      urns: new Set(),
      state: notKnown(failure),
      leavesOut: () => false,
      refreshes: false,
      replaces: () => false,
    });
    assert.deepEqual(
      unread.map(({ urn, failure: why }) => [urn, why]),
      [["urn:a", failure]],
    );
  });

  it("leaves out, of types whose planned state does not show it, what the engine leaves alone", () => {
    const state = stateOf([priorOf(COMMAND, "x", { create: "a" }, {}, { urn: "urn:c" }), instance("a")]);
    const both = [{ ...programOf(COMMAND, { create: "b" }), urn: "urn:c" }, program("a")];
    const urns = (leavesOut: boolean | undefined) =>
      planOf({ state, program: both, leavesOut: () => leavesOut }).map(({ urn }) => urn);
    assert.deepEqual(urns(true), ["urn:a"]);
    assert.deepEqual(urns(false), ["urn:c", "urn:a"]);
    assert.deepEqual(urns(undefined), ["urn:c", "urn:a"]);
  });

  it("has deletions through the state's providers, and the rest through the program's", () => {
    const state = {
      ...stateOf([instance("a", { provider: "p::1" }), instance("b")]),
      providers: new Map([["p", { region: "cn-p" }]]),
    };
    const own = { urn: "own", settings: { region: "cn-own" } };
    const plan = planOf({ state, program: [program("b", {}, { provider: own })] });
    const providers = new Map(plan.map(({ urn, provider }) => [urn, provider]));
    assert.deepEqual(providers.get("urn:a"), { urn: "p", settings: { region: "cn-p" } });
    assert.equal(providers.get("urn:b"), own);
    assert.deepEqual(plan.find(({ urn }) => urn === "urn:a")?.evidence.settings, { region: "cn-p" });
    assert.deepEqual(plan.find(({ urn }) => urn === "urn:b")?.evidence.settings, own.settings);
  });

  it("has the URN of the state beside that of the program, to read secrets by", () => {
    const plan = planOf({
      state: stateOf([instance("a")]),
      program: [program("b", {}, { aliases: ["urn:a"] }), program("c")],
    });
    assert.deepEqual(
      plan.map(({ urn, priorUrn }) => [urn, priorUrn]),
      [
        ["urn:b", "urn:a"],
        ["urn:c", undefined],
      ],
    );
  });

  it("says whether the state was refreshed, where that is to be seen", () => {
    const refreshed = (refreshes: boolean | undefined) =>
      planOf({ state: stateOf([]), program: [program("a")], refreshes })[0]?.evidence.refreshed;
    assert.deepEqual([true, false, undefined].map(refreshed), [true, false, undefined]);
  });
});

describe("a resource of an update", () => {
  it("that the state does not have may be an import, unless an interrupted update has deleted it", () => {
    assert.equal(programPlan(program("a"), EMPTY_STATE, {}).evidence.mayBeImport, true);
    const state = stateOf([instance("a", { pendingReplacement: true })]);
    assert.equal(programPlan(program("a"), state, {}).evidence.mayBeImport, false);
  });

  it("is no import where the state holds it under another URN: it is made anew, and the old one deleted", () => {
    const attachment = (name: string, inputs: ValueMap) => program(name, inputs, { type: ATTACHMENT });
    const held = (type: string) => stateOf([priorOf(type, "d-1:i-1", {}, {}, { urn: "urn:old" })]);
    const mayBeImport = (type: string, inputs: ValueMap) =>
      programPlan(attachment("new", inputs), held(type), {}).evidence.mayBeImport;
    const same = { diskId: "d-1", instanceId: "i-1" };
    assert.equal(mayBeImport(ATTACHMENT, same), false);
    assert.equal(mayBeImport("alicloud:ecs/diskAttachment:DiskAttachment", same), false);
    assert.equal(mayBeImport(ATTACHMENT, { ...same, instanceId: "i-2" }), true);
    assert.equal(mayBeImport(ATTACHMENT, { ...same, diskId: UNKNOWN }), true);
    assert.equal(mayBeImport(INSTANCE, same), true);
  });

  it("is replaced where the engine was told to", () => {
    const forced = (replaces: boolean) =>
      programPlan(program("a"), stateOf([instance("a")]), { replaces: () => replaces }).evidence.forced;
    assert.deepEqual([forced(true), forced(false)], [true, undefined]);
  });

  it("may be replaced where the state says so, and no preview has shown it", () => {
    const state = stateOf([instance("a", { replacedOn: ["tags"] }), instance("b")]);
    const mayReplaceOn = (name: string, previewed?: boolean) =>
      programPlan(program(name), state, previewed === undefined ? {} : { previewed }).evidence.mayReplaceOn;
    assert.deepEqual([mayReplaceOn("a"), mayReplaceOn("a", false)], [["tags"], ["tags"]]);
    assert.deepEqual([mayReplaceOn("a", true), mayReplaceOn("b")], [undefined, undefined]);
  });

  it("says whether its preview was judged, where that is to be seen", () => {
    const previewed = (value?: boolean) =>
      programPlan(program("a"), EMPTY_STATE, value === undefined ? {} : { previewed: value }).previewed;
    assert.deepEqual([previewed(true), previewed(false), previewed()], [true, false, undefined]);
  });

  describe("that goes with another", () => {
    const state = stateOf([
      deletedWith("urn:b"),
      instance("b"),
      deletedWith("urn:a", { urn: "urn:c" }),
      deletedWith("urn:x", { urn: "urn:e" }),
    ]);
    const found = (name: string, earlier: readonly ProgramResource[], engine: object = {}, of = state) => {
      const { oldOne, goesWithReplaced, forced } = updatePlan(program(name), of, { earlier, ...engine }).evidence;
      return [oldOne, goesWithReplaced, forced];
    };
    const replaced = program("b", { availabilityZone: "other" });
    const deletedFirst = { ...replaced, deleteBeforeReplace: true };
    const [OLDER, NEWER] = [{ replacesDependants: false }, { replacesDependants: true }];

    it("goes along with one that was replaced and created first", () => {
      assert.deepEqual(found("a", [replaced]), ["goesAlong", undefined, undefined]);
    });
    it("goes along with one that was deleted first, or does not, by the engine's version", () => {
      assert.deepEqual(found("a", [deletedFirst]), [undefined, true, undefined]);
      assert.deepEqual(found("a", [deletedFirst], OLDER), [undefined, undefined, undefined]);
      assert.deepEqual(found("a", [deletedFirst], NEWER), ["goesAlong", undefined, true]);
    });
    it("is replaced with it by a newer engine, and so is what goes with that, unless a preview has shown it", () => {
      assert.deepEqual(found("a", [replaced], NEWER), ["goesAlong", undefined, true]);
      assert.deepEqual(found("c", [replaced, program("a")], NEWER), ["goesAlong", undefined, true]);
      assert.deepEqual(found("c", [replaced, program("a")], OLDER), [undefined, undefined, undefined]);
      assert.deepEqual(found("a", [replaced], { ...NEWER, previewed: true }), ["goesAlong", undefined, undefined]);
    });
    it("stays as it is beside one that stays, and beside one whose fate is not to be seen before the end", () => {
      const nothing = [undefined, undefined, undefined];
      assert.deepEqual(found("a", [program("b")], NEWER), nothing);
      assert.deepEqual([found("a", [], NEWER), found("e", [replaced], NEWER)], [nothing, nothing]);
    });
    it("goes with nobody where two go with each other", () => {
      const circle = stateOf([deletedWith("urn:b"), instance("b", { deletedWith: "urn:a" })]);
      assert.deepEqual(found("a", [program("b")], NEWER, circle), [undefined, undefined, undefined]);
    });
  });

  it("has the properties whose changes the program ignores", () => {
    const ignoring = program("a", {}, { ignoreChanges: ["tags"] });
    assert.deepEqual(programPlan(ignoring, EMPTY_STATE, {}).evidence.ignoreChanges, ["tags"]);
  });
});
