import assert from "node:assert/strict";
import type { ReportViolation } from "@pulumi/policy";
import { reportTaken } from "../../policypack/policies/reporting";
import type { Violation } from "../../policypack/policies/session";
import { notingSession } from "./support/notingSession";

const POLICY = "ecs-stop-instance";

/** What reaches the SDK of these violations. */
function reported(...violations: readonly Violation[]): unknown[] {
  const found: unknown[] = [];
  const report = ((violation: unknown) => {
    found.push(violation);
  }) as unknown as ReportViolation;
  reportTaken(notingSession({ [POLICY]: violations }), POLICY, report);
  return found;
}

describe("reporting what waits for a policy", () => {
  it("gives the SDK message and URN, for it to be sorted beneath the resource", () => {
    assert.deepEqual(reported({ urn: "urn:a", message: "m" }), [{ message: "m", urn: "urn:a" }]);
  });

  it("leaves the URN out where the violation is of no resource, for the stack to stand for it", () => {
    assert.deepEqual(reported({ urn: "", message: "m" }), [{ message: "m" }]);
  });

  it("gives level and severity where they are others than the policy's", () => {
    assert.deepEqual(reported({ urn: "", message: "m", level: "advisory", severity: "low" }), [
      { message: "m", enforcementLevel: "advisory", severity: "low" },
    ]);
  });

  it("leaves a message its lines, and none of what may move the cursor", () => {
    assert.deepEqual(reported({ urn: "", message: "a\n\u001b[2Jb" }), [{ message: "a\n\\u001b[2Jb" }]);
  });

  it("reports every one that waits, in its order, and nothing where none does", () => {
    assert.deepEqual(reported({ urn: "", message: "1" }, { urn: "", message: "2" }), [
      { message: "1" },
      { message: "2" },
    ]);
    assert.deepEqual(reported(), []);
  });
});
