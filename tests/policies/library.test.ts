import assert from "node:assert/strict";
import type * as declared from "../../policies";
import { AFFECTED_OPERATIONS } from "../../policypack/operations/behavior";
import * as library from "../../policypack/policies/library";

// The compiler holds one against the other.
const typed: typeof declared = library;

describe("the policies as a library", () => {
  it("are all of the pack, ecs-lock-status first, mandatory by default", () => {
    const all = typed.ecsLockPolicies();
    assert.equal(all[0]?.name, "ecs-lock-status");
    assert.equal(all.length, AFFECTED_OPERATIONS.length + 1);
    assert.deepEqual(new Set(all.map(({ enforcementLevel }) => enforcementLevel)), new Set(["mandatory"]));
  });

  it("have the level asked for, and are asked anew what they do", () => {
    const all = typed.ecsLockPolicies({ enforcementLevel: "advisory" });
    assert.deepEqual(new Set(all.map(({ enforcementLevel }) => enforcementLevel)), new Set(["advisory"]));
    for (const policy of all)
      assert.equal(typeof Object.getOwnPropertyDescriptor(policy, "validateStack")?.get, "function");
  });
});
