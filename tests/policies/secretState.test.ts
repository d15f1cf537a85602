import assert from "node:assert/strict";
import { EMPTY_STATE } from "../../policypack/domain/resources";
import { UNDISCLOSED, type ValueMap } from "../../policypack/domain/values";
import { known, notKnown, type LookUp } from "../../policypack/domain/lookUps";
import { judge, type JudgeContext } from "../../policypack/review/judgePlan";
import type { JudgedSubject } from "../../policypack/policies/subjects";
import { modelOf } from "../../policypack/resources";
import { INSTANCE } from "../support/scenario";
import { LOCKED, sourceOf } from "./support/judging";

const NO_PASSPHRASE = { cause: "passphrase must be set with PULUMI_CONFIG_PASSPHRASE", remedy: "set it" };
const URN = "urn:pulumi:dev::shop::alicloud:ecs/instance:Instance::web";

function contextWith(source: ReturnType<typeof sourceOf>): JudgeContext {
  return {
    configuration: { edition: "topic", createInstance: "replacement", onUndecided: "mandatory", lockSource: "api" },
    configured: true,
    now: 0,
    exemptions: { holding: [], expired: [] },
    sourceOf: () => source,
    state: (): Promise<LookUp<typeof EMPTY_STATE>> => Promise.resolve(known(EMPTY_STATE)),
    stateWithSecrets: () => Promise.resolve(notKnown(NO_PASSPHRASE)),
  };
}

function subjectWith(inputs: { prior: ValueMap; planned: ValueMap }, settings: ValueMap): JudgedSubject {
  const model = modelOf(INSTANCE);
  assert.ok(model !== undefined);
  const prior = { inputs: inputs.prior, outputs: inputs.prior };
  return {
    urn: URN,
    model,
    priorUrn: URN,
    provider: { urn: "urn:provider", settings },
    subject: { type: INSTANCE, id: "i-web", prior, planned: inputs.planned, settings },
  };
}

describe("a state that cannot be read in plain text", () => {
  it("leaves what hangs on a secret undecided, and says why it cannot be read", async () => {
    const subject = subjectWith(
      { prior: { status: "Running", userData: UNDISCLOSED }, planned: { userData: "new" } },
      {},
    );
    const [judged] = await judge([subject], contextWith(sourceOf(LOCKED)));
    const operations = judged?.reviewed.operations ?? [];
    assert.deepEqual(
      operations.map(({ call, verdict }) => [call.operation, verdict]),
      [
        ["ModifyInstanceAttribute", "undecided"],
        ["StopInstance", "undecided"],
        ["StartInstance", "undecided"],
      ],
    );
    for (const { failure } of operations) {
      const cause = `a secret property of the prior state cannot be compared: ${NO_PASSPHRASE.cause}`;
      assert.deepEqual(failure, { cause, remedy: NO_PASSPHRASE.remedy });
    }
  });

  it("leaves what goes through a provider with secret keys undecided, and asks nobody without them", async () => {
    const settings: ValueMap = { accessKey: UNDISCLOSED, region: "cn-hangzhou" };
    const subject = subjectWith({ prior: { instanceName: "a" }, planned: { instanceName: "b" } }, settings);
    const source = sourceOf(LOCKED);
    const [judged] = await judge([subject], contextWith(source));
    const [operation] = judged?.reviewed.operations ?? [];
    assert.equal(operation?.verdict, "undecided");
    assert.equal(operation.failure?.cause, `the keys of the provider cannot be read: ${NO_PASSPHRASE.cause}`);
    assert.equal(source.asked(), 0);
  });
});
