import assert from "node:assert/strict";
import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import type { Surroundings } from "../../policypack/policies/runState";
import { startSession } from "../../policypack/policies/session";
import { failingSource } from "../../policypack/review/lookUps/lockSource";

const URN = "urn:pulumi:dev::p::alicloud:ecs/instance:Instance::web";

const BROKEN: Surroundings = {
  preview: false,
  priorState: () => {
    throw new TypeError("Planted-Secret in a message");
  },
  sources: () => () => failingSource({ cause: "none", remedy: "none" }),
  leavesOut: () => false,
  refreshes: false,
  replaces: () => false,
  previewed: undefined,
  now: () => 0,
};

const args = {
  urn: URN,
  type: "alicloud:ecs/instance:Instance",
  props: {},
  opts: { aliases: [] },
} as unknown as ResourceValidationArgs;

describe("a defect of the pack", () => {
  it("stops the resource in one violation, by the first policy that asks and at its level, without its message", async () => {
    const session = startSession(BROKEN);
    await session.resource(args);
    const [violation, ...others] = session.take("ecs-lock-status");
    assert.deepEqual([violation?.urn, violation?.level, others.length], [URN, undefined, 0]);
    assert.match(violation?.message ?? "", /a defect of alicloud-ecs-security-lock \(TypeError\)/);
    assert.doesNotMatch(violation?.message ?? "", /Planted-Secret/);
    assert.deepEqual(session.take("ecs-start-instance"), []);
  });

  it("is advisory where what is undecided is", async () => {
    const session = startSession(BROKEN);
    session.configure({ onUndecided: "advisory" });
    await session.resource(args);
    assert.equal(session.take("ecs-lock-status")[0]?.level, "advisory");
  });

  it("stops the stack in one violation, however many policies ask", async () => {
    const session = startSession({ ...BROKEN, preview: true });
    const resources: PolicyResource[] = [];
    await Promise.all([session.stack(resources), session.stack(resources)]);
    assert.equal(session.take("ecs-start-instance").length, 1);
    assert.equal(session.take("ecs-stop-instance").length, 0);
  });
});

describe("a run of the pack", () => {
  it("tells when everything is judged, once, and after the answer", async () => {
    const told: string[] = [];
    const settled = (): void => {
      told.push("settled");
    };
    const session = startSession({ ...BROKEN, preview: true, priorState: undefined, settled });
    await Promise.all([session.stack([]), session.stack([])]);
    told.push("answered");
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(told, ["answered", "settled"]);
  });
});
