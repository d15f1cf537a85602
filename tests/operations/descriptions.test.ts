import assert from "node:assert/strict";
import { AFFECTED_OPERATIONS } from "../../policypack/operations/behavior";
import { DESCRIPTIONS } from "../../policypack/operations/descriptions";

describe("The descriptions", () => {
  it("say of every affected operation, and of no other, what it does and what to do", () => {
    assert.deepEqual(Object.keys(DESCRIPTIONS).sort(), [...AFFECTED_OPERATIONS].sort());
  });

  for (const [operation, { does, fix }] of Object.entries(DESCRIPTIONS)) {
    it(`of ${operation} are whole sentences`, () => {
      assert.match(does, /^[A-Z].*\.$/);
      assert.match(fix, /^[A-Z].*\.$/);
    });
  }
});
