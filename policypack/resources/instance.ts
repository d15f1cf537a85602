import type { InstanceArgs, InstanceState } from "@pulumi/alicloud/ecs";
import { setChanges } from "../changes/diff";
import { asText, UNKNOWN, type ValueMap } from "../changes/value";
import { suppressions } from "./instanceSuppressions";
import {
  defineModel,
  type PropertyOf,
  type ReplacementContext,
  type Step,
  type StepContext,
  type Target,
} from "./model";
import { instanceSchema } from "./schema/instance";
import { ids, instanceTarget, isSet, maybe, mayBe, statusSoFar, tagSteps } from "./steps";

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

const self = ({ change }: StepContext): Target[] => ids(change.id).map(instanceTarget);

/** The system disk is In_use as long as its instance exists: its lock status is the instance's. */
function systemDisk({ change }: StepContext): Target[] {
  const diskId = asText(change.before.systemDiskId);
  return ids(change.id).map((instanceId) =>
    diskId === undefined ? instanceTarget(instanceId) : { kind: "disk", diskId, instanceId },
  );
}

const isPrePaid = (values: ValueMap): boolean => values.instanceChargeType === "PrePaid";

const joinsGroups = ({ change }: StepContext): boolean =>
  setChanges(change.before.securityGroups, change.after.securityGroups).added > 0 && !change.changed.has("vpcId");
const leavesGroups = ({ change }: StepContext): boolean =>
  setChanges(change.before.securityGroups, change.after.securityGroups).removed > 0 && !change.changed.has("vpcId");

/** Live Running, or the status is being changed to Stopped, even where the instance has stopped already. */
const mustStop = (context: StepContext): boolean =>
  mayBe(statusSoFar(context), "Running") ||
  (context.change.changed.has("status") && maybe(context.change.after.status, "Stopped"));

/** By the desired status (the program's, else the prior one), whatever the live status was. */
const mustStart = ({ change }: StepContext): boolean => maybe(change.after.status, "Running");

const number = (values: ValueMap, name: Name): number =>
  values[name] === UNKNOWN ? Number.POSITIVE_INFINITY : Number(values[name] ?? 0);

/** An address is allocated only where there was no bandwidth before, and only on PostPaid. */
const allocatesAddress = ({ change }: StepContext): boolean =>
  change.changed.has("internetMaxBandwidthOut") &&
  number(change.before, "internetMaxBandwidthOut") <= 0 &&
  number(change.after, "internetMaxBandwidthOut") > 0 &&
  maybe(change.after.instanceChargeType, "PostPaid");

const grows = (name: Name) => (context: StepContext) =>
  setChanges(context.change.before[name], context.change.after[name]).added > 0;
const shrinks = (name: Name) => (context: StepContext) =>
  setChanges(context.change.before[name], context.change.after[name]).removed > 0;

/** How many more secondary addresses there will be; negative: fewer. */
const moreAddresses = ({ change }: StepContext): number =>
  number(change.after, "secondaryPrivateIpAddressCount") - number(change.before, "secondaryPrivateIpAddressCount");

const UPDATE: readonly Step<Name>[] = [
  ...tagSteps<Name>("tags"),
  { operation: "JoinResourceGroup", on: ["resourceGroupId"] },
  ...tagSteps<Name>("volumeTags"),
  { operation: "LeaveSecurityGroup", on: ["securityGroups"], when: leavesGroups },
  { operation: "JoinSecurityGroup", on: ["securityGroups"], when: joinsGroups },
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
  { operation: "StopInstance", on: STOPPING, when: mustStop },
  { operation: "ReplaceSystemDisk", on: ["imageId"], targets: systemDisk },
  { operation: "AttachKeyPair", on: ["imageId"], when: ({ change }) => isSet(change.before.keyName) },
  { operation: "ModifyInstanceVpcAttribute", on: ["vswitchId", "privateIp", "vpcId"] },
  { operation: "ModifyPrepayInstanceSpec", on: ["instanceType"], when: ({ change }) => isPrePaid(change.before) },
  { operation: "ModifyInstanceSpec", on: ["instanceType"], when: ({ change }) => !isPrePaid(change.before) },
  { operation: "ModifyInstanceAttribute", on: ["cpuOptions", "enableHighDensityMode"] },
  { operation: "StartInstance", on: STOPPING, when: mustStart },
  {
    operation: "ModifyInstanceNetworkSpec",
    on: ["internetChargeType", "internetMaxBandwidthOut", "internetMaxBandwidthIn"],
  },
  { operation: "AllocatePublicIpAddress", on: ["internetMaxBandwidthOut"], when: allocatesAddress },
  { operation: "ModifyInstanceAutoRenewAttribute", on: ["renewalStatus", "autoRenewPeriod"] },
  { operation: "UnassignPrivateIpAddresses", on: ["secondaryPrivateIps"], when: shrinks("secondaryPrivateIps") },
  { operation: "AssignPrivateIpAddresses", on: ["secondaryPrivateIps"], when: grows("secondaryPrivateIps") },
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
  { operation: "UnassignIpv6Addresses", on: ["ipv6Addresses"], when: shrinks("ipv6Addresses") },
  { operation: "AssignIpv6Addresses", on: ["ipv6Addresses"], when: grows("ipv6Addresses") },
  { operation: "DetachKeyPair", on: ["keyName"], when: ({ change }) => isSet(change.before.keyName) },
  { operation: "AttachKeyPair", on: ["keyName"], when: ({ change }) => isSet(change.after.keyName) },
  { operation: "StartInstance", on: ["keyName"], when: (context) => mayBe(statusSoFar(context), "Stopped") },
  {
    operation: "RebootInstance",
    on: ["keyName"],
    // One live status decides on both: a start for this key pair excludes the reboot, unless neither is known.
    when: (context) => mayBe(statusBeforeKeyPair(context), "Running"),
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

/** The image replaces the instance only where the provider's features say so, and only from one known id to another. */
function replacedOnImageUpdate({ settings, before, after }: ReplacementContext): boolean {
  const features = settings.features;
  const text = typeof features === "string" ? features : JSON.stringify(features ?? {});
  const wanted = /"(replaceOnImageUpdate|replace_on_image_update)":\s*"?true/.test(text);
  return wanted && asText(before.imageId) !== undefined && asText(after.imageId) !== undefined;
}

/** `alicloud:ecs/instance:Instance` */
export const instance = defineModel<InstanceArgs, InstanceState>()({
  types: ["alicloud:ecs/instance:Instance"],
  schema: instanceSchema,
  suppressions,
  ineffective: {
    password: ({ after }) => !isSet(after.password) && !isSet(after.kmsEncryptedPassword),
    kmsEncryptedPassword: ({ after }) => !isSet(after.password) && !isSet(after.kmsEncryptedPassword),
    privateIp: ({ after }) => !isSet(after.vswitchId),
  },
  replacedWhen: { imageId: replacedOnImageUpdate },
  targets: self,
  create: [
    // A replacement's new instance is refused on account of the old one; a plain create has no target.
    { operation: "RunInstances" },
    { operation: "StopInstance", when: ({ change }) => maybe(change.after.status, "Stopped"), targets: () => [] },
    { operation: "TagResources", when: ({ change }) => isSet(change.after.volumeTags), targets: () => [] },
    {
      operation: "AssignPrivateIpAddresses",
      when: ({ change: { after } }) => isSet(after.secondaryPrivateIps) || isSet(after.secondaryPrivateIpAddressCount),
      targets: () => [],
    },
    {
      operation: "ModifyInstanceMaintenanceAttributes",
      when: ({ change: { after } }) =>
        isSet(after.maintenanceTime) || isSet(after.maintenanceAction) || isSet(after.maintenanceNotify),
      targets: () => [],
    },
    {
      operation: "ModifyInstanceMetadataOptions",
      when: ({ change: { after } }) => isSet(after.httpEndpoint) || isSet(after.httpTokens),
      targets: () => [],
    },
  ],
  update: UPDATE,
  delete: [
    {
      operation: "ModifyInstanceChargeType",
      when: ({ change: { before } }) => isPrePaid(before) && before.forceDelete === true,
    },
    // A PrePaid instance without forceDelete is refused by the provider itself, before any call.
    {
      operation: "DeleteInstance",
      when: ({ change: { before } }) => !isPrePaid(before) || before.forceDelete === true,
    },
  ],
  silent: [
    "allocatePublicIp",
    "dryRun",
    "forceDelete",
    "includeDataDisks",
    "isOutdated",
    "kmsEncryptionContext",
    "operatorType",
    "passwordInherit",
    "period",
    "periodUnit",
    "spotDuration",
    "stoppedMode",
    "dataDisks",
    "networkInterfaces",
    "imageOptions",
    "enableNetworkEncryption",
  ],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_instance.go",
});
