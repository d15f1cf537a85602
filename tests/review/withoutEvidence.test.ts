import assert from "node:assert/strict";
import type { Evidence, PlannedResource } from "../../policypack/domain/decisions";
import type { ReviewOptions } from "../../policypack/review/verdict";
import { withoutEvidence } from "../../policypack/review/withoutEvidence";
import { INSTANCE } from "../support/scenario";
import { FAILURE, OPTIONS } from "./support/oneCall";

const KEY_PAIR = "alicloud:ecs/ecsKeyPair:EcsKeyPair";
const COMMAND = "command:local:Command";

const resourceOf = (type: string, more: Partial<Evidence> = {}): PlannedResource => ({
  urn: "u",
  provider: { settings: {} },
  priorUrn: undefined,
  failure: FAILURE,
  evidence: { type, prior: undefined, program: {}, settings: {}, ...more },
});

const operationsOf = (resource: PlannedResource, options: Partial<ReviewOptions> = {}) =>
  withoutEvidence(resource, FAILURE, { ...OPTIONS, ...options })?.operations.map(({ call }) => call.operation) ?? [];

describe("a resource whose prior state is not known", () => {
  it("leaves every affected operation of its type undecided, without a target, for that reason", () => {
    const verdict = withoutEvidence(resourceOf(INSTANCE), FAILURE, OPTIONS);
    assert.ok(verdict);
    for (const { call, verdict: one, undecided, behavior } of verdict.operations) {
      assert.deepEqual([one, call.target, call.because], ["undecided", undefined, []]);
      assert.deepEqual(undecided, { because: "lookUp", failure: FAILURE });
      assert.notEqual(behavior.behavior, "unaffected");
    }
    const names = verdict.operations.map(({ call }) => call.operation);
    for (const name of ["RunInstances", "StopInstance", "StartInstance", "ModifyInstanceAttribute"])
      assert.ok(names.includes(name), name);
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual([verdict.deletesLocked, verdict.effects], [[], []]);
  });

  it("leaves those of creation, update and deletion, by the edition and by deleteLocked", () => {
    assert.ok(!operationsOf(resourceOf(INSTANCE)).includes("DeleteInstance"));
    assert.ok(operationsOf(resourceOf(INSTANCE), { edition: "strict" }).includes("DeleteInstance"));
    assert.ok(operationsOf(resourceOf(INSTANCE), { deleteLocked: "mandatory" }).includes("DeleteInstance"));
  });

  it("is settled where the planned state shows that it stays", () => {
    assert.deepEqual(operationsOf(resourceOf(INSTANCE, { planned: { id: "i-1", outputs: {} } })), []);
    assert.notDeepEqual(operationsOf(resourceOf(INSTANCE, { planned: { id: undefined, outputs: {} } })), []);
  });

  it("is settled where the type leads to nothing that is affected, or is not known here", () => {
    assert.equal(withoutEvidence(resourceOf(KEY_PAIR), FAILURE, OPTIONS), undefined);
    assert.equal(withoutEvidence(resourceOf("alicloud:oss/bucket:Bucket"), FAILURE, OPTIONS), undefined);
  });

  it("that spells its calls out leaves these undecided, whichever of them it comes to", () => {
    const script = (operation: string) => `aliyun ecs ${operation} --InstanceId i-1`;
    const program = {
      create: script("StopInstance"),
      update: script("StartInstance"),
      delete: script("RebootInstance"),
    };
    const names = ["StopInstance", "StartInstance", "RebootInstance"];
    assert.deepEqual(operationsOf(resourceOf(COMMAND, { program })), names);
  });

  it("does not look at a prior state that may be another one", () => {
    const prior = { id: "i-1", inputs: {}, outputs: {}, unfinished: false, tainted: false };
    assert.equal(withoutEvidence(resourceOf(INSTANCE, { prior }), FAILURE, OPTIONS)?.change.kind, "create");
  });
});
