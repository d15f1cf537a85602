import assert from "node:assert/strict";
import { isInUse, isLocked } from "../../policypack/domain/statuses";

const withReasons = (...lockReasons: string[]) =>
  ({ instanceId: "i-1", lockReasons, evidence: { source: "api", at: "2026-01-01T00:00:00Z" } }) as const;

describe("A status", () => {
  for (const [reasons, locked] of [
    [["security"], true],
    [["financial", "Security"], true],
    [["financial"], false],
    [["securityy"], false],
    [[], false],
  ] as const) {
    it(`with the lock reasons ${JSON.stringify(reasons)} is ${locked ? "" : "not "}locked for security reasons`, () => {
      assert.equal(isLocked(withReasons(...reasons)), locked);
    });
  }

  for (const [status, inUse] of [
    ["In_use", true],
    ["in_use", true],
    ["Available", false],
    ["Detaching", false],
    ["", false],
  ] as const) {
    it(`${status || "of no name"} of a disk is ${inUse ? "" : "not "}in use`, () => {
      assert.equal(isInUse(status), inUse);
    });
  }
});
