import assert from "node:assert/strict";
import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { SCHEMA } from "../../policypack/configuration/configuration";
import { statusPolicy } from "../../policypack/policies/statusPolicy";
import { notingSession } from "./support/notingSession";

const STATUS = "ecs-lock-status";
const args = { urn: "urn:a", getConfig: () => ({ edition: "strict" }) } as unknown as ResourceValidationArgs;
const stack = { resources: [{}, {}], getConfig: () => ({ edition: "topic" }) } as unknown as StackValidationArgs;
const ignore = (() => undefined) as never;

describe("ecs-lock-status", () => {
  it("has the configuration of all policies, and says what look-ups need", () => {
    const policy = statusPolicy(notingSession());
    assert.equal(policy.name, STATUS);
    assert.deepEqual(policy.configSchema?.properties, SCHEMA);
    assert.match(
      policy.remediationSteps ?? "",
      /ecs:DescribeInstances and ecs:DescribeDisks, or name a fresh lock file/,
    );
  });

  it("hands its configuration over before a resource is judged, then reports what waits for it", async () => {
    const session = notingSession({ [STATUS]: [{ urn: "", message: "undecided" }] });
    const { validateResource } = statusPolicy(session);
    assert.ok(typeof validateResource === "function");
    const found: unknown[] = [];
    await validateResource.call({} as never, args, ((one: unknown) => found.push(one)) as never);
    assert.deepEqual(session.done, ['configure {"edition":"strict"}', "resource urn:a", `take ${STATUS}`]);
    assert.deepEqual(found, [{ message: "undecided" }]);
  });

  it("hands it over before the stack is judged, where no resource has come before", async () => {
    const session = notingSession();
    await statusPolicy(session).validateStack?.(stack, ignore);
    const judged = ['configure {"edition":"topic"}', "stack of 2", `take ${STATUS}`];
    assert.deepEqual(session.done, [`stack work of ${STATUS}`, ...judged]);
  });

  it("takes part in every resource, and in the stack phase only where it has something to do there", () => {
    const policy = statusPolicy(notingSession({}, { resource: false, stack: false }));
    assert.equal(typeof policy.validateResource, "function");
    assert.equal(policy.validateStack, undefined);
  });
});
