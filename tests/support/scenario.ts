// What the end-to-end tests of instances share: a program, its prior state, and a lock file.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deployment, type PriorResource, type RunResult, type TestStack } from "./engine";

export const INSTANCE = "alicloud:ecs/instance:Instance";

export const PROGRAM = {
  instanceName: "web-1",
  imageId: "ubuntu_22",
  instanceType: "ecs.g7.large",
  securityGroups: ["sg-1", "sg-2"],
  vswitchId: "vsw-1",
  systemDiskCategory: "cloud_essd",
  systemDiskSize: 40,
  description: "the web server",
  userData: "#!/bin/sh",
};

const OUTPUTS = { status: "Running", systemDiskId: "d-system", instanceChargeType: "PostPaid", keyName: "" };

type Properties = Readonly<Record<string, unknown>>;

/** The instance `i-NAME` as `up` has left it. */
export function priorInstance(
  name: string,
  changes: { inputs?: Properties; outputs?: Properties; entry?: Properties } = {},
) {
  const { inputs, outputs, entry } = changes;
  return {
    type: INSTANCE,
    name,
    id: `i-${name}`,
    inputs: { ...PROGRAM, ...inputs },
    outputs: { ...OUTPUTS, ...outputs },
    ...(entry === undefined ? {} : { entry }),
  } as PriorResource;
}

export interface LiveInstance {
  readonly id: string;
  readonly status?: string;
  readonly reasons?: readonly string[];
}

/** An answer of DescribeInstances. Without reasons given an instance is locked for security. */
export function describeInstances(instances: readonly LiveInstance[]) {
  const Instance = instances.map(({ id, status = "Running", reasons = ["security"] }) => ({
    InstanceId: id,
    InstanceName: id.replace(/^i-/, ""),
    RegionId: "cn-hangzhou",
    Status: status,
    OperationLocks: { LockReason: reasons.map((reason) => ({ LockReason: reason, LockMsg: "" })) },
  }));
  return { RequestId: "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E", Instances: { Instance } };
}

export interface LiveDisk {
  readonly id: string;
  readonly status?: string;
  readonly instanceId?: string;
}

export function describeDisks(disks: readonly LiveDisk[]) {
  const Disk = disks.map(({ id, status = "In_use", instanceId = "" }) => ({
    DiskId: id,
    Status: status,
    InstanceId: instanceId,
    RegionId: "cn-hangzhou",
    MultiAttach: "Disabled",
    Attachments: { Attachment: instanceId === "" ? [] : [{ InstanceId: instanceId }] },
    OperationLocks: { OperationLock: [] },
  }));
  return { RequestId: "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83F", Disks: { Disk } };
}

/** Writes a lock file beside the stack, and gives the pack's configuration that reads it. */
export async function withLockFile(
  stack: TestStack,
  live: { instances?: readonly LiveInstance[]; disks?: readonly LiveDisk[] },
  configuration: Properties = {},
): Promise<Record<string, Properties>> {
  const lockFile = join(stack.tempDir, "locks.json");
  const pages = { instances: describeInstances(live.instances ?? []), disks: describeDisks(live.disks ?? []) };
  await writeFile(lockFile, JSON.stringify({ ...pages, takenAt: new Date().toISOString() }));
  return { "ecs-lock-status": { lockSource: "file", lockFile, ...configuration } };
}

export const importResources = (stack: TestStack, resources: readonly PriorResource[]): Promise<void> =>
  stack.importState(deployment(resources));

/** The names of the policies that failed the run, in alphabetical order. */
export function mandatory({ violations }: RunResult): string[] {
  return violations
    .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
    .map(({ policyName }) => policyName)
    .sort();
}

/** The messages of the violations that did not. */
export function advisories({ violations }: RunResult): string[] {
  return violations.filter(({ enforcementLevel }) => enforcementLevel === "advisory").map(({ message }) => message);
}

/** What a run has done for real, in order: `create web`. */
export const applied = ({ providerLog }: RunResult): string[] =>
  providerLog.map(({ call, urn }) => `${call} ${urn.split("::").at(-1) ?? ""}`);
