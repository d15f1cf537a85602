// The table of evidence: what each door shows, and what the engine has decided then. It is the specification.
//
// Changes of the source that no test can notice: the number of names in `isSame`, for the first reading holds whatever
// the others hold; the shortcuts where nothing is ignored; and `updateLoses ?? []`, which is asked only where there are.
import assert from "node:assert/strict";
import type { ComparisonRules } from "../../policypack/changes/comparison";
import { decide } from "../../policypack/changes/decision";
import type { Decision, Evidence, PlannedState, ResourceChange, StepEvidence } from "../../policypack/domain/decisions";
import type { PriorResource } from "../../policypack/domain/resources";
import { UNDISCLOSED, UNKNOWN, type ValueMap } from "../../policypack/domain/values";

const SCHEMA = {
  zone: "String required forceNew",
  note: "String optional",
  name: "String optional computed",
  hidden: "String optional diffSuppress",
  image: "String optional",
  password: "String optional",
  key: "String optional forceNew",
  parts: { flags: "List optional", block: { size: "Int optional", kind: "String optional forceNew" } },
  address: "String computed",
  disk: "String computed",
} as const;

const RULES: ComparisonRules = {
  schema: SCHEMA,
  suppressions: { hidden: ({ old, new: planned }) => typeof old === "string" && old.toUpperCase() === planned },
  ineffective: { note: ({ after }) => after.note === "ineffective" },
  replacedWhen: { image: ({ settings }) => settings.replaceOnImage === true },
};

/** Every change of it replaces it. */
const FIXED: ComparisonRules = { schema: { zone: "String required forceNew", key: "String optional forceNew" } };

/** A provider that is no bridge: an update and a replacement both lose `result`. */
const SCRIPT: ComparisonRules = {
  schema: { script: "String optional", trigger: "String optional forceNew", result: "String computed" },
  updateLoses: ["result"],
};

const INPUTS = { zone: "a", note: "old" };
const COMPUTED = { address: "10.0.0.1", disk: "d-1", name: "given" };

const prior = (values: ValueMap = {}, more: Partial<PriorResource> = {}): PriorResource => ({
  id: "x-1",
  inputs: { ...INPUTS, ...values },
  outputs: { ...COMPUTED, ...INPUTS, ...values },
  unfinished: false,
  tainted: false,
  ...more,
});

const program = (values: ValueMap = {}): ValueMap => ({ ...INPUTS, ...values });

/** An update as the stack phase shows it. */
const updated = (values: ValueMap = {}): PlannedState => ({
  id: undefined,
  outputs: { ...COMPUTED, ...INPUTS, ...values },
});

/** A creation or replacement as the stack phase shows it: without what the provider computes. */
const made = (values: ValueMap = {}): PlannedState => ({ id: undefined, outputs: { ...INPUTS, ...values } });

const step = (kind: StepEvidence["kind"], ...changed: string[]): StepEvidence => ({ kind, changed });

interface Row {
  /** What is shown. */
  readonly it: string;
  readonly shown: Partial<Evidence>;
  readonly rules?: ComparisonRules;
  /** The possible changes. */
  readonly is: readonly string[];
  readonly open?: Decision["open"];
}

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
    is: ["nothing"],
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
    shown: { step: { kind: "replace" }, prior: prior(), program: program({ zone: "b" }), keepsOld: true },
    is: ["create"],
  },
  {
    it: "a replacement of what goes with something replaced",
    shown: {
      step: { kind: "replace", replaceKeys: ["zone"] },
      prior: prior(),
      program: program({ zone: "b" }),
      goesWithReplaced: true,
    },
    is: ["replace x-1: zone by zone", "create"],
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
    shown: { prior: prior(), program: program(), planned: { id: "x-2", outputs: {} }, keepsOld: true },
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
    shown: { prior: prior(), program: program(), planned: made(), keepsOld: true },
    is: ["create"],
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

function script(inputs: ValueMap): PriorResource {
  return { id: "x-1", inputs, outputs: { ...inputs, result: "r" }, unfinished: false, tainted: false };
}

function scripted(outputs: ValueMap): PlannedState {
  return { id: undefined, outputs };
}

const BY_INPUTS: readonly Row[] = [
  { it: "inputs of what the state does not have", shown: { program: program() }, is: ["create"] },
  {
    it: "the same at a door that does not show imports",
    shown: { program: program(), mayBeImport: true },
    is: ["create or import"],
  },
  { it: "inputs that do not differ", shown: { prior: prior(), program: program() }, is: ["nothing"] },
  { it: "inputs that differ", shown: { prior: prior(), program: program({ note: "new" }) }, is: ["update x-1: note"] },
  {
    it: "inputs that differ from the prior outputs, though not from the prior inputs: refused in silence before",
    shown: { prior: { ...prior(), outputs: { ...COMPUTED, ...INPUTS, note: "before" } }, program: program() },
    is: ["update x-1: note"],
  },
  {
    it: "inputs that are the prior outputs, though not the prior inputs: applied already",
    shown: { prior: { ...prior({ note: "new" }), inputs: INPUTS }, program: program({ note: "new" }) },
    is: ["nothing"],
  },
  {
    it: "inputs that the prior outputs lack: the prior inputs do not stand in for them",
    shown: { prior: { ...prior(), outputs: { ...COMPUTED, zone: "a" } }, program: program() },
    is: ["update x-1: note"],
  },
  { it: "an input that is left out", shown: { prior: prior(), program: { zone: "a" } }, is: ["update x-1: note"] },
  {
    it: "an input that is left out and keeps its value",
    shown: { prior: prior({ name: "n" }), program: program() },
    is: ["nothing"],
  },
  {
    it: "a difference that the provider hides",
    shown: { prior: prior({ hidden: "a" }), program: program({ hidden: "A" }) },
    is: ["nothing"],
  },
  {
    it: "a difference that the provider does nothing about",
    shown: { prior: prior(), program: program({ note: "ineffective" }) },
    is: ["nothing"],
  },
  {
    it: "a difference that replaces",
    shown: { prior: prior(), program: program({ zone: "b" }) },
    is: ["replace x-1: zone by zone"],
  },
  {
    it: "a difference that replaces what is retained",
    shown: { prior: prior(), program: program({ zone: "b" }), keepsOld: true },
    is: ["create"],
  },
  {
    it: "a difference that replaces under the provider's settings",
    shown: { prior: prior({ image: "a" }), program: program({ image: "b" }), settings: { replaceOnImage: true } },
    is: ["replace x-1: image by image"],
  },
  {
    it: "these settings, and another difference",
    shown: {
      prior: prior({ image: "a" }),
      program: program({ image: "a", note: "new" }),
      settings: { replaceOnImage: true },
    },
    is: ["update x-1: note"],
  },
  {
    it: "a difference that the program tells the engine to ignore",
    shown: { prior: prior(), program: program({ note: "new", hidden: "x" }), ignoreChanges: ["note"] },
    is: ["update x-1: hidden"],
  },
  {
    it: "that the program tells the engine to ignore all",
    shown: { prior: prior(), program: program({ note: "new", zone: "b" }), ignoreChanges: ["*"] },
    is: ["nothing"],
  },
  { it: "that it is tainted", shown: { prior: prior({}, { tainted: true }), program: program() }, is: ["replace x-1"] },
  {
    it: "that the engine was told to replace it",
    shown: { prior: prior(), program: program(), forced: true },
    is: ["replace x-1"],
  },
  {
    it: "a secret that cannot be compared",
    shown: { prior: prior({ password: UNDISCLOSED }), program: program({ password: "p" }) },
    is: ["update x-1: password (undisclosed)", "nothing"],
    open: "secret",
  },
  {
    it: "a secret that is left out, which may be the empty text",
    shown: { prior: prior({ password: UNDISCLOSED }), program: program() },
    is: ["update x-1: password (undisclosed)", "nothing"],
    open: "secret",
  },
  {
    it: "a secret inside a block",
    shown: { prior: prior({ parts: [{ size: UNDISCLOSED }] }), program: program({ parts: [{ size: 1 }] }) },
    is: ["update x-1: parts (undisclosed)", "nothing"],
    open: "secret",
  },
  {
    it: "a secret that would replace, beside a difference that does not",
    shown: { prior: prior({ key: UNDISCLOSED }), program: program({ key: "k", note: "new" }) },
    is: ["replace x-1: note, key (undisclosed) by key", "update x-1: note"],
    open: "secret",
  },
  {
    it: "a secret that a preview has let pass",
    shown: { prior: prior({ password: UNDISCLOSED }), program: program({ password: "p" }), sameSecrets: true },
    is: ["nothing"],
  },
  {
    it: "a secret that a preview has let pass, beside a difference",
    shown: {
      prior: prior({ password: UNDISCLOSED }),
      program: program({ password: "p", note: "new" }),
      sameSecrets: true,
    },
    is: ["update x-1: note"],
  },
  {
    it: "a secret in plain text that is the same",
    shown: { prior: prior({ password: "p" }), program: program({ password: "p" }) },
    is: ["nothing"],
  },
  { it: "what is gone from the program", shown: { prior: prior() }, is: ["delete x-1"] },
  { it: "what is gone from the program and the state", shown: {}, is: ["nothing"] },
];

/** `update x-1: note, password (undisclosed)`, `replace x-1: zone by zone`, `create`, `nothing` */
function told(change: ResourceChange | undefined): string {
  if (change === undefined) return "nothing";
  const { kind, id, changed, replaceKeys, mayBeImport } = change;
  const names = [...changed].map(([name, difference]) => (difference === "changed" ? name : `${name} (${difference})`));
  return [
    kind,
    mayBeImport === true ? " or import" : "",
    id === undefined ? "" : ` ${id}`,
    names.length === 0 ? "" : `: ${names.join(", ")}`,
    replaceKeys.length === 0 ? "" : ` by ${replaceKeys.join(", ")}`,
  ].join("");
}

function describeRows(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const { it: name, shown, rules = RULES, is, open } of rows) {
      it(`${name}: ${is.join(", or ")}${open === undefined ? "" : ` (${open})`}`, () => {
        const evidence: Evidence = { type: "t", prior: undefined, program: undefined, settings: {}, ...shown };
        const decision = decide(rules, evidence);
        assert.deepEqual([decision.readings.map(told), decision.open], [is, open]);
      });
    }
  });
}

describe("the engine's decision,", () => {
  describeRows("where a step of a preview shows", BY_STEP);
  describeRows("where the planned state shows", BY_PLANNED_STATE);
  describeRows("where the planned state of a provider that is no bridge shows", BY_LOST_OUTPUTS);
  describeRows("where nothing is shown but", BY_INPUTS);

  it("reads each side once: a door may convert it at each reading", () => {
    const reads = { prior: 0, program: 0 };
    decide(RULES, {
      type: "t",
      settings: {},
      get prior() {
        reads.prior += 1;
        return prior();
      },
      get program() {
        reads.program += 1;
        return program({ note: "new" });
      },
    });
    assert.deepEqual(reads, { prior: 1, program: 1 });
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
  const changeOf = (shown: Partial<Evidence>, rules = RULES): ResourceChange => {
    const evidence: Evidence = { type: "t", prior: undefined, program: undefined, settings: {}, ...shown };
    const [change] = decide(rules, evidence).readings;
    assert.ok(change);
    return change;
  };

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
