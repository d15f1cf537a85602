// Every row of the topic, refused or allowed end to end: by a command that names the operation, and by the resources
// that call it.
import assert from "node:assert/strict";
import * as alicloud from "@pulumi/alicloud";
import * as command from "@pulumi/command";
import { policyName } from "../../policypack/operations/behavior";
import { TOPIC } from "../../policypack/operations/lockTable";
import { type Behavior } from "../../policypack/domain/behaviors";
import { describeCases, foundOf, runCases, type Case } from "../support/cases";
import { newStack, urnOf, type PriorResource, type RunResult, type TestStack } from "../support/engine";
import { attachment, DISK, instance, priorAttachment, SNAPSHOT, together } from "../support/pieces";
import { priorInstance } from "../support/scenario";

const COMMAND = "command:local:Command";
const OPERATIONS = Object.keys(TOPIC);
const keyOf = (operation: string): string => policyName(operation).replace(/^ecs-/, "row-");
const refusedIf = (operation: string, refused: boolean): string[] => (refused ? [policyName(operation)] : []);

const EXPECTED: Readonly<Record<Behavior, string>> = {
  affected: "is refused",
  affectedWhenDiskInUse: "is refused while the disk is in use",
  unaffected: "is allowed",
};

/** What acts on a disk, whatever it is attached to. */
const ON_DISKS = ["CreateSnapshot", "ReInitDisk", "ResetDisk"];

/** A call on the locked instance or on a disk, and one more that is refused, so that the log lists them all. */
function script(operation: string, disk = "d-rows"): string {
  const target = ON_DISKS.includes(operation) ? `--DiskId ${disk}` : "--InstanceId i-rows";
  return `aliyun ecs ${operation} --RegionId cn-hangzhou ${target}\naliyun ecs RebootInstance --InstanceId i-rows\n`;
}

describe("a command that runs `aliyun ecs` on a locked instance:", () => {
  let stack: TestStack;
  let result: RunResult;
  before(async () => {
    stack = await newStack(async () => undefined);
    const program = (): void => {
      for (const operation of OPERATIONS) {
        new command.local.Command(keyOf(operation), { create: script(operation) });
        new command.local.Command(`${keyOf(operation)}-free`, { create: script(operation, "d-free") });
      }
    };
    const instances = [{ id: "i-rows" }];
    const disks = [
      { id: "d-rows", instanceId: "i-rows" },
      { id: "d-free", status: "Available" },
    ];
    const one: Case = { key: "rows", it: "", instances, disks, program, found: [] };
    const options = { configuration: { createInstance: "anyInRegion" }, env: { ALICLOUD_REGION: "cn-hangzhou" } };
    result = await runCases(stack, [one], { ...options, expectFailure: true });
  });
  after(() => stack.dispose());

  /** The calls of a command as the log marks them. */
  const callsOf = (name: string): string | undefined =>
    result.violations
      .filter(({ urn }) => urn === urnOf(COMMAND, name))
      .map(({ message }) => /calls, in order: (.*)/.exec(message)?.[1])
      .find((calls) => calls !== undefined);

  const marked = (operation: string, refused: boolean): string => {
    const first = refused ? `${operation} (refused)` : operation;
    return operation === "RebootInstance" ? first : `${first}, RebootInstance (refused)`;
  };

  for (const [operation, behavior] of Object.entries(TOPIC)) {
    it(`${operation} ${EXPECTED[behavior]}`, () => {
      const reboots = operation === "RebootInstance" ? [] : ["ecs-reboot-instance"];
      const inUse = behavior !== "unaffected";
      const available = inUse && !ON_DISKS.includes(operation);
      const key = keyOf(operation);
      assert.equal(callsOf(key), marked(operation, inUse));
      assert.equal(callsOf(`${key}-free`), marked(operation, available));
      assert.deepEqual(foundOf(result, key), [...refusedIf(operation, inUse), ...reboots].sort());
      assert.deepEqual(foundOf(result, `${key}-free`), [...refusedIf(operation, available), ...reboots].sort());
    });
  }

  it("all 39 of them", () => {
    assert.equal(OPERATIONS.length, 39);
  });
});

/** A resource that calls the operation, whose name is the key's. */
interface Caller extends Omit<Case, "key" | "it" | "found"> {
  readonly operation: string;
  /** What else the change calls that is refused. */
  readonly also?: readonly string[];
}

const simple = (type: string, operation: string, id: string, inputs: PriorResource["inputs"]): PriorResource => ({
  type,
  name: `${keyOf(operation)}--gone`,
  id,
  inputs,
});

const changed = (operation: string, args: Parameters<typeof instance>[1], also: readonly string[] = []): Caller => ({
  operation,
  prior: [priorInstance(keyOf(operation))],
  program: instance(keyOf(operation), args),
  also,
});

const execution = (operation: string, templateName: string, also: readonly string[]): Caller => {
  const key = keyOf(operation);
  const targets = { Type: "ResourceIds", RegionId: "cn-hangzhou", ResourceIds: [`i-${key}`] };
  return {
    operation,
    prior: [priorInstance(key)],
    program: together(instance(key), () => {
      new alicloud.oos.Execution(`${key}--run`, { templateName, parameters: JSON.stringify({ targets }) });
    }),
    also,
  };
};

const GROUP_RULE = {
  type: "ingress",
  ipProtocol: "tcp",
  portRange: "22/22",
  securityGroupId: "sg-1",
  cidrIp: "10.0.0.0/8",
};
const RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule";
const attachDisk = keyOf("AttachDisk");
const detachDisk = keyOf("DetachDisk");
const createSnapshot = keyOf("CreateSnapshot");
const createImage = keyOf("CreateImage");
const POLICY = "alicloud:ecs/autoSnapshotPolicy:AutoSnapshotPolicy";
const policyArgs = { name: "daily", repeatWeekdays: ["1"], retentionDays: 7, timePoints: ["1"] };
const diskArgs = { size: 40, zoneId: "cn-hangzhou-h" };

const CALLERS: readonly Caller[] = [
  changed("AllocatePublicIpAddress", { internetMaxBandwidthOut: 5 }, ["ecs-modify-instance-network-spec"]),
  {
    operation: "AttachDisk",
    prior: [priorInstance(attachDisk)],
    program: together(instance(attachDisk), attachment(attachDisk)),
  },
  {
    operation: "AuthorizeSecurityGroup",
    program: () => {
      new alicloud.ecs.SecurityGroupRule(`${keyOf("AuthorizeSecurityGroup")}--new`, GROUP_RULE);
    },
  },
  {
    operation: "CreateDisk",
    program: () => {
      new alicloud.ecs.EcsDisk(`${keyOf("CreateDisk")}--new`, diskArgs);
    },
  },
  {
    operation: "CreateImage",
    prior: [priorInstance(createImage)],
    program: together(instance(createImage), () => {
      new alicloud.ecs.Image(`${createImage}--new`, { instanceId: `i-${createImage}`, imageName: "golden" });
    }),
  },
  changed("CreateInstance", { availabilityZone: "cn-hangzhou-k" }),
  {
    operation: "CreateSecurityGroup",
    program: () => {
      new alicloud.ecs.SecurityGroup(`${keyOf("CreateSecurityGroup")}--new`, { securityGroupName: "new" });
    },
  },
  {
    operation: "CreateSnapshot",
    prior: [priorInstance(createSnapshot)],
    disks: [{ id: "d-snapped", instanceId: `i-${createSnapshot}` }],
    program: together(instance(createSnapshot), () => {
      new alicloud.ecs.EcsSnapshot(`${createSnapshot}--new`, { diskId: "d-snapped" });
    }),
  },
  { operation: "DeleteDisk", prior: [simple(DISK, "DeleteDisk", "d-gone", diskArgs)] },
  {
    operation: "DeleteImage",
    prior: [simple("alicloud:ecs/image:Image", "DeleteImage", "m-gone", { instanceId: "i-rows", imageName: "old" })],
  },
  { operation: "DeleteInstance", prior: [priorInstance(keyOf("DeleteInstance"))], also: ["(ecs-lock-status)"] },
  {
    operation: "DeleteSecurityGroup",
    prior: [simple("alicloud:ecs/securityGroup:SecurityGroup", "DeleteSecurityGroup", "sg-gone", {})],
  },
  { operation: "DeleteSnapshot", prior: [simple(SNAPSHOT, "DeleteSnapshot", "s-gone", { diskId: "d-rows" })] },
  {
    operation: "DetachDisk",
    prior: [priorInstance(detachDisk), priorAttachment(detachDisk)],
    program: instance(detachDisk),
  },
  changed("JoinSecurityGroup", { securityGroups: ["sg-1", "sg-2", "sg-3"] }),
  changed("LeaveSecurityGroup", { securityGroups: ["sg-1"] }),
  {
    operation: "ModifyAutoSnapshotPolicy",
    prior: [{ ...simple(POLICY, "ModifyAutoSnapshotPolicy", "sp-1", policyArgs) }],
    program: () => {
      const name = `${keyOf("ModifyAutoSnapshotPolicy")}--gone`;
      new alicloud.ecs.AutoSnapshotPolicy(name, { ...policyArgs, retentionDays: 30 });
    },
  },
  changed("ModifyDiskAttribute", { systemDiskName: "root" }),
  changed("ModifyInstanceAttribute", { description: "new" }),
  execution("ReInitDisk", "ACS-ECS-BulkyReInitSystemDisk", ["ecs-start-instance", "ecs-stop-instance"]),
  execution("RebootInstance", "ACS-ECS-BulkyRebootInstances", []),
  changed("ReplaceSystemDisk", { imageId: "ubuntu_24" }, ["ecs-start-instance", "ecs-stop-instance"]),
  { operation: "RevokeSecurityGroup", prior: [simple(RULE, "RevokeSecurityGroup", "sg-1:ingress", GROUP_RULE)] },
  changed("StartInstance", { hostName: "new" }, ["ecs-modify-instance-attribute", "ecs-stop-instance"]),
  changed("StopInstance", { status: "Stopped" }),
];

const CASES: readonly Case[] = CALLERS.map(({ operation, also = [], ...rest }) => ({
  ...rest,
  key: keyOf(operation),
  it: `${operation} ${EXPECTED[TOPIC[operation] ?? "unaffected"]}`,
  found: [...refusedIf(operation, TOPIC[operation] !== "unaffected"), ...also].sort(),
}));

describe("a resource that calls it on a locked instance:", () => {
  describeCases(CASES);

  it("every operation has one but those that only read, and ResetDisk", () => {
    const without = OPERATIONS.filter((name) => !CALLERS.some(({ operation }) => operation === name));
    assert.deepEqual(
      without.filter((name) => !name.startsWith("Describe")),
      ["ResetDisk"],
    );
  });
});
