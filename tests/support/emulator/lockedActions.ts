/** Operations that change something, refused on a locked instance by the topic's table. */
import { refusal, success } from "./answer";
import type { Answer } from "./answer";
import type { Cloud, CloudDisk, CloudInstance } from "./cloud";

type Parameters = ReadonlyMap<string, string>;

/** The rows of the topic that say "affected", for an operation on an instance. */
const ON_INSTANCE: Readonly<Record<string, (instance: CloudInstance, parameters: Parameters, cloud: Cloud) => void>> = {
  AllocatePublicIpAddress: () => undefined,
  AttachDisk: (instance, parameters, cloud) => {
    const disk = cloud.disks.get(parameters.get("DiskId") ?? "");
    if (disk === undefined) return;
    disk.instanceIds.push(instance.id);
    disk.status = "In_use";
  },
  DetachDisk: (instance, parameters, cloud) => {
    const disk = cloud.disks.get(parameters.get("DiskId") ?? "");
    if (disk === undefined) return;
    disk.instanceIds = disk.instanceIds.filter((id) => id !== instance.id);
    disk.status = disk.instanceIds.length === 0 ? "Available" : "In_use";
  },
  JoinSecurityGroup: (instance, parameters) => {
    instance.securityGroupIds.push(parameters.get("SecurityGroupId") ?? "");
  },
  LeaveSecurityGroup: (instance, parameters) => {
    const left = parameters.get("SecurityGroupId");
    instance.securityGroupIds = instance.securityGroupIds.filter((id) => id !== left);
  },
  ModifyInstanceAttribute: (instance, parameters) => {
    instance.name = parameters.get("InstanceName") ?? instance.name;
  },
  RebootInstance: () => undefined,
  StartInstance: (instance) => {
    instance.status = "Running";
  },
  StopInstance: (instance) => {
    instance.status = "Stopped";
  },
};

/** The rows that say "affected" or "affected when the disk is In_use", for an operation on a disk. */
const ON_DISK = ["CreateSnapshot", "ReInitDisk", "ResetDisk"];

export function isLockedAction(action: string): boolean {
  return action === "DeleteInstance" || Object.hasOwn(ON_INSTANCE, action) || ON_DISK.includes(action);
}

export function lockedAction(action: string, cloud: Cloud, parameters: Parameters): Answer {
  if (ON_DISK.includes(action)) return onDisk(cloud, cloud.disks.get(parameters.get("DiskId") ?? ""));
  const instance = cloud.instances.get(parameters.get("InstanceId") ?? "");
  if (instance === undefined) return refusal(404, "InvalidInstanceId.NotFound", "The instance does not exist.");
  if (action === "DeleteInstance") return release(cloud, instance);
  if (isLocked(instance)) return locked();
  ON_INSTANCE[action]?.(instance, parameters, cloud);
  return success();
}

function onDisk(cloud: Cloud, disk: CloudDisk | undefined): Answer {
  if (disk === undefined) return refusal(404, "InvalidDiskId.NotFound", "The disk does not exist.");
  const isRefused = disk.status === "In_use" && disk.instanceIds.some((id) => isLocked(cloud.instances.get(id)));
  return isRefused ? locked() : success();
}

/** A locked instance can be released, and takes its disks with it. */
function release(cloud: Cloud, instance: CloudInstance): Answer {
  cloud.instances.delete(instance.id);
  for (const disk of [...cloud.disks.values()]) if (disk.instanceIds.includes(instance.id)) cloud.disks.delete(disk.id);
  return success();
}

function isLocked(instance: CloudInstance | undefined): boolean {
  return instance?.lockReasons.some((reason) => reason.toLowerCase() === "security") ?? false;
}

function locked(): Answer {
  return refusal(403, "InstanceLockedForSecurity", "The instance is locked due to security.");
}
