// The table of evidence: what each door shows, and what the engine has decided then. It is the specification. Here what
// a step of a preview shows; `decisionByPlan.test.ts` has the planned state, `decisionByInputs.test.ts` inputs alone.
import assert from "node:assert/strict";
import { decide } from "../../policypack/changes/decision";
import type { Evidence } from "../../policypack/domain/decisions";
import { UNDISCLOSED, UNKNOWN } from "../../policypack/domain/values";
import { ANY_UPDATE, describeRows, prior, program, RULES, step, type Row } from "./support/decisions";

const BY_STEP: readonly Row[] = [
  {
    it: "that it does nothing, whatever the values say",
    shown: { step: { kind: "none" }, prior: prior(), program: program({ note: "new" }) },
    is: ["nothing"],
  },
  { it: "a creation", shown: { step: { kind: "create" }, program: program() }, is: ["create"] },
  {
    it: "a creation beside something that existed",
    shown: { step: { kind: "create" }, prior: prior(), program: program({ note: "new" }) },
    is: ["create"],
  },
  {
    it: "an update of what does not exist",
    shown: { step: step("update", "note"), program: program() },
    is: ["create"],
  },
  {
    it: "an update, and what differs",
    shown: { step: step("update", "note"), prior: prior(), program: program({ note: "new" }) },
    is: ["update x-1: note"],
  },
  {
    it: "an update of what the values do not show to differ",
    shown: { step: step("update", "note"), prior: prior(), program: program() },
    is: ["update x-1: note"],
  },
  {
    it: "an update of what the provider would hide",
    shown: { step: step("update", "hidden"), prior: prior({ hidden: "a" }), program: program({ hidden: "A" }) },
    is: ["update x-1: hidden"],
  },
  {
    it: "an update of a secret",
    shown: {
      step: step("update", "password"),
      prior: prior({ password: UNDISCLOSED }),
      program: program({ password: UNDISCLOSED }),
    },
    is: ["update x-1: password"],
  },
  {
    it: "an update to a value that is only known at apply",
    shown: { step: step("update", "note"), prior: prior(), program: program({ note: UNKNOWN }) },
    is: ["update x-1: note (unknown)"],
  },
  {
    it: "an update of properties that no schema has",
    shown: { step: step("update", "toString", "other"), prior: prior(), program: program() },
    is: [ANY_UPDATE, "nothing"],
    open: "unknownProperty",
  },
  {
    it: "an update of such a property, and of one that is known",
    shown: { step: step("update", "other", "image"), prior: prior(), program: program({ image: "new" }) },
    is: [
      "update x-1: image, note (unknown), hidden (unknown), password (unknown), parts (unknown)",
      "update x-1: image",
    ],
    open: "unknownProperty",
  },
  {
    it: "an update of what the bridge keeps for itself",
    shown: { step: step("update", "__defaults"), prior: prior(), program: program() },
    is: ["nothing"],
  },
  {
    it: "a replacement by a property that no schema has",
    shown: { step: { kind: "replace", replaceKeys: ["other"] }, prior: prior(), program: program() },
    is: ["replace x-1"],
  },
  {
    it: "an update that the provider does nothing about",
    shown: { step: step("update", "note"), prior: prior(), program: program({ note: "ineffective" }) },
    is: ["nothing"],
  },
  {
    it: "an update whose diff shows nothing, and values that are the same",
    shown: { step: step("update"), prior: prior(), program: program() },
    is: ["nothing"],
  },
  {
    it: "an update whose diff shows nothing, and values that differ",
    shown: { step: step("update"), prior: prior(), program: program({ note: "new" }) },
    is: ["update x-1: note"],
  },
  {
    it: "an update whose diff shows nothing, and a secret",
    shown: { step: step("update"), prior: prior({ password: UNDISCLOSED }), program: program({ password: "p" }) },
    is: ["nothing"],
  },
  {
    it: "an update whose diff shows nothing, and a secret that the state does not have",
    shown: { step: step("update"), prior: prior(), program: program({ password: UNDISCLOSED }) },
    is: ["nothing"],
  },
  {
    it: "an update without a diff: the values",
    shown: { step: { kind: "update" }, prior: prior(), program: program({ note: "new" }) },
    is: ["update x-1: note"],
  },
  {
    it: "an update without a diff, and a secret",
    shown: { step: { kind: "update" }, prior: prior({ password: UNDISCLOSED }), program: program({ password: "p" }) },
    is: ["update x-1: password (undisclosed)", "nothing"],
    open: "secret",
  },
  {
    it: "an update without a diff, whose provider has not filled in its defaults",
    shown: { step: { kind: "update" }, prior: prior({ mode: "fast" }), program: program() },
    is: ["nothing"],
  },
  {
    it: "an update without a diff, and another value than the provider's default",
    shown: { step: { kind: "update" }, prior: prior({ mode: "slow" }), program: program() },
    is: ["replace x-1: mode by mode"],
  },
  {
    it: "a replacement, and why",
    shown: { step: { kind: "replace", replaceKeys: ["zone", "id"] }, prior: prior(), program: program({ zone: "b" }) },
    is: ["replace x-1: zone by zone"],
  },
  {
    it: "a replacement by the engine's own reasons",
    shown: { step: { kind: "replace", replaceKeys: ["id"] }, prior: prior(), program: program() },
    is: ["replace x-1"],
  },
  {
    it: "a replacement without a reason: that of the values",
    shown: { step: { kind: "replace" }, prior: prior(), program: program({ zone: "b", note: "new" }) },
    is: ["replace x-1: zone, note by zone"],
  },
  {
    it: "a replacement of what is retained",
    shown: { step: { kind: "replace" }, prior: prior(), program: program({ zone: "b" }), oldOne: "retained" },
    is: ["replace x-1 retained: zone by zone"],
  },
  {
    it: "a replacement of what goes with something replaced",
    shown: {
      step: { kind: "replace", replaceKeys: ["zone"] },
      prior: prior(),
      program: program({ zone: "b" }),
      goesWithReplaced: true,
    },
    is: ["replace x-1: zone by zone", "replace x-1 goesAlong: zone by zone"],
    open: "deletedWith",
  },
  { it: "a deletion", shown: { step: { kind: "delete" }, prior: prior() }, is: ["delete x-1"] },
  { it: "a deletion of nothing", shown: { step: { kind: "delete" } }, is: ["nothing"] },
  {
    it: "a deletion of what goes with something replaced",
    shown: { step: { kind: "delete" }, prior: prior(), goesWithReplaced: true },
    is: ["delete x-1", "nothing"],
    open: "deletedWith",
  },
  {
    it: "an update, beside a planned state that has another id",
    shown: {
      step: step("update", "note"),
      prior: prior(),
      program: program({ note: "new" }),
      planned: { id: "x-2", outputs: {} },
    },
    is: ["update x-1: note"],
  },
];

describe("the engine's decision,", () => {
  describeRows("where a step of a preview shows", BY_STEP);

  it("leaves a secret that its list of changes does not name as it was", () => {
    const decided = (name: string) =>
      decide(RULES, {
        type: "t",
        settings: {},
        prior: prior({ image: "before", password: UNDISCLOSED }),
        program: program({ image: UNDISCLOSED, password: UNDISCLOSED, note: "new" }),
        step: step("update", name),
      }).readings[0]?.after;
    assert.equal(decided("note")?.image, "before");
    assert.equal(decided("note")?.password, UNDISCLOSED);
    assert.equal(decided("image")?.image, UNDISCLOSED);
  });

  it("reads neither where the step says that nothing is asked", () => {
    const unread = (): never => {
      throw new Error("read");
    };
    const shown: Evidence = {
      type: "t",
      settings: {},
      step: { kind: "none" },
      get prior() {
        return unread();
      },
      get program() {
        return unread();
      },
    };
    assert.deepEqual(decide(RULES, shown).readings, [undefined]);
  });
});
