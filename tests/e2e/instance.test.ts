import assert from "node:assert/strict";
import * as alicloud from "@pulumi/alicloud";
import { newStack, urnOf, type TestStack } from "../support/engine";
import { importResources, INSTANCE, mandatory, priorInstance, PROGRAM, withLockFile } from "../support/scenario";

/** A scenario: what the program has now, and what the policies say of it. */
interface Scenario {
  readonly name: string;
  readonly args: Partial<alicloud.ecs.InstanceArgs> & Record<string, unknown>;
  readonly live?: "Running" | "Stopped";
  readonly locks?: readonly string[];
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly config?: Record<string, unknown>;
  /** Policies that must fail the preview, in call order. Empty: it passes. */
  readonly refused: readonly string[];
  /** The calls as the message lists them. */
  readonly calls?: string;
}

const SCENARIOS: readonly Scenario[] = [
  { name: "unchanged", args: {}, refused: [] },
  { name: "instanceName", args: { instanceName: "web-2" }, refused: ["ecs-modify-instance-attribute"] },
  {
    name: "userData",
    args: { userData: "#!/bin/bash" },
    refused: ["ecs-modify-instance-attribute", "ecs-stop-instance", "ecs-start-instance"],
    calls: "ModifyInstanceAttribute (refused), StopInstance (refused), StartInstance (refused)",
  },
  {
    name: "instanceType while running",
    args: { instanceType: "ecs.g7.xlarge" },
    refused: ["ecs-stop-instance", "ecs-modify-instance-spec", "ecs-start-instance"],
    calls: "StopInstance (refused), ModifyInstanceSpec (refused), StartInstance (refused)",
  },
  {
    name: "instanceType while stopped with status Stopped",
    args: { instanceType: "ecs.g7.xlarge", status: "Stopped" },
    live: "Stopped",
    outputs: { status: "Stopped" },
    refused: ["ecs-modify-instance-spec"],
    calls: "ModifyInstanceSpec (refused)",
  },
  {
    name: "a security group added",
    args: { securityGroups: ["sg-1", "sg-2", "sg-3"] },
    refused: ["ecs-join-security-group"],
  },
  { name: "a security group removed", args: { securityGroups: ["sg-1"] }, refused: ["ecs-leave-security-group"] },
  { name: "security groups reordered", args: { securityGroups: ["sg-2", "sg-1"] }, refused: [] },
  { name: "systemDiskSize", args: { systemDiskSize: 80 }, refused: ["ecs-resize-disk"] },
  {
    name: "tags, systemDiskName, roleName and dryRun",
    args: { tags: { a: "b" }, systemDiskName: "root", roleName: "web", dryRun: true },
    refused: [],
  },
  { name: "description left out of the program", args: { description: undefined }, refused: [] },
  {
    name: "userData left out of the program",
    args: { userData: undefined },
    refused: ["ecs-modify-instance-attribute", "ecs-stop-instance", "ecs-start-instance"],
  },
  {
    name: "replaced",
    args: { availabilityZone: "cn-hangzhou-k" },
    outputs: { availabilityZone: "cn-hangzhou-h" },
    refused: ["ecs-create-instance"],
  },
  {
    name: "replaced with createInstance never",
    args: { availabilityZone: "cn-hangzhou-k" },
    outputs: { availabilityZone: "cn-hangzhou-h" },
    config: { createInstance: "never" },
    refused: [],
  },
  {
    name: "instanceName, locked for financial only",
    args: { instanceName: "web-2" },
    locks: ["financial"],
    refused: [],
  },
  { name: "instanceName, not locked", args: { instanceName: "web-2" }, locks: [], refused: [] },
  {
    name: "the state of a hidden refusal",
    args: { securityGroups: ["sg-1", "sg-2", "sg-3"] },
    inputs: { securityGroups: ["sg-1", "sg-2", "sg-3"] },
    outputs: { securityGroups: ["sg-1", "sg-2"] },
    refused: ["ecs-join-security-group"],
  },
  {
    name: "the state of a failed rename",
    args: { instanceName: "web-2" },
    outputs: { instanceName: "web-2" },
    refused: [],
  },
];

describe("the preview of a change of an ECS instance", () => {
  let stack: TestStack;
  let args: Scenario["args"] = {};

  before(async () => {
    stack = await newStack(async () => {
      new alicloud.ecs.Instance("web", { ...PROGRAM, ...args });
    });
  });
  after(() => stack.dispose());

  async function prepare(scenario: Scenario): Promise<Record<string, unknown>> {
    args = scenario.args;
    await importResources(stack, [priorInstance("web", scenario)]);
    const live = { id: "i-web", status: scenario.live ?? "Running", reasons: scenario.locks ?? ["security"] };
    return withLockFile(stack, { instances: [live] }, scenario.config);
  }

  for (const scenario of SCENARIOS) {
    const locked = (scenario.locks ?? ["security"]).includes("security");
    const outcome = scenario.refused.length === 0 ? "passes" : `is refused: ${scenario.refused.join(", ")}`;
    it(`${locked ? "a locked" : "an unlocked"} instance: ${scenario.name} ${outcome}`, async () => {
      const policyPackConfig = await prepare(scenario);
      const result = await stack.preview({ policyPackConfig, expectFailure: scenario.refused.length > 0 });
      assert.deepEqual(mandatory(result), [...scenario.refused].sort());
      if (scenario.calls !== undefined)
        assert.ok(result.log.includes(`calls, in order: ${scenario.calls}`), result.log);
      assert.ok(result.violations.every(({ urn }) => urn === urnOf(INSTANCE, "web")));
      assert.ok(!/at .*\.js:\d+/.test(result.log), result.log);
    });
  }
});
