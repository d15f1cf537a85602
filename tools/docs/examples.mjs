// A change that calls each affected operation, and what the pack says about it.
import {
  AFFECTED_OPERATIONS,
  behaviorOf,
  decidedResource,
  messageOf,
  STATUS_POLICY,
  summaryOf,
  policyName,
  policyOperation,
  reviewResource,
} from "./pack.mjs";

const INSTANCE = "alicloud:ecs/instance:Instance";
const SET = "alicloud:ecs/ecsInstanceSet:EcsInstanceSet";
const AT = "2026-11-02T09:30:00.000Z";
const REQUEST = "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E";

const web = {
  status: "Running",
  instanceChargeType: "PostPaid",
  instanceType: "ecs.g7.large",
  instanceName: "web-1",
  imageId: "m-1",
  vswitchId: "vsw-1",
  securityGroups: ["sg-1"],
  systemDiskId: "d-bp1system",
  systemDiskCategory: "cloud_essd",
};
const update = (changes, before = {}) => ({
  type: INSTANCE,
  id: "i-bp1web",
  before: { ...web, ...before },
  after: { ...web, ...before, ...changes },
});
const attachment = { diskId: "d-bp1data", instanceId: "i-bp1web" };
const command = (create) => ({ type: "command:local:Command", after: { create } });
const onInstance = (operation) => command(`aliyun ecs ${operation} --InstanceId i-bp1web`);
const onInstances = (operation) => command(`aliyun ecs ${operation} --InstanceId.1 i-bp1web`);
const template = (templateName) => ({
  type: "alicloud:oos/execution:Execution",
  after: {
    templateName,
    parameters: JSON.stringify({ targets: { Type: "ResourceIds", ResourceIds: ["i-bp1web"] } }),
  },
});

const EXAMPLES = {
  AllocatePublicIpAddress: update({ internetMaxBandwidthOut: 5 }),
  AttachDisk: { type: "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment", after: attachment },
  CreateImage: { type: "alicloud:ecs/image:Image", after: { instanceId: "i-bp1web", imageName: "web" } },
  CreateInstance: update({ systemDiskCategory: "cloud_auto" }),
  CreateSnapshot: { type: "alicloud:ecs/ecsSnapshot:EcsSnapshot", after: { diskId: "d-bp1data" } },
  CreateSnapshotGroup: { type: "alicloud:ecs/ecsSnapshotGroup:EcsSnapshotGroup", after: { instanceId: "i-bp1web" } },
  DeleteInstance: { type: INSTANCE, id: "i-bp1web", before: web },
  DeleteInstances: { type: SET, id: "set", before: { instanceIds: ["i-bp1web"] } },
  DescribeInstanceVncUrl: onInstance("DescribeInstanceVncUrl"),
  DetachDisk: {
    type: "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment",
    id: "d-bp1data:i-bp1web",
    before: attachment,
  },
  JoinSecurityGroup: update({ securityGroups: ["sg-1", "sg-2"] }),
  LeaveSecurityGroup: update({ securityGroups: ["sg-1"] }, { securityGroups: ["sg-1", "sg-2"] }),
  ModifyInstanceAttribute: update({ instanceName: "web-2" }),
  ModifyInstanceAutoReleaseTime: update({ autoReleaseTime: "2027-01-01T00:00:00Z" }),
  ModifyInstanceChargeType: update({ instanceChargeType: "PrePaid" }),
  ModifyInstanceNetworkSpec: update({ internetMaxBandwidthOut: 10 }, { internetMaxBandwidthOut: 5 }),
  ModifyInstanceSpec: update({ instanceType: "ecs.g7.xlarge" }),
  ModifyInstanceVpcAttribute: update({ vswitchId: "vsw-2" }),
  ModifyPrepayInstanceSpec: update({ instanceType: "ecs.g7.xlarge" }, { instanceChargeType: "PrePaid" }),
  ReActivateInstances: onInstance("ReActivateInstances"),
  ReInitDisk: template("ACS-ECS-BulkyReInitSystemDisk"),
  RebootInstance: {
    type: "alicloud:ecs/ecsKeyPairAttachment:EcsKeyPairAttachment",
    after: { keyPairName: "ops", instanceIds: ["i-bp1web"], force: true },
  },
  RebootInstances: onInstances("RebootInstances"),
  RedeployInstance: onInstance("RedeployInstance"),
  RenewInstance: template("ACS-ECS-BulkyRenewInstances"),
  ReplaceSystemDisk: update({ imageId: "m-2" }),
  ResetDisk: command("aliyun ecs ResetDisk --DiskId d-bp1data --SnapshotId s-bp1"),
  ResetDisks: command("aliyun ecs ResetDisks --Disk.1.DiskId d-bp1data --Disk.1.SnapshotId s-bp1"),
  ResizeDisk: { type: "alicloud:ecs/ecsDisk:EcsDisk", id: "d-bp1data", before: { size: 40 }, after: { size: 80 } },
  StartInstance: update({ status: "Running" }, { status: "Stopped" }),
  StartInstances: onInstances("StartInstances"),
  StopInstance: update({ status: "Stopped" }),
  StopInstances: onInstances("StopInstances"),
};

/** The editions in which the lock refuses an operation, the default one first. */
export const editionsOf = (operation) =>
  ["topic", "current", "strict"].filter((edition) => behaviorOf(operation, edition).behavior !== "unaffected");

const view = (status) => ({
  instance: (instanceId) => ({
    known: true,
    value: {
      instanceId,
      name: "web-1",
      regionId: "cn-hangzhou",
      status,
      lockReasons: ["security"],
      evidence: { source: "api", at: AT, requestId: REQUEST },
    },
  }),
  disk: (diskId) => ({
    known: true,
    value: {
      diskId,
      status: "In_use",
      // A disk that is to be attached is not on the instance yet.
      instanceIds: ["i-bp1web"],
      evidence: { source: "api", at: AT, requestId: REQUEST },
    },
  }),
  lockedInRegion: () => undefined,
});

/** Where the disk of an attachment is before it is attached. */
const detached = (shown) => ({ ...shown, disk: () => undefined });

/** The log of a preview that the operation stops. */
export function exampleOf(operation) {
  const { type, id, before, after } = EXAMPLES[operation];
  const prior = before === undefined ? undefined : { id: id ?? "", inputs: before, outputs: before };
  const urn = `urn:pulumi:prod::shop::${type}::web`;
  const options = { edition: editionsOf(operation)[0], createInstance: "replacement", exemptions: [] };
  const shown = view(before?.status ?? "Running");
  const statuses = operation === "AttachDisk" ? detached(shown) : shown;
  const evidence = { type, prior, program: after, settings: {} };
  const decided = decidedResource({ urn, provider: { settings: {} }, priorUrn: urn, evidence });
  const { verdict: reviewed } = reviewResource(decided, statuses, options);
  const refused = reviewed.operations.find(
    ({ call, verdict }) => policyOperation(call.operation) === operation && verdict === "refused",
  );
  if (refused === undefined) throw new Error(`the example of ${operation} does not call it`);
  const [name, module, title] = type.split(":");
  const short = `${name}:${module.split("/")[0]}:${title}`;
  const log = { now: Date.parse(AT), defaultsHold: false, phase: "preview" };
  const finding = {
    policy: policyName(operation),
    urn,
    region: "cn-hangzhou",
    matter: { kind: "refused", verdict: reviewed, operation: refused },
  };
  const summary = summaryOf([finding], { exclude: [urn], ignoreChanges: [] });
  return [
    `[mandatory] [severity: high]  ${finding.policy}  (${short}: web)`,
    messageOf(finding, log),
    `[advisory] [severity: low]  ${STATUS_POLICY}  (pulumi:pulumi:Stack: shop-prod)`,
    messageOf({ policy: STATUS_POLICY, urn: "", matter: { kind: "summary", summary } }, log),
  ].join("\n");
}

const without = AFFECTED_OPERATIONS.filter((operation) => !(operation in EXAMPLES));
if (without.length > 0) throw new Error(`tools/docs/examples.mjs has no example of ${without.join(", ")}`);
