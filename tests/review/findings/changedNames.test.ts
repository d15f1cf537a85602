import assert from "node:assert/strict";
import type { Evidence } from "../../../policypack/domain/decisions";
import type { PriorResource } from "../../../policypack/domain/resources";
import { UNDISCLOSED, UNKNOWN, type ValueMap } from "../../../policypack/domain/values";
import { changedNames } from "../../../policypack/review/findings/changedNames";
import { judgePlan } from "../../../policypack/review/judgePlan";
import { attached, NEEDS, updated } from "../support/changes";

/** The names told of an update of PrePaid `i-a`, whose state knows these inputs and outputs besides. */
async function namesOf(prior: Partial<PriorResource>, changes: ValueMap, more: Partial<Evidence> = {}) {
  const resource = updated("a", { instanceChargeType: "PrePaid", ...changes });
  const { evidence } = resource;
  const { inputs = {}, outputs = {} } = prior;
  const charged = { ...evidence.prior?.inputs, instanceChargeType: "PrePaid" };
  const before: PriorResource = {
    ...{ id: "i-a", unfinished: false, tainted: false },
    inputs: { ...charged, ...inputs },
    outputs: { ...charged, ...outputs },
  };
  const [verdict] = await judgePlan([{ ...resource, evidence: { ...evidence, prior: before, ...more } }], NEEDS);
  assert.ok(verdict !== undefined);
  return changedNames(verdict);
}

describe("the changed properties that are told of an update", () => {
  const ROWS: readonly (readonly [string, Partial<PriorResource>, ValueMap, readonly string[]])[] = [
    ["are those that lead to a call", {}, { userData: "eA==", description: "d" }, ["description", "userData"]],
    [
      "leave out a default that the provider has filled in and the state lacks",
      {},
      { userData: "eA==", includeDataDisks: true },
      ["userData"],
    ],
    [
      "leave out what the program says as before, and only the outputs lack",
      { inputs: { includeDataDisks: true } },
      { userData: "eA==", includeDataDisks: true },
      ["userData"],
    ],
    [
      "have what the program has set to another value, although it calls nothing",
      { inputs: { forceDelete: true }, outputs: { forceDelete: true } },
      { userData: "eA==", forceDelete: false },
      ["forceDelete", "userData"],
    ],
    [
      "have what the program has newly set, other than the default, although it calls nothing",
      {},
      { userData: "eA==", forceDelete: true },
      ["forceDelete", "userData"],
    ],
    [
      "have what the program has taken out, although it calls nothing",
      { inputs: { forceDelete: true }, outputs: { forceDelete: true } },
      { userData: "eA==" },
      ["forceDelete", "userData"],
    ],
    [
      "leave out what neither program nor its last inputs have",
      { outputs: { forceDelete: true } },
      { userData: "eA==" },
      ["userData"],
    ],
    ["have what is only known at apply", {}, { userData: "eA==", forceDelete: UNKNOWN }, ["forceDelete", "userData"]],
  ];
  for (const [name, prior, changes, names] of ROWS) {
    it(name, async () => {
      assert.deepEqual([...(await namesOf(prior, changes))].sort(), names);
    });
  }

  it("have a default that leads to a call", async () => {
    const outputs = { renewalStatus: "NotRenewal" };
    assert.deepEqual(await namesOf({ outputs }, { renewalStatus: "Normal" }), ["renewalStatus"]);
  });

  it("have a secret that cannot be compared", async () => {
    const inputs: ValueMap = { kmsEncryptedPassword: UNDISCLOSED };
    const names = await namesOf({ inputs, outputs: inputs }, { kmsEncryptedPassword: "cipher" });
    assert.deepEqual(names, ["kmsEncryptedPassword"]);
  });
});

describe("the properties that are told of another change", () => {
  it("are those that force a replacement", async () => {
    const [verdict] = await judgePlan([updated("a", { availabilityZone: "cn-hangzhou-b", userData: "eA==" })], NEEDS);
    assert.ok(verdict !== undefined);
    assert.deepEqual([verdict.change.kind, changedNames(verdict)], ["replace", ["availabilityZone"]]);
  });

  it("are none of a creation", async () => {
    const [verdict] = await judgePlan([attached("a", "i-a")], NEEDS);
    assert.ok(verdict !== undefined);
    assert.deepEqual([verdict.change.kind, changedNames(verdict)], ["create", []]);
  });
});
