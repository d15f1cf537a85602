import assert from "node:assert/strict";
import type {
  ResourceValidation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
} from "@pulumi/policy";
import { DESCRIPTIONS, LIFT_THE_LOCK } from "../../policypack/operations/descriptions";
import { operationPolicy } from "../../policypack/policies/operationPolicy";
import { notingSession } from "./support/notingSession";

const POLICY = "ecs-stop-instance";
const args = { urn: "urn:a", getConfig: () => ({ edition: "strict" }) } as unknown as ResourceValidationArgs;
const stack = { resources: [{}, {}], getConfig: () => ({}) } as unknown as StackValidationArgs;

const validationOf = (given: ResourceValidationPolicy["validateResource"]): ResourceValidation => {
  assert.ok(typeof given === "function");
  return given;
};

describe("the policy of an operation", () => {
  it("is named after it, and says what to do where it is refused", () => {
    const policy = operationPolicy("StopInstance", notingSession());
    assert.equal(policy.name, POLICY);
    assert.equal(
      policy.description,
      "StopInstance is not called on an ECS instance that is locked for security reasons.",
    );
    assert.equal(policy.remediationSteps, `${LIFT_THE_LOCK} ${DESCRIPTIONS.StopInstance?.fix ?? ""}`);
    assert.deepEqual(policy.tags, ["alicloud", "ecs", "security-lock", "StopInstance"]);
  });

  it("says what helps in every case of an operation that nothing else is said of", () => {
    assert.equal(operationPolicy("NewOperation", notingSession()).remediationSteps, LIFT_THE_LOCK);
  });

  it("has a resource judged, then reports what waits for it", async () => {
    const session = notingSession({ [POLICY]: [{ urn: "urn:a", message: "refused" }] });
    const found: unknown[] = [];
    const validate = validationOf(operationPolicy("StopInstance", session).validateResource);
    await validate.call({} as never, args, ((one: unknown) => found.push(one)) as never);
    assert.deepEqual(session.done, [`resource work of ${POLICY}`, "resource urn:a", `take ${POLICY}`]);
    assert.deepEqual(found, [{ message: "refused", urn: "urn:a" }]);
  });

  it("has the stack judged, then reports what waits for it", async () => {
    const session = notingSession();
    const policy = operationPolicy("StopInstance", session);
    await policy.validateStack?.(stack, () => undefined);
    assert.deepEqual(session.done, [`stack work of ${POLICY}`, "stack of 2", `take ${POLICY}`]);
  });

  it("hands out no function where it has nothing to do, so that the SDK prepares nothing for it", () => {
    const policy = operationPolicy("StopInstance", notingSession({}, { resource: false, stack: false }));
    assert.deepEqual(policy.validateResource, []);
    assert.equal(policy.validateStack, undefined);
  });
});
