// The table of evidence where nothing is shown but the program's inputs: what an update has to go by.
//
// Changes of the source that no test can notice: the shortcuts where nothing is ignored.
import { UNDISCLOSED } from "../../policypack/domain/values";
import { COMPUTED, describeRows, INPUTS, prior, program, type Row } from "./support/decisions";

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
    shown: { prior: prior(), program: program({ zone: "b" }), oldOne: "retained" },
    is: ["replace x-1 retained: zone by zone"],
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
    it: "a difference that may replace it, for the program has said so before",
    shown: { prior: prior(), program: program({ note: "new" }), mayReplaceOn: ["note"] },
    is: ["replace x-1: note", "update x-1: note"],
    open: "replacement",
  },
  {
    it: "any difference, where any may replace it",
    shown: { prior: prior(), program: program({ note: "new" }), mayReplaceOn: ["*"] },
    is: ["replace x-1: note", "update x-1: note"],
    open: "replacement",
  },
  {
    it: "another difference than those that may replace it",
    shown: { prior: prior(), program: program({ note: "new" }), mayReplaceOn: ["image"] },
    is: ["update x-1: note"],
  },
  {
    it: "no difference of what any may replace",
    shown: { prior: prior(), program: program(), mayReplaceOn: ["*"] },
    is: ["nothing"],
  },
  {
    it: "a secret that cannot be compared, and that may replace it",
    shown: {
      prior: prior({ password: UNDISCLOSED }),
      program: program({ password: "p" }),
      mayReplaceOn: ["password"],
    },
    is: ["replace x-1: password (undisclosed)", "update x-1: password (undisclosed)", "nothing"],
    open: "secret",
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

describe("the engine's decision,", () => {
  describeRows("where nothing is shown but", BY_INPUTS);
});
