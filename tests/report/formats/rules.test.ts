import assert from "node:assert/strict";
import { AFFECTED_OPERATIONS, policyName } from "../../../policypack/operations/behavior";
import { ruleOf } from "../../../policypack/report/formats/rules";

describe("The rule behind a finding", () => {
  it("is of the operation, for each policy of one", () => {
    for (const operation of AFFECTED_OPERATIONS) {
      const rule = ruleOf(policyName(operation), "1.2.3");
      assert.equal(rule.title, `${operation} on a locked ECS instance`);
      assert.match(rule.help, new RegExp(`^Alibaba Cloud refuses ${operation} `));
      assert.match(rule.topic, /^https:\/\//);
      assert.match(rule.page, /@1\.2\.3\/docs\/operations\//);
    }
  });

  it("says what look-ups need, and what to think of before a deletion, where no operation is refused", () => {
    assert.equal(ruleOf("ecs-lock-status", "1.2.3").title, "ECS security lock status");
    const { help } = ruleOf("ecs-lock-status", "1.2.3");
    assert.match(help, /^Where a look-up failed, give .* ecs:DescribeInstances and ecs:DescribeDisks/);
    assert.match(
      help,
      / Where a locked instance would be deleted, settle first whether it or its disks are evidence\.$/,
    );
    assert.equal(ruleOf("another", "1.2.3").title, "another");
  });
});
