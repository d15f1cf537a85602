import { createRequire } from "node:module";
import type { ResourceModel } from "./model";

/**
 * Every family of resources and its types, those that can act on an instance or an attached disk first. The model of a
 * family is the constant of the same name in the file of the same name: it is loaded when a stack has such a resource.
 */
export const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  instance: ["alicloud:ecs/instance:Instance"],
  instanceSet: ["alicloud:ecs/ecsInstanceSet:EcsInstanceSet"],
  disk: ["alicloud:ecs/ecsDisk:EcsDisk", "alicloud:ecs/disk:Disk"],
  diskAttachment: ["alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment", "alicloud:ecs/diskAttachment:DiskAttachment"],
  keyPairAttachment: [
    "alicloud:ecs/ecsKeyPairAttachment:EcsKeyPairAttachment",
    "alicloud:ecs/keyPairAttachment:KeyPairAttachment",
  ],
  snapshot: ["alicloud:ecs/ecsSnapshot:EcsSnapshot", "alicloud:ecs/snapshot:Snapshot"],
  snapshotGroup: ["alicloud:ecs/ecsSnapshotGroup:EcsSnapshotGroup"],
  image: ["alicloud:ecs/image:Image"],
  aliyunCommand: ["command:local:Command"],
  oosExecution: ["alicloud:oos/execution:Execution"],
  autoProvisioningGroup: ["alicloud:ecs/autoProvisioningGroup:AutoProvisioningGroup"],
  autoSnapshotPolicy: [
    "alicloud:ecs/autoSnapshotPolicy:AutoSnapshotPolicy",
    "alicloud:ecs/snapshotPolicy:SnapshotPolicy",
  ],
  autoSnapshotPolicyAttachment: ["alicloud:ecs/ecsAutoSnapshotPolicyAttachment:EcsAutoSnapshotPolicyAttachment"],
  capacityReservation: ["alicloud:ecs/capacityReservation:CapacityReservation"],
  cenInstanceAttachment: ["alicloud:cen/instanceAttachment:InstanceAttachment"],
  command: ["alicloud:ecs/command:Command"],
  dedicatedHost: ["alicloud:ecs/dedicatedHost:DedicatedHost"],
  deploymentSet: ["alicloud:ecs/ecsDeploymentSet:EcsDeploymentSet"],
  diskReplicaPair: ["alicloud:ebs/diskReplicaPair:DiskReplicaPair"],
  edasInstanceClusterAttachment: ["alicloud:edas/instanceClusterAttachment:InstanceClusterAttachment"],
  eipAddress: ["alicloud:ecs/eipAddress:EipAddress"],
  eipAssociation: ["alicloud:ecs/eipAssociation:EipAssociation"],
  elasticityAssurance: ["alicloud:ecs/elasticityAssurance:ElasticityAssurance"],
  emrCluster: ["alicloud:emrv2/cluster:Cluster"],
  enterpriseSnapshotPolicyAttachment: [
    "alicloud:ebs/enterpriseSnapshotPolicyAttachment:EnterpriseSnapshotPolicyAttachment",
  ],
  essAttachment: ["alicloud:ess/attachment:Attachment"],
  imageComponent: ["alicloud:ecs/ecsImageComponent:EcsImageComponent"],
  imageCopy: ["alicloud:ecs/imageCopy:ImageCopy", "alicloud:ecs/copyImage:CopyImage"],
  imageExport: ["alicloud:ecs/imageExport:ImageExport"],
  imageImport: ["alicloud:ecs/imageImport:ImageImport"],
  imagePipeline: ["alicloud:ecs/ecsImagePipeline:EcsImagePipeline"],
  imagePipelineExecution: ["alicloud:ecs/imagePipelineExecution:ImagePipelineExecution"],
  imageSharePermission: ["alicloud:ecs/imageSharePermission:ImageSharePermission"],
  invocation: ["alicloud:ecs/ecsInvocation:EcsInvocation"],
  keyPair: ["alicloud:ecs/ecsKeyPair:EcsKeyPair", "alicloud:ecs/keyPair:KeyPair"],
  launchTemplate: ["alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate", "alicloud:ecs/launchTemplate:LaunchTemplate"],
  networkInterface: [
    "alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface",
    "alicloud:vpc/networkInterface:NetworkInterface",
  ],
  networkInterfaceAttachment: [
    "alicloud:ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment",
    "alicloud:vpc/networkInterfaceAttachment:NetworkInterfaceAttachment",
  ],
  networkInterfacePermission: ["alicloud:ecs/ecsNetworkInterfacePermission:EcsNetworkInterfacePermission"],
  nodePool: ["alicloud:cs/nodePool:NodePool"],
  prefixList: ["alicloud:ecs/ecsPrefixList:EcsPrefixList"],
  ramRoleAttachment: ["alicloud:ecs/ramRoleAttachment:RamRoleAttachment"],
  reservedInstance: ["alicloud:ecs/reservedInstance:ReservedInstance"],
  roleAttachment: ["alicloud:ram/roleAttachment:RoleAttachment"],
  scalingGroup: ["alicloud:ess/scalingGroup:ScalingGroup"],
  securityGroup: ["alicloud:ecs/securityGroup:SecurityGroup"],
  securityGroupRule: ["alicloud:ecs/securityGroupRule:SecurityGroupRule"],
  slbAttachment: ["alicloud:slb/attachment:Attachment"],
  slbBackendServer: ["alicloud:slb/backendServer:BackendServer"],
};

const familyOf: ReadonlyMap<string, string> = new Map(
  Object.entries(FAMILIES).flatMap(([family, types]) => types.map((type) => [type, family] as const)),
);

export const MAPPED_TYPES: readonly string[] = [...familyOf.keys()];

/** Whether changes of this type can be turned into ECS API calls. */
export const isMapped = (type: string): boolean => familyOf.has(type);

const loadFile = createRequire(__filename);
const loaded = new Map<string, ResourceModel>();

/** How the provider turns changes of this type into ECS API calls; undefined: a type that is not in the map. */
export function modelOf(type: string): ResourceModel | undefined {
  const family = familyOf.get(type);
  return family === undefined ? undefined : (loaded.get(family) ?? load(family));
}

function load(family: string): ResourceModel {
  const model = (loadFile(`./${family}`) as Readonly<Record<string, ResourceModel | undefined>>)[family];
  if (model === undefined) throw new Error(`no model of ${family}`);
  loaded.set(family, model);
  return model;
}
