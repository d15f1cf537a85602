import assert from "node:assert/strict";
import { enabledPolicies, type EnabledPolicies } from "../../policypack/policies/enabledPolicies";

const STACK = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
const WEB = "urn:pulumi:dev::shop::alicloud:ecs/instance:Instance::web";

/** The SDK asks every policy once what it is, and those that are enabled again, to run them. */
function asked(policies: EnabledPolicies, all: readonly string[], enabled: readonly string[]): void {
  for (const policy of all) policies.asked(policy);
  for (const policy of enabled.flatMap((name) => [name, name])) policies.asked(policy);
}

describe("which policies are enabled", () => {
  const names = ["ecs-lock-status", "ecs-start-instance", "ecs-stop-instance"];

  it("nobody can say before every policy has been through the first resource", () => {
    const policies = enabledPolicies();
    asked(policies, names, ["ecs-start-instance"]);
    policies.running(STACK);
    for (const name of names) assert.equal(policies.isEnabled(name), undefined);
  });

  it("is known when the second resource comes", () => {
    const policies = enabledPolicies();
    asked(policies, names, ["ecs-start-instance"]);
    policies.running(STACK);
    policies.running(WEB);
    assert.deepEqual(
      names.map((name) => policies.isEnabled(name)),
      [false, true, false],
    );
  });

  it("is not known while the same resource runs through one policy after another", () => {
    const policies = enabledPolicies();
    for (const urn of names.map(() => STACK)) policies.running(urn);
    assert.equal(policies.isEnabled("ecs-start-instance"), undefined);
  });

  it("is known in the stack phase, if a resource has come before it", () => {
    const policies = enabledPolicies();
    asked(policies, names, ["ecs-stop-instance"]);
    policies.running(STACK);
    policies.stackPhase();
    assert.deepEqual(
      names.map((name) => policies.isEnabled(name)),
      [false, false, true],
    );
  });

  it("nobody can say in the stack phase of a run that has shown no resource", () => {
    const policies = enabledPolicies();
    policies.stackPhase();
    assert.equal(policies.isEnabled("ecs-stop-instance"), undefined);
  });
});
