// Properties that no schema here has; `decision.test.ts` has what a step of a preview names of them.
import { UNDISCLOSED, UNKNOWN } from "../../policypack/domain/values";
import { ANY_UPDATE, describeRows, made, prior, program, updated, type Row } from "./support/decisions";

const OLD = { later: "a" };
const NEW = { later: "b" };

const BY_PLAN: readonly Row[] = [
  {
    it: "one that differs",
    shown: { prior: prior(OLD), program: program(NEW), planned: updated(NEW), refreshed: false },
    is: [ANY_UPDATE, "nothing"],
    open: "unknownProperty",
  },
  {
    it: "one that differs beside one that is known",
    shown: {
      prior: prior({ ...OLD, image: "a" }),
      program: program({ ...NEW, image: "b" }),
      planned: updated({ ...NEW, image: "b" }),
      refreshed: false,
    },
    is: [
      "update x-1: image, note (unknown), hidden (unknown), password (unknown), parts (unknown)",
      "update x-1: image",
    ],
    open: "unknownProperty",
  },
  {
    it: "one that is only known at apply",
    shown: { prior: prior(OLD), program: program({ later: UNKNOWN }), planned: updated(), refreshed: false },
    is: [ANY_UPDATE, "nothing"],
    open: "unknownProperty",
  },
  {
    it: "one that is gone from the program",
    shown: { prior: prior(OLD), program: program(), planned: updated(), refreshed: false },
    is: [ANY_UPDATE, "nothing"],
    open: "unknownProperty",
  },
  {
    it: "one that the provider's plan does not change, whatever the program says",
    shown: { prior: prior(OLD), program: program(NEW), planned: updated(OLD), refreshed: false },
    is: ["nothing"],
  },
  {
    it: "one that differs, of what is left alone",
    shown: { prior: prior(OLD), program: program(NEW), planned: { id: "x-1", outputs: {} } },
    is: ["nothing"],
  },
  {
    it: "one that differs, of what is replaced",
    shown: { prior: prior(OLD), program: program({ ...NEW, zone: "b" }), planned: made({ ...NEW, zone: "b" }) },
    is: ["replace x-1: zone by zone"],
  },
  {
    it: "nothing of one that is left out, for the provider is not configured yet",
    shown: {
      prior: prior(OLD),
      program: program(),
      planned: { id: undefined, outputs: {} },
      settings: { region: UNKNOWN },
    },
    is: ["nothing"],
  },
  { it: "one of what is created", shown: { program: program(NEW), planned: made(NEW) }, is: ["create"] },
];

const BY_INPUTS: readonly Row[] = [
  {
    it: "one that differs",
    shown: { prior: prior(OLD), program: program(NEW) },
    is: [ANY_UPDATE, "nothing"],
    open: "unknownProperty",
  },
  {
    it: "one that differs beside a secret that cannot be compared",
    shown: { prior: prior({ ...OLD, password: UNDISCLOSED }), program: program({ ...NEW, password: "p" }) },
    is: [
      "update x-1: password (undisclosed), note (unknown), hidden (unknown), image (unknown), parts (unknown)",
      "update x-1: password (undisclosed)",
      "nothing",
    ],
    open: "secret",
  },
  { it: "one that is the same", shown: { prior: prior(OLD), program: program(OLD) }, is: ["nothing"] },
  {
    it: "one that the outputs lack, for the provider does not know it either",
    shown: { prior: { ...prior(OLD), outputs: prior().outputs }, program: program(OLD) },
    is: ["nothing"],
  },
  {
    it: "one that is a secret",
    shown: { prior: prior({ later: UNDISCLOSED }), program: program(OLD) },
    is: ["nothing"],
  },
  {
    it: "one that is left out of the program, which may keep its value",
    shown: { prior: prior(OLD), program: program() },
    is: ["nothing"],
  },
  { it: "one that no side sets", shown: { prior: prior({ later: "" }), program: program() }, is: ["nothing"] },
  { it: "one of what is gone from the program", shown: { prior: prior(OLD) }, is: ["delete x-1"] },
  {
    it: "one that differs, in a step without a diff",
    shown: { step: { kind: "update" }, prior: prior(OLD), program: program(NEW) },
    is: [ANY_UPDATE, "nothing"],
    open: "unknownProperty",
  },
  {
    it: "one that differs, in a step whose diff shows nothing",
    shown: { step: { kind: "update", changed: [] }, prior: prior(OLD), program: program(NEW) },
    is: ["nothing"],
  },
];

describe("a property that no schema has,", () => {
  describeRows("where the planned state shows", BY_PLAN);
  describeRows("where nothing is shown but", BY_INPUTS);
});
