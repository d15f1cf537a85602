// The table of evidence for the stack phase: planned outputs against prior ones.
//
// A change of the source that no test can notice: `updateLoses ?? []`, which is asked only where there are.
import assert from "node:assert/strict";
import { decide } from "../../policypack/changes/decision";
import type { Evidence, ResourceChange } from "../../policypack/domain/decisions";
import { UNDISCLOSED, UNKNOWN, type ValueMap } from "../../policypack/domain/values";
import { modelOf } from "../../policypack/resources";
import {
  changeOf,
  describeRows,
  FIXED,
  INPUTS,
  COMPUTED,
  made,
  prior,
  program,
  RULES,
  SCRIPT,
  script,
  scripted,
  updated,
  type Row,
} from "./support/decisions";

const BY_PLANNED_STATE: readonly Row[] = [
  {
    it: "the prior id: left alone, whatever the values say",
    shown: { prior: prior(), program: program({ note: "new" }), planned: { id: "x-1", outputs: {} } },
    is: ["nothing"],
  },
  {
    it: "the prior id of what is tainted",
    shown: { prior: prior({}, { tainted: true }), program: program(), planned: { id: "x-1", outputs: {} } },
    is: ["nothing"],
  },
  {
    it: "another id: what is imported takes its place",
    shown: { prior: prior(), program: program(), planned: { id: "x-2", outputs: {} } },
    is: ["delete x-1"],
  },
  {
    it: "another id, and what was is retained",
    shown: { prior: prior(), program: program(), planned: { id: "x-2", outputs: {} }, oldOne: "retained" },
    is: ["nothing"],
  },
  {
    it: "an id of what the state does not have: imported",
    shown: { program: program(), planned: { id: "x-1", outputs: {} } },
    is: ["nothing"],
  },
  {
    it: "no computed outputs of what the state does not have",
    shown: { program: program(), planned: made() },
    is: ["create"],
  },
  {
    it: "unknown computed outputs of what the state does not have",
    shown: { program: program(), planned: made({ address: UNKNOWN, disk: "" }) },
    is: ["create"],
  },
  {
    it: "computed outputs of what the state does not have: imported and changed",
    shown: { program: program(), planned: made({ disk: "d-1" }) },
    is: ["update: note (unknown)", "nothing"],
    open: "import",
  },
  {
    it: "an output that the program sets itself, of what the state does not have",
    shown: { program: program({ name: "n" }), planned: made({ name: "n" }) },
    is: ["create"],
  },
  {
    it: "outputs that differ",
    shown: { prior: prior(), program: program({ note: "new" }), planned: updated({ note: "new" }), refreshed: false },
    is: ["update x-1: note"],
  },
  {
    it: "outputs that differ, of inputs that do not: what a lock refused in silence",
    shown: {
      prior: { ...prior(), outputs: { ...COMPUTED, ...INPUTS, note: "before" } },
      program: program(),
      planned: updated(),
    },
    is: ["update x-1: note"],
  },
  {
    it: "inputs that differ, of outputs that do not: the provider hides it, or it is applied already",
    shown: { prior: prior(), program: program({ note: "new" }), planned: updated(), refreshed: false },
    is: ["nothing"],
  },
  {
    it: "outputs that differ where the program says nothing: what the provider computes is no plan",
    shown: {
      prior: prior(),
      program: program(),
      planned: updated({ name: "other", address: "10.0.0.2" }),
      refreshed: false,
    },
    is: ["nothing"],
  },
  {
    it: "an update in which nothing differs",
    shown: { prior: prior(), program: program(), planned: updated(), refreshed: false },
    is: ["nothing"],
  },
  {
    it: "a value that is only known at apply, and is left out of the plan",
    shown: {
      prior: prior(),
      program: program({ note: UNKNOWN }),
      planned: { id: undefined, outputs: { ...COMPUTED, zone: "a" } },
      refreshed: false,
    },
    is: ["update x-1: note (unknown)"],
  },
  {
    it: "that what the provider does nothing about differs",
    shown: {
      prior: prior(),
      program: program({ note: "ineffective" }),
      planned: updated({ note: "ineffective" }),
      refreshed: false,
    },
    is: ["nothing"],
  },
  {
    it: "outputs that differ and replace",
    shown: { prior: prior(), program: program({ zone: "b" }), planned: updated({ zone: "b" }) },
    is: ["replace x-1: zone by zone"],
  },
  {
    it: "outputs that differ inside a block and replace",
    shown: {
      prior: prior({ parts: [{ size: 1, kind: "a" }] }),
      program: program({ parts: [{ size: 1, kind: "b" }] }),
      planned: updated({ parts: [{ size: 1, kind: "b" }] }),
    },
    is: ["replace x-1: parts by parts"],
  },
  {
    it: "outputs that differ inside a block",
    shown: {
      prior: prior({ parts: [{ size: 1, kind: "a" }] }),
      program: program({ parts: [{ size: 2, kind: "a" }] }),
      planned: updated({ parts: [{ size: 2, kind: "a" }] }),
      refreshed: false,
    },
    is: ["update x-1: parts"],
  },
  {
    it: "outputs that differ and replace under the provider's settings",
    shown: {
      prior: prior({ image: "a" }),
      program: program({ image: "b" }),
      planned: updated({ image: "b" }),
      settings: { replaceOnImage: true },
    },
    is: ["replace x-1: image by image"],
  },
  {
    it: "the same under others",
    shown: {
      prior: prior({ image: "a" }),
      program: program({ image: "b" }),
      planned: updated({ image: "b" }),
      refreshed: false,
    },
    is: ["update x-1: image"],
  },
  {
    it: "computed outputs that are gone",
    shown: { prior: prior(), program: program(), planned: made() },
    is: ["replace x-1"],
  },
  {
    it: "computed outputs that are unknown",
    shown: { prior: prior(), program: program(), planned: made({ address: UNKNOWN, disk: UNKNOWN, name: UNKNOWN }) },
    is: ["replace x-1"],
  },
  {
    it: "some computed outputs that are gone, and others that are not",
    shown: { prior: prior(), program: program(), planned: made({ disk: "d-1" }), refreshed: false },
    is: ["nothing"],
  },
  {
    it: "computed outputs that are gone, of what is retained",
    shown: { prior: prior(), program: program(), planned: made(), oldOne: "retained" },
    is: ["replace x-1 retained"],
  },
  {
    it: "that it is tainted",
    shown: { prior: prior({}, { tainted: true }), program: program(), planned: updated() },
    is: ["replace x-1"],
  },
  {
    it: "a secret that cannot be compared",
    shown: {
      prior: prior({ password: UNDISCLOSED }),
      program: program({ password: "p" }),
      planned: updated({ password: "p" }),
      refreshed: false,
    },
    is: ["update x-1: password (undisclosed)", "nothing"],
    open: "secret",
  },
  {
    it: "a secret beside something that differs",
    shown: {
      prior: prior({ password: UNDISCLOSED }),
      program: program({ password: "p", note: "new" }),
      planned: updated({ password: "p", note: "new" }),
    },
    is: ["update x-1: note, password (undisclosed)", "update x-1: note"],
    open: "secret",
  },
  {
    it: "a secret that is left out",
    shown: { prior: prior({ password: UNDISCLOSED }), program: program(), planned: updated(), refreshed: false },
    is: ["update x-1: password (undisclosed)", "nothing"],
    open: "secret",
  },
  {
    it: "a secret that replaces",
    shown: {
      prior: prior({ key: UNDISCLOSED }),
      program: program({ key: "k" }),
      planned: updated({ key: "k" }),
      refreshed: false,
    },
    is: ["replace x-1: key (undisclosed) by key", "nothing"],
    open: "secret",
  },
  {
    it: "an update in which nothing differs, while nobody knows whether the state was refreshed",
    shown: { prior: prior({ image: "i" }), program: program({ image: "i" }), planned: updated({ image: "i" }) },
    is: [
      "update x-1: note (unknown), hidden (unknown), image (unknown), password (unknown), parts (unknown)",
      "nothing",
    ],
    open: "drift",
  },
  {
    it: "an update of a refreshed state: what differs, and beside it what may have drifted",
    shown: { prior: prior(), program: program({ note: "new" }), planned: updated({ note: "new" }), refreshed: true },
    is: [
      "update x-1: note, hidden (unknown), image (unknown), password (unknown), parts (unknown)",
      "update x-1: note",
    ],
    open: "drift",
  },
  {
    it: "an update of a refreshed state, and a secret: only at first sight",
    shown: {
      prior: prior({ password: UNDISCLOSED }),
      program: program({ password: "p", name: "n" }),
      planned: updated({ password: "p", name: "n" }),
      refreshed: true,
    },
    is: [
      "update x-1: name, password (undisclosed), note (unknown), hidden (unknown), image (unknown), parts (unknown)",
      "update x-1: name",
    ],
    open: "drift",
  },
  {
    it: "that nothing differs, of a state without anything that a replacement would lose",
    shown: { prior: { ...prior(), outputs: INPUTS }, program: program(), planned: made(), refreshed: false },
    is: ["replace x-1", "nothing"],
    open: "unexplained",
  },
  {
    it: "the same of a type that never updates",
    rules: FIXED,
    shown: {
      prior: { ...prior(), outputs: { zone: "a" } },
      program: { zone: "a" },
      planned: { id: undefined, outputs: { zone: "a" } },
      refreshed: false,
    },
    is: ["replace x-1"],
  },
  {
    it: "the same after an update that did not end well",
    rules: FIXED,
    shown: {
      prior: { ...prior({}, { unfinished: true }), outputs: { zone: "a" } },
      program: { zone: "a" },
      planned: { id: undefined, outputs: { zone: "a" } },
      refreshed: false,
    },
    is: ["replace x-1", "nothing"],
    open: "unexplained",
  },
  {
    it: "outputs that differ, of a state without anything that a replacement would lose",
    shown: {
      prior: { ...prior(), outputs: INPUTS },
      program: program({ note: "new" }),
      planned: made({ note: "new" }),
      refreshed: false,
    },
    is: ["update x-1: note"],
  },
  {
    it: "a secret that the provider does nothing about, of such a state",
    shown: {
      prior: { ...prior(), outputs: { ...INPUTS, note: UNDISCLOSED } },
      program: program({ note: "ineffective" }),
      planned: made({ note: "ineffective" }),
      refreshed: false,
    },
    is: ["nothing", "replace x-1: note (undisclosed)"],
    open: "secret",
  },
  {
    it: "a secret that does not differ, and that a call may read",
    shown: {
      prior: prior({ name: UNDISCLOSED }),
      program: program({ note: "new" }),
      planned: updated({ note: "new", name: "n" }),
      refreshed: false,
    },
    is: ["update x-1: note", "update x-1: note"],
    open: "secret",
  },
  {
    it: "a secret of a state without anything that a replacement would lose",
    shown: {
      prior: { ...prior(), outputs: { ...INPUTS, password: UNDISCLOSED } },
      program: program({ password: "p" }),
      planned: made({ password: "p" }),
      refreshed: false,
    },
    is: ["update x-1: password (undisclosed)", "replace x-1: password (undisclosed)", "nothing"],
    open: "secret",
  },
  {
    it: "nothing at all, because the provider's own settings are only known at apply: the inputs",
    shown: {
      prior: prior(),
      program: program({ note: "new" }),
      planned: { id: undefined, outputs: {} },
      settings: { region: UNKNOWN },
    },
    is: ["update x-1: note"],
  },
  {
    it: "nothing at all for the same reason, and a default that such a provider has not filled in",
    shown: {
      prior: prior({ mode: "fast" }),
      program: program({ note: "new" }),
      planned: { id: undefined, outputs: {} },
      settings: { region: UNKNOWN },
    },
    is: ["update x-1: note"],
  },
  {
    it: "what is gone from the program: it may be left alone, or be refreshed and deleted",
    shown: { prior: prior(), planned: { id: "x-1", outputs: {} } },
    is: ["delete x-1", "nothing"],
    open: "unexplained",
  },
];

const BY_LOST_OUTPUTS: readonly Row[] = [
  {
    it: "nothing lost, and inputs that differ",
    rules: SCRIPT,
    shown: {
      prior: script({ script: "a" }),
      program: { script: "b" },
      planned: scripted({ script: "b", result: "r" }),
    },
    is: ["update x-1: script"],
  },
  {
    it: "nothing lost, and inputs that do not differ",
    rules: SCRIPT,
    shown: {
      prior: script({ script: "a" }),
      program: { script: "a" },
      planned: scripted({ script: "a", result: "r" }),
    },
    is: ["nothing"],
  },
  {
    it: "all lost, and inputs that differ",
    rules: SCRIPT,
    shown: {
      prior: script({ script: "a" }),
      program: { script: "b" },
      planned: scripted({ script: "b", result: UNKNOWN }),
    },
    is: ["update x-1: script"],
  },
  {
    it: "all lost, and inputs that differ, of what may be replaced on such a change",
    rules: SCRIPT,
    shown: {
      prior: script({ script: "a" }),
      program: { script: "b" },
      planned: scripted({ script: "b", result: UNKNOWN }),
      mayReplaceOn: ["script"],
    },
    is: ["replace x-1: script", "update x-1: script"],
    open: "replacement",
  },
  {
    it: "all lost, and inputs that do not differ",
    rules: SCRIPT,
    shown: { prior: script({ script: "a" }), program: { script: "a" }, planned: scripted({ script: "a" }) },
    is: ["replace x-1"],
  },
  {
    it: "all lost, and a secret",
    rules: SCRIPT,
    shown: { prior: script({ script: UNDISCLOSED }), program: { script: "a" }, planned: scripted({ script: "a" }) },
    is: ["update x-1: script (undisclosed)", "replace x-1: script (undisclosed)"],
    open: "secret",
  },
  {
    it: "nothing lost, and a secret",
    rules: SCRIPT,
    shown: {
      prior: script({ script: UNDISCLOSED }),
      program: { script: "a" },
      planned: scripted({ script: "a", result: "r" }),
    },
    is: ["update x-1: script (undisclosed)", "nothing"],
    open: "secret",
  },
  {
    it: "a trigger that differs",
    rules: SCRIPT,
    shown: { prior: script({ trigger: "a" }), program: { trigger: "b" }, planned: scripted({ trigger: "b" }) },
    is: ["replace x-1: trigger by trigger"],
  },
  {
    it: "nothing that could be lost",
    rules: SCRIPT,
    shown: {
      prior: { ...script({ script: "a" }), outputs: { script: "a" } },
      program: { script: "a" },
      planned: scripted({ script: "a" }),
    },
    is: ["nothing"],
  },
  {
    it: "inputs that the outputs lack: they are shown in part only",
    rules: SCRIPT,
    shown: {
      prior: { ...script({ script: "a" }), outputs: { result: "r" } },
      program: { script: "a" },
      planned: scripted({ result: "r" }),
    },
    is: ["nothing"],
  },
];

describe("the engine's decision,", () => {
  describeRows("where the planned state shows", BY_PLANNED_STATE);
  describeRows("where the planned state of a provider that is no bridge shows", BY_LOST_OUTPUTS);
});

describe("what is imported and changed at once", () => {
  const imported = (outputs: ValueMap): ResourceChange => {
    const shown: Evidence = {
      type: "t",
      prior: undefined,
      program: program(),
      settings: {},
      planned: { id: undefined, outputs: { ...INPUTS, disk: "d-1", ...outputs } },
    };
    const [change] = decide(RULES, shown).readings;
    assert.ok(change);
    return change;
  };

  it("is known by the instances and the disk that it shows", () => {
    const { knownBy } = imported({ systemDiskId: "d-9", instanceId: "i-1", instanceIds: ["i-2", UNKNOWN, ""] });
    assert.deepEqual(knownBy, [
      { kind: "disk", diskId: "d-9" },
      { kind: "instance", instanceId: "i-1" },
      { kind: "instance", instanceId: "i-2" },
    ]);
    assert.deepEqual(imported({}).knownBy, []);
  });

  it("has unknown values of what the program sets, and what is shown of the others", () => {
    const { before, after, id } = imported({});
    assert.deepEqual([before.note, before.zone, before.disk, after.note, id], [UNKNOWN, "a", "d-1", "old", undefined]);
  });
});

describe("the values of a change", () => {
  it("are, where an update has drifted, unknown before", () => {
    const { before, after } = changeOf({
      prior: prior({ image: "i" }),
      program: program({ image: "i" }),
      planned: updated({ image: "i" }),
      refreshed: true,
    });
    assert.deepEqual([before.image, before.zone, after.image], [UNKNOWN, "a", "i"]);
  });

  it("of a replacement are the program's own, also of what updates ignore", () => {
    const shown = { prior: prior(), program: program({ note: "old" }), planned: made({ note: "own", image: UNKNOWN }) };
    assert.equal(changeOf({ ...shown, ignoreChanges: ["note", "image"] }).after.note, "own");
    assert.equal(changeOf({ ...shown, ignoreChanges: ["*"] }).after.note, "own");
    assert.equal(changeOf({ ...shown, ignoreChanges: ["image"] }).after.note, "old");
    assert.equal("image" in changeOf({ ...shown, ignoreChanges: ["image"] }).after, false);
  });

  it("of a provider that is no bridge are inputs where the outputs lack them", () => {
    const shown = { prior: { ...script({ script: "a", trigger: "t" }), outputs: { result: "r" } } };
    const { before } = changeOf({ ...shown, program: { script: "b", trigger: "t" } }, SCRIPT);
    assert.deepEqual({ ...before }, { script: "a", trigger: "t", result: "r" });
  });

  it("are marked where one of them is a secret that cannot be read", () => {
    const marks = [
      changeOf({
        prior: prior({ password: UNDISCLOSED }),
        program: program({ note: "new", password: "p" }),
        sameSecrets: true,
      }),
      changeOf({ program: program({ parts: [UNDISCLOSED] }) }),
      changeOf({ prior: prior({ password: UNDISCLOSED }) }),
      changeOf({ prior: prior({ password: UNDISCLOSED }), program: program({ zone: "b", password: "p" }) }),
      changeOf({ prior: prior({ password: "p" }), program: program({ note: "new", password: "p" }) }),
    ].map(({ hidesSecrets }) => hidesSecrets);
    assert.deepEqual(marks, [true, true, true, true, undefined]);
  });
});

describe("an update whose planned outputs show nothing, where --refresh is not to be seen,", () => {
  it("may be drift, also of an instance, whose password is a secret", () => {
    const model = modelOf("alicloud:ecs/instance:Instance");
    assert.ok(model);
    const outputs: ValueMap = { instanceName: "web", password: UNDISCLOSED, systemDiskId: "d-1" };
    const prior = { id: "i-1", inputs: { instanceName: "web" }, outputs, unfinished: false, tainted: false };
    const decision = decide(model, {
      type: "alicloud:ecs/instance:Instance",
      prior,
      program: { instanceName: "web" },
      settings: {},
      planned: { id: undefined, outputs: { ...outputs, password: "" } },
    });
    assert.equal(decision.open, "drift");
    assert.equal(decision.readings.at(-1), undefined);
  });
});
