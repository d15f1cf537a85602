import assert from "node:assert/strict";
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { AFFECTED_OPERATIONS, policyName } from "../../policypack/operations/behavior";
import { policies } from "../../policypack/policies";
import { SCHEMA } from "../../policypack/configuration/configuration";
import { startSession } from "../../policypack/policies/session";
import { failingSource } from "../../policypack/review/lookUps/lockSource";

const session = startSession({
  preview: true,
  priorState: undefined,
  sources: () => () => failingSource({ cause: "none", remedy: "none" }),
  leavesOut: () => false,
  refreshes: false,
  replaces: () => false,
  previewed: undefined,
  now: () => 0,
});
const all = policies(session) as (ResourceValidationPolicy & StackValidationPolicy)[];

describe("the policies of the pack", () => {
  it("begin with ecs-lock-status, which has the configuration of all", () => {
    const [first, ...others] = all;
    assert.equal(first?.name, "ecs-lock-status");
    assert.deepEqual(first.configSchema?.properties, SCHEMA);
    assert.ok(others.every(({ configSchema }) => configSchema === undefined));
  });

  it("are one for each affected operation besides", () => {
    assert.deepEqual(
      all.slice(1).map(({ name }) => name),
      AFFECTED_OPERATIONS.map(policyName),
    );
  });

  for (const policy of all) {
    it(`${policy.name} is mandatory, of severity high, and has all that Pulumi shows`, () => {
      assert.deepEqual([policy.enforcementLevel, policy.severity], ["mandatory", "high"]);
      for (const text of [policy.displayName, policy.description, policy.remediationSteps])
        assert.ok(text, policy.name);
      assert.match(policy.url ?? "", /^https:\/\/www\.alibabacloud\.com\/help\//);
      assert.ok(policy.tags?.includes("security-lock"));
    });
  }

  it("have names that Pulumi takes, each once", () => {
    const names = all.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^[a-z][a-z0-9-]{1,99}$/);
  });
});
