import assert from "node:assert/strict";
import { EMPTY_STATE } from "../../policypack/domain/resources";
import { UNDISCLOSED, type ValueMap } from "../../policypack/domain/values";
import { known, notKnown } from "../../policypack/domain/lookUps";
import { judgePlan, type JudgeNeeds } from "../../policypack/review/judgePlan";
import type { PlannedResource } from "../../policypack/domain/decisions";
import { whyUndecided } from "../../policypack/report/undecided";
import { INSTANCE } from "../support/scenario";
import { LOCKED, sourceOf } from "./support/judging";

const NO_PASSPHRASE = { cause: "passphrase must be set with PULUMI_CONFIG_PASSPHRASE", remedy: "set it" };
const URN = "urn:pulumi:dev::shop::alicloud:ecs/instance:Instance::web";

function needsWith(source: ReturnType<typeof sourceOf>): JudgeNeeds {
  return {
    options: { edition: "topic", createInstance: "replacement", exemptions: [] },
    asksApi: true,
    sourceOf: () => source,
    priorState: {
      read: () => Promise.resolve(known(EMPTY_STATE)),
      readWithSecrets: () => Promise.resolve(notKnown(NO_PASSPHRASE)),
    },
  };
}

function resourceWith(values: { prior: ValueMap; program: ValueMap }, settings: ValueMap): PlannedResource {
  const prior = { id: "i-web", inputs: values.prior, outputs: values.prior, unfinished: false, tainted: false };
  return {
    urn: URN,
    priorUrn: URN,
    provider: { urn: "urn:provider", settings },
    evidence: { type: INSTANCE, prior, program: values.program, settings },
  };
}

describe("a state that cannot be read in plain text", () => {
  it("leaves what hangs on a secret undecided, and says why it cannot be read", async () => {
    const resource = resourceWith(
      { prior: { status: "Running", userData: UNDISCLOSED }, program: { userData: "new" } },
      {},
    );
    const [judged] = await judgePlan([resource], needsWith(sourceOf(LOCKED)));
    const operations = judged?.operations ?? [];
    assert.deepEqual(
      operations.map(({ call, verdict }) => [call.operation, verdict]),
      [
        ["ModifyInstanceAttribute", "undecided"],
        ["StopInstance", "undecided"],
        ["StartInstance", "undecided"],
      ],
    );
    for (const { undecided } of operations) {
      const cause = `a secret property of the prior state cannot be compared: ${NO_PASSPHRASE.cause}`;
      assert.deepEqual(whyUndecided(undecided), { cause, remedy: NO_PASSPHRASE.remedy });
    }
  });

  it("leaves what goes through a provider with secret keys undecided, and asks nobody without them", async () => {
    const settings: ValueMap = { accessKey: UNDISCLOSED, region: "cn-hangzhou" };
    const resource = resourceWith({ prior: { instanceName: "a" }, program: { instanceName: "b" } }, settings);
    const source = sourceOf(LOCKED);
    const [judged] = await judgePlan([resource], needsWith(source));
    const [operation] = judged?.operations ?? [];
    assert.equal(operation?.verdict, "undecided");
    assert.equal(
      whyUndecided(operation.undecided).cause,
      `the keys of the provider cannot be read: ${NO_PASSPHRASE.cause}`,
    );
    assert.equal(source.asked(), 0);
  });
});
