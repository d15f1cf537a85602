import type { InstanceArgs, InstanceState } from "@pulumi/alicloud/ecs";
import { asText, type ValueMap } from "../../domain/values";
import type { PropertyOf, Step, StepContext } from "../model";
import { type Target, instanceTarget } from "../../domain/targets";
import { gains, ids, isSet, loses, maybe, mayBe, numberOf, statusSoFar, tagSteps } from "../steps";

type Name = PropertyOf<InstanceArgs, InstanceState>;

/** Changes that the provider makes to a stopped instance. One stop and one start serve all of them. */
const STOPPING: readonly Name[] = [
  "imageId",
  "vswitchId",
  "privateIp",
  "vpcId",
  "userData",
  "hostName",
  "password",
  "kmsEncryptedPassword",
  "instanceType",
  "cpuOptions",
  "enableHighDensityMode",
  "status",
];

export const self = ({ change }: StepContext): Target[] => ids(change.id).map(instanceTarget);

/** The system disk is In_use as long as its instance exists: its lock status is the instance's. */
function systemDisk({ change }: StepContext): Target[] {
  const diskId = asText(change.before.systemDiskId);
  return ids(change.id).map((instanceId) =>
    diskId === undefined ? instanceTarget(instanceId) : { kind: "disk", diskId, instanceId },
  );
}

export const isPrePaid = (values: ValueMap): boolean => values.instanceChargeType === "PrePaid";

const joinsGroups = (context: StepContext): boolean =>
  gains("securityGroups")(context) && !context.change.changed.has("vpcId");
const leavesGroups = (context: StepContext): boolean =>
  loses("securityGroups")(context) && !context.change.changed.has("vpcId");

/** Live Running, or the status is being changed to Stopped, even where the instance has stopped already. */
const mustStop = (context: StepContext): boolean =>
  mayBe(statusSoFar(context), "Running") ||
  (context.change.changed.has("status") && maybe(context.change.after.status, "Stopped"));

/** By the desired status (the program's, else the prior one), whatever the live status was. */
const mustStart = ({ change }: StepContext): boolean => maybe(change.after.status, "Running");

/** An address is allocated only where there was no bandwidth before, and only on PostPaid. */
const allocatesAddress = ({ change }: StepContext): boolean =>
  change.changed.has("internetMaxBandwidthOut") &&
  numberOf(change.before.internetMaxBandwidthOut) <= 0 &&
  numberOf(change.after.internetMaxBandwidthOut) > 0 &&
  maybe(change.after.instanceChargeType, "PostPaid");

/** How many more secondary addresses there will be; negative: fewer. */
const moreAddresses = ({ change }: StepContext): number =>
  numberOf(change.after.secondaryPrivateIpAddressCount) - numberOf(change.before.secondaryPrivateIpAddressCount);

/** The calls of an update, in the provider's order. */
export const INSTANCE_UPDATE: readonly Step<Name>[] = [
  ...tagSteps<Name>("tags"),
  { operation: "JoinResourceGroup", on: ["resourceGroupId"] },
  ...tagSteps<Name>("volumeTags"),
  {
    operation: "LeaveSecurityGroup",
    on: ["securityGroups"],
    when: leavesGroups,
    note: "for a group that goes, unless vpcId changes too",
  },
  {
    operation: "JoinSecurityGroup",
    on: ["securityGroups"],
    when: joinsGroups,
    note: "for a group that comes, unless vpcId changes too",
  },
  { operation: "ModifyDiskSpec", on: ["systemDiskPerformanceLevel", "systemDiskProvisionedIops"], targets: systemDisk },
  { operation: "ResizeDisk", on: ["systemDiskSize"], targets: systemDisk },
  { operation: "ApplyAutoSnapshotPolicy", on: ["systemDiskAutoSnapshotPolicyId"], targets: systemDisk },
  {
    operation: "ModifyDiskAttribute",
    on: ["systemDiskName", "systemDiskDescription", "systemDiskBurstingEnabled"],
    targets: systemDisk,
  },
  {
    operation: "ModifyInstanceAttribute",
    on: [
      "instanceName",
      "description",
      "userData",
      "hostName",
      "password",
      "kmsEncryptedPassword",
      "deletionProtection",
      "creditSpecification",
      "enableJumboFrame",
    ],
  },
  { operation: "ModifyInstanceAutoReleaseTime", on: ["autoReleaseTime"] },
  { operation: "ModifyInstanceChargeType", on: ["instanceChargeType"] },
  { operation: "StopInstance", on: STOPPING, when: mustStop, note: "if the instance runs, or status becomes Stopped" },
  {
    operation: "ReplaceSystemDisk",
    on: ["imageId"],
    targets: systemDisk,
    note: "unless features.ecsInstance.replaceOnImageUpdate of the provider replaces the instance",
  },
  { operation: "AttachKeyPair", on: ["imageId"], when: ({ change }) => isSet(change.before.keyName) },
  { operation: "ModifyInstanceVpcAttribute", on: ["vswitchId", "privateIp", "vpcId"] },
  {
    operation: "ModifyPrepayInstanceSpec",
    on: ["instanceType"],
    when: ({ change }) => isPrePaid(change.before),
    note: "of a PrePaid instance",
  },
  {
    operation: "ModifyInstanceSpec",
    on: ["instanceType"],
    when: ({ change }) => !isPrePaid(change.before),
    note: "of a PostPaid instance",
  },
  { operation: "ModifyInstanceAttribute", on: ["cpuOptions", "enableHighDensityMode"] },
  {
    operation: "StartInstance",
    on: STOPPING,
    when: mustStart,
    note: "if status, in the program or else in the state, is Running",
  },
  {
    operation: "ModifyInstanceNetworkSpec",
    on: ["internetChargeType", "internetMaxBandwidthOut", "internetMaxBandwidthIn"],
  },
  {
    operation: "AllocatePublicIpAddress",
    on: ["internetMaxBandwidthOut"],
    when: allocatesAddress,
    note: "from 0 to more, of a PostPaid instance",
  },
  { operation: "ModifyInstanceAutoRenewAttribute", on: ["renewalStatus", "autoRenewPeriod"] },
  { operation: "UnassignPrivateIpAddresses", on: ["secondaryPrivateIps"], when: loses("secondaryPrivateIps") },
  { operation: "AssignPrivateIpAddresses", on: ["secondaryPrivateIps"], when: gains("secondaryPrivateIps") },
  {
    operation: "AssignPrivateIpAddresses",
    on: ["secondaryPrivateIpAddressCount"],
    when: (context) => moreAddresses(context) > 0,
  },
  {
    operation: "UnassignPrivateIpAddresses",
    on: ["secondaryPrivateIpAddressCount"],
    when: (context) => moreAddresses(context) < 0,
  },
  { operation: "ModifyInstanceDeployment", on: ["deploymentSetId"] },
  {
    operation: "ModifyInstanceMaintenanceAttributes",
    on: ["maintenanceTime", "maintenanceAction", "maintenanceNotify"],
  },
  { operation: "ModifyInstanceMetadataOptions", on: ["httpEndpoint", "httpTokens", "instanceMetadataTags"] },
  { operation: "UnassignIpv6Addresses", on: ["ipv6Addresses"], when: loses("ipv6Addresses") },
  { operation: "AssignIpv6Addresses", on: ["ipv6Addresses"], when: gains("ipv6Addresses") },
  { operation: "DetachKeyPair", on: ["keyName"], when: ({ change }) => isSet(change.before.keyName) },
  { operation: "AttachKeyPair", on: ["keyName"], when: ({ change }) => isSet(change.after.keyName) },
  {
    operation: "StartInstance",
    on: ["keyName"],
    when: (context) => mayBe(statusSoFar(context), "Stopped"),
    note: "if the instance has stopped",
  },
  {
    operation: "RebootInstance",
    on: ["keyName"],
    // One live status decides on both: a start for this key pair excludes the reboot, unless neither is known.
    when: (context) => mayBe(statusBeforeKeyPair(context), "Running"),
    note: "if the instance runs",
  },
  {
    operation: "ModifyInstanceAttachmentAttributes",
    on: ["privatePoolOptionsMatchCriteria", "privatePoolOptionsId"],
  },
  { operation: "DetachInstanceRamRole", on: ["roleName"], when: ({ change }) => isSet(change.before.roleName) },
  { operation: "AttachInstanceRamRole", on: ["roleName"], when: ({ change }) => isSet(change.after.roleName) },
];

/** The status that the provider reads before it changes the key pair. */
function statusBeforeKeyPair(context: StepContext): string | undefined {
  const keyPair = context.earlier.findIndex(({ because }) => because.includes("keyName"));
  return statusSoFar({ ...context, earlier: keyPair < 0 ? context.earlier : context.earlier.slice(0, keyPair) });
}
