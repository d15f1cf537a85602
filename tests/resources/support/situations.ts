import type { Value, ValueMap } from "../../../policypack/domain/values";

/**
 * What a resource may be like, so that every condition of the provider holds in one situation or another. By the first
 * type of the family.
 */

const INSTANCE = "alicloud:ecs/instance:Instance";
const INSTANCE_SET = "alicloud:ecs/ecsInstanceSet:EcsInstanceSet";
const DISK = "alicloud:ecs/ecsDisk:EcsDisk";
const RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule";
const TEMPLATE = "alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate";

const instance: ValueMap = {
  status: "Running",
  instanceChargeType: "PostPaid",
  systemDiskId: "d-system",
  systemDiskCategory: "cloud_essd",
  internetMaxBandwidthOut: 5,
  vswitchId: "vsw-1",
  keyName: "key-0",
  forceDelete: true,
};

/** The values of the other properties. */
export const SITUATIONS: Readonly<Record<string, readonly ValueMap[]>> = {
  [INSTANCE]: [
    instance,
    { ...instance, status: "Stopped" },
    { ...instance, instanceChargeType: "PrePaid", renewalStatus: "AutoRenewal" },
  ],
  [INSTANCE_SET]: [
    {
      instanceIds: ["i-1", "i-2"],
      instanceChargeType: "PostPaid",
      internetMaxBandwidthOut: 1,
      systemDiskCategory: "cloud_essd",
    },
    { instanceIds: ["i-1", "i-2"], instanceChargeType: "PrePaid", spotStrategy: "SpotWithPriceLimit" },
  ],
  [DISK]: [{ category: "cloud_essd" }, { category: "cloud_auto" }],
  [RULE]: [
    { type: "ingress", ipProtocol: "tcp" },
    { type: "egress", ipProtocol: "tcp" },
  ],
  [TEMPLATE]: [{ latestVersionNumber: 1 }],
  "alicloud:ecs/elasticityAssurance:ElasticityAssurance": [{ autoRenew: true }, { autoRenew: false }],
  "alicloud:ecs/reservedInstance:ReservedInstance": [{ renewalStatus: "AutoRenewal" }],
  "alicloud:ecs/ecsInvocation:EcsInvocation": [{ repeatMode: "Period" }],
  "alicloud:ecs/ecsKeyPairAttachment:EcsKeyPairAttachment": [{ instanceIds: ["i-1"] }],
  "alicloud:emrv2/cluster:Cluster": [{ paymentType: "Subscription" }],
};

const filter = (...values: string[]): Value => ({ key: "InstanceId", values });

/** Changes of a property whose values mean something: old and new. */
export const CHANGES: Readonly<Record<string, readonly (readonly [Value | undefined, Value | undefined])[]>> = {
  [`${INSTANCE}.status`]: [
    ["Running", "Stopped"],
    ["Stopped", "Running"],
  ],
  [`${INSTANCE}.instanceChargeType`]: [["PostPaid", "PrePaid"]],
  [`${INSTANCE}.internetMaxBandwidthOut`]: [
    [0, 5],
    [5, 10],
  ],
  [`${INSTANCE}.renewalStatus`]: [["AutoRenewal", "Normal"]],
  [`${INSTANCE}.spotStrategy`]: [["NoSpot", "SpotWithPriceLimit"]],
  [`${INSTANCE}.spotPriceLimit`]: [[undefined, undefined]],
  [`${INSTANCE}.kmsEncryptedPassword`]: [["first", "second"]],
  [`${INSTANCE}.password`]: [["first", "second"]],
  [`${INSTANCE_SET}.excludeInstanceFilter`]: [
    [undefined, filter("i-1")],
    [filter("i-3"), filter("i-2", "i-3")],
    [filter("i-3"), undefined],
  ],
  [`${INSTANCE_SET}.spotStrategy`]: [["NoSpot", "SpotWithPriceLimit"]],
  [`${DISK}.category`]: [
    ["cloud_essd", "cloud_auto"],
    ["cloud_auto", "cloud_essd"],
  ],
  [`${RULE}.type`]: [["ingress", "egress"]],
  [`${RULE}.ipProtocol`]: [["tcp", "udp"]],
  "alicloud:ecs/imagePipelineExecution:ImagePipelineExecution.status": [["BUILDING", "CANCELLED"]],
};

/** What the program says of a new resource. */
export const CREATIONS: Readonly<Record<string, readonly ValueMap[]>> = {
  [INSTANCE]: [
    {
      status: "Stopped",
      volumeTags: { a: "b" },
      secondaryPrivateIpAddressCount: 1,
      maintenanceAction: "Stop",
      httpTokens: "required",
    },
  ],
  [INSTANCE_SET]: [{ tags: { a: "b" }, excludeInstanceFilter: { key: "InstanceName", values: ["web-1"] } }],
  [DISK]: [{ deleteAutoSnapshot: true }],
  [RULE]: [{ type: "ingress" }, { type: "egress" }],
  "alicloud:ecs/ecsKeyPairAttachment:EcsKeyPairAttachment": [{ force: true, instanceIds: ["i-1"] }],
  "alicloud:ecs/securityGroup:SecurityGroup": [{ innerAccess: false }],
  "alicloud:ecs/ecsKeyPair:EcsKeyPair": [{}, { publicKey: "ssh-rsa" }],
  "alicloud:ecs/imagePipelineExecution:ImagePipelineExecution": [{ status: "CANCELLED" }],
};

/** What the state says of a resource that goes. */
export const DELETIONS: Readonly<Record<string, readonly ValueMap[]>> = {
  [INSTANCE]: [{ instanceChargeType: "PrePaid", forceDelete: true }],
  [RULE]: [{ type: "ingress" }, { type: "egress" }],
  "alicloud:ecs/image:Image": [{ deleteAutoSnapshot: true }],
  "alicloud:ecs/imageCopy:ImageCopy": [{ deleteAutoSnapshot: true }],
  "alicloud:emrv2/cluster:Cluster": [{ paymentType: "Subscription" }],
};

/**
 * Where the source says more than the facts, each with the place in it. Found while the models were read from the
 * source; the facts stay as they were collected.
 */
export const CORRECTIONS: Readonly<Record<string, readonly string[]>> = {
  // Creating ends in the update function, which sends tags and the renewal of a new resource too.
  // resource_alicloud_ecs_elasticity_assurance.go 352 and 381
  "alicloud:ecs/elasticityAssurance:ElasticityAssurance.create": [
    "ModifyElasticityAssuranceAutoRenewAttribute",
    "TagResources",
  ],
  // Likewise with status CANCELLED: resource_alicloud_ecs_image_pipeline_execution.go 87 and 123
  "alicloud:ecs/imagePipelineExecution:ImagePipelineExecution.create": ["CancelImagePipelineExecution"],
  // The SDK has it and the provider has not; it belongs to the options that this call sets.
  [`${INSTANCE}.update.instanceMetadataTags`]: ["ModifyInstanceMetadataOptions"],
  // Every other property makes a new version: the facts name a few of them. Every update of a template that has as many
  // versions as it may deletes the oldest, line 989 of resource_alicloud_ecs_launch_template.go, and with
  // updateDefaultVersionNumber moves the default, line 1398.
  [`${TEMPLATE}.update`]: [
    "CreateLaunchTemplateVersion",
    "DeleteLaunchTemplateVersion",
    "ModifyLaunchTemplateDefaultVersion",
  ],
};
