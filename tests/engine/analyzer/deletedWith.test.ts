// Measured with the engine 3.259.0 and 3.276.0 on 2026-11-28: which of them asks the provider to delete what. Whole plans
// are in stackPlan.test.ts, and the engine itself in e2e/deletedWith.test.ts.
import assert from "node:assert/strict";
import { besideOwner, ownersOf, type OwnersShown } from "../../../policypack/engine/analyzer/deletedWith";
import type { ProgramResource } from "../../../policypack/engine/analyzer/messages";
import { programPlan } from "../../../policypack/engine/analyzer/stackPlan";
import type { ResourceState } from "../../../policypack/domain/resources";
import { stateOf } from "../../review/support/judging";
import { priorOf, programOf } from "../../review/support/resources";
import { INSTANCE } from "../../support/scenario";

const COMMAND = "command:local:Command";
const INPUTS = { instanceName: "web", imageId: "img" };
const OTHER = "urn:pulumi:dev::shop::my:vpc:Vpc::main";

const instance = (name: string, more: Partial<ResourceState> = {}): ResourceState =>
  priorOf(INSTANCE, `i-${name}`, INPUTS, { systemDiskId: "d-1" }, { urn: `urn:${name}`, ...more });
const DEPENDANT = instance("a", { deletedWith: "urn:owner" });
const program = (name: string, more: Partial<ProgramResource> = {}): ProgramResource => ({
  ...programOf(INSTANCE, INPUTS),
  urn: `urn:${name}`,
  ...more,
});
const replaced = (name: string, deleteBeforeReplace = false): ProgramResource =>
  program(name, { inputs: { ...INPUTS, availabilityZone: "other" }, deleteBeforeReplace });

interface Shown extends Partial<Omit<OwnersShown, "resources" | "state">> {
  readonly dependant?: ResourceState;
  readonly prior?: readonly ResourceState[];
  readonly leftovers?: readonly ResourceState[];
}

function shownBy({ dependant = DEPENDANT, prior = [instance("owner")], leftovers = [], ...rest }: Shown): OwnersShown {
  const state = stateOf([dependant, ...prior], leftovers);
  const own = rest.program ?? [];
  return {
    urns: new Set(own.map(({ urn }) => urn)),
    deleted: new Set(),
    replacesDependants: undefined,
    ...rest,
    state,
    program: own,
    resources: own.map((one) => programPlan(one, state, {})),
  };
}

const asked = (shown: Shown): boolean | undefined => ownersOf(shownBy(shown)).asksFor(shown.dependant ?? DEPENDANT);

describe("the provider is asked to delete a resource", () => {
  const DEPENDS = instance("a", { deletedWith: "urn:owner", dependsOnOthers: true });
  const OTHERS = [instance("owner"), instance("other")];
  const ROWS: readonly (readonly [string, Shown, boolean | undefined])[] = [
    ["that goes with nobody", { dependant: instance("a") }, true],
    ["whose owner stays", { program: [program("owner")] }, true],
    ["whose owner is deleted", { deleted: new Set(["urn:owner"]) }, false],
    ["whose owner is of another type, and deleted", { dependant: instance("a", { deletedWith: OTHER }) }, false],
    [
      "whose owner is of another type, and stays",
      { dependant: instance("a", { deletedWith: OTHER }), urns: new Set([OTHER]) },
      true,
    ],
    ["whose owner is replaced and created first", { program: [replaced("owner")] }, false],
    [
      "whose owner is replaced, and stays beside the new one",
      { program: [replaced("owner")], prior: [instance("owner", { retainOnDelete: true })] },
      false,
    ],
    ["whose owner has a leftover", { program: [program("owner")], leftovers: [instance("owner")] }, false],
    ["whose owner is deleted first, by whatever engine", { program: [replaced("owner", true)] }, undefined],
    ["whose owner is deleted first, by 3.259", { program: [replaced("owner", true)], replacesDependants: false }, true],
    ["whose owner is deleted first, by 3.260", { program: [replaced("owner", true)], replacesDependants: true }, false],
    [
      "whose owner was deleted by an interrupted update",
      {
        program: [replaced("owner", true)],
        prior: [instance("owner", { pendingReplacement: true })],
        replacesDependants: true,
      },
      true,
    ],
    ["that is deleted before its owner", { program: [replaced("owner"), replaced("a", true)] }, true],
    [
      "that is deleted before its owner, which is gone",
      { program: [replaced("a", true)], deleted: new Set(["urn:owner"]) },
      true,
    ],
    [
      "that may be deleted before its owner, for another one",
      { program: [replaced("owner"), replaced("other", true)], dependant: DEPENDS, prior: OTHERS },
      undefined,
    ],
    [
      "that depends on another one, which stays",
      {
        program: [replaced("owner"), program("other", { deleteBeforeReplace: true })],
        dependant: DEPENDS,
        prior: OTHERS,
      },
      false,
    ],
    [
      "whose owner may be deleted first, for another one",
      {
        program: [replaced("owner"), replaced("other", true)],
        prior: [instance("owner", { dependsOnOthers: true }), instance("other")],
      },
      undefined,
    ],
    [
      "whose owner may be replaced",
      {
        program: [{ ...programOf(COMMAND, { create: "b" }), urn: "urn:owner" }],
        prior: [priorOf(COMMAND, "x", { create: "a" }, {}, { urn: "urn:owner", replacedOn: ["create"] })],
      },
      undefined,
    ],
  ];
  for (const [name, shown, expected] of ROWS) {
    it(`${name}: ${expected === undefined ? "perhaps" : expected ? "yes" : "no"}`, () => {
      assert.equal(asked(shown), expected);
    });
  }

  it("which the evidence of its change says, or what becomes of it", () => {
    const beside = (shown: Shown) => besideOwner(ownersOf(shownBy(shown)), DEPENDANT);
    assert.deepEqual(beside({ program: [program("owner")] }), {});
    assert.deepEqual(beside({ program: [replaced("owner")] }), { oldOne: "goesAlong" });
    assert.deepEqual(beside({ program: [replaced("owner", true)] }), { goesWithReplaced: true });
  });
});

describe("a resource is replaced together with its owner", () => {
  function isReplaced(shown: Shown, more: object = {}): boolean {
    const all = shownBy({ replacesDependants: true, ...shown, program: [...(shown.program ?? []), program("a")] });
    const own = all.resources.at(-1) ?? assert.fail();
    return ownersOf(all).replaces({ ...own, ...more });
  }
  const BOTH = { program: [replaced("owner")] };

  it("by 3.260 and later", () => {
    assert.deepEqual(
      [true, false, undefined].map((replacesDependants) => isReplaced({ ...BOTH, replacesDependants })),
      [true, false, false],
    );
  });
  it("only where that is replaced, also if it stays beside the new one", () => {
    assert.equal(isReplaced({ program: [program("owner")] }), false);
    assert.equal(isReplaced({ ...BOTH, dependant: instance("a") }), false);
    assert.equal(isReplaced({ ...BOTH, prior: [instance("owner", { retainOnDelete: true })] }), true);
  });
  it("but not where a preview has shown whether it is, or its planned outputs do", () => {
    assert.equal(isReplaced(BOTH, { previewed: true }), false);
    const { evidence } = programPlan(program("a"), stateOf([DEPENDANT]), {});
    const planned = (type: string, id?: string) => ({ evidence: { ...evidence, type, planned: { id, outputs: {} } } });
    assert.equal(isReplaced(BOTH, planned(INSTANCE)), false);
    assert.deepEqual([isReplaced(BOTH, planned(COMMAND)), isReplaced(BOTH, planned(COMMAND, "x"))], [true, false]);
  });
});
