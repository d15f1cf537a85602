import { aliyunCommand } from "./families/aliyunCommand";
import { autoProvisioningGroup } from "./families/autoProvisioningGroup";
import { autoSnapshotPolicy } from "./families/autoSnapshotPolicy";
import { autoSnapshotPolicyAttachment } from "./families/autoSnapshotPolicyAttachment";
import { capacityReservation } from "./families/capacityReservation";
import { cenInstanceAttachment } from "./families/cenInstanceAttachment";
import { command } from "./families/command";
import { dedicatedHost } from "./families/dedicatedHost";
import { deploymentSet } from "./families/deploymentSet";
import { disk } from "./families/disk";
import { diskAttachment } from "./families/diskAttachment";
import { diskReplicaPair } from "./families/diskReplicaPair";
import { edasInstanceClusterAttachment } from "./families/edasInstanceClusterAttachment";
import { eipAddress } from "./families/eipAddress";
import { eipAssociation } from "./families/eipAssociation";
import { elasticityAssurance } from "./families/elasticityAssurance";
import { emrCluster } from "./families/emrCluster";
import { enterpriseSnapshotPolicyAttachment } from "./families/enterpriseSnapshotPolicyAttachment";
import { essAttachment } from "./families/essAttachment";
import { image } from "./families/image";
import { imageComponent } from "./families/imageComponent";
import { imageCopy } from "./families/imageCopy";
import { imageExport } from "./families/imageExport";
import { imageImport } from "./families/imageImport";
import { imagePipeline } from "./families/imagePipeline";
import { imagePipelineExecution } from "./families/imagePipelineExecution";
import { imageSharePermission } from "./families/imageSharePermission";
import { instance } from "./families/instance";
import { instanceSet } from "./families/instanceSet";
import { invocation } from "./families/invocation";
import { keyPair } from "./families/keyPair";
import { keyPairAttachment } from "./families/keyPairAttachment";
import { launchTemplate } from "./families/launchTemplate";
import { networkInterface } from "./families/networkInterface";
import { networkInterfaceAttachment } from "./families/networkInterfaceAttachment";
import { networkInterfacePermission } from "./families/networkInterfacePermission";
import { nodePool } from "./families/nodePool";
import { oosExecution } from "./families/oosExecution";
import { prefixList } from "./families/prefixList";
import { ramRoleAttachment } from "./families/ramRoleAttachment";
import { reservedInstance } from "./families/reservedInstance";
import { roleAttachment } from "./families/roleAttachment";
import { scalingGroup } from "./families/scalingGroup";
import { securityGroup } from "./families/securityGroup";
import { securityGroupRule } from "./families/securityGroupRule";
import { slbAttachment } from "./families/slbAttachment";
import { slbBackendServer } from "./families/slbBackendServer";
import { snapshot } from "./families/snapshot";
import { snapshotGroup } from "./families/snapshotGroup";
import type { ResourceModel } from "./model";

/** Every family of resources, those that can act on an instance or an attached disk first. */
export const FAMILIES: Readonly<Record<string, ResourceModel>> = {
  instance,
  instanceSet,
  disk,
  diskAttachment,
  keyPairAttachment,
  snapshot,
  snapshotGroup,
  image,
  aliyunCommand,
  oosExecution,
  autoProvisioningGroup,
  autoSnapshotPolicy,
  autoSnapshotPolicyAttachment,
  capacityReservation,
  cenInstanceAttachment,
  command,
  dedicatedHost,
  deploymentSet,
  diskReplicaPair,
  edasInstanceClusterAttachment,
  eipAddress,
  eipAssociation,
  elasticityAssurance,
  emrCluster,
  enterpriseSnapshotPolicyAttachment,
  essAttachment,
  imageComponent,
  imageCopy,
  imageExport,
  imageImport,
  imagePipeline,
  imagePipelineExecution,
  imageSharePermission,
  invocation,
  keyPair,
  launchTemplate,
  networkInterface,
  networkInterfaceAttachment,
  networkInterfacePermission,
  nodePool,
  prefixList,
  ramRoleAttachment,
  reservedInstance,
  roleAttachment,
  scalingGroup,
  securityGroup,
  securityGroupRule,
  slbAttachment,
  slbBackendServer,
};

const byType: ReadonlyMap<string, ResourceModel> = new Map(
  Object.values(FAMILIES).flatMap((model) => model.types.map((type) => [type, model] as const)),
);

export const MAPPED_TYPES: readonly string[] = [...byType.keys()];

/** Whether changes of this type can be turned into ECS API calls. */
export const isMapped = (type: string): boolean => byType.has(type);

/** How the provider turns changes of this type into ECS API calls; undefined: a type that is not in the map. */
export const modelOf = (type: string): ResourceModel | undefined => byType.get(type);
