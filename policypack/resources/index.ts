import { aliyunCommand } from "./aliyunCommand";
import { autoProvisioningGroup } from "./autoProvisioningGroup";
import { autoSnapshotPolicy } from "./autoSnapshotPolicy";
import { autoSnapshotPolicyAttachment } from "./autoSnapshotPolicyAttachment";
import { capacityReservation } from "./capacityReservation";
import { cenInstanceAttachment } from "./cenInstanceAttachment";
import { command } from "./command";
import { dedicatedHost } from "./dedicatedHost";
import { deploymentSet } from "./deploymentSet";
import { disk } from "./disk";
import { diskAttachment } from "./diskAttachment";
import { diskReplicaPair } from "./diskReplicaPair";
import { edasInstanceClusterAttachment } from "./edasInstanceClusterAttachment";
import { eipAddress } from "./eipAddress";
import { eipAssociation } from "./eipAssociation";
import { elasticityAssurance } from "./elasticityAssurance";
import { emrCluster } from "./emrCluster";
import { enterpriseSnapshotPolicyAttachment } from "./enterpriseSnapshotPolicyAttachment";
import { essAttachment } from "./essAttachment";
import { image } from "./image";
import { imageComponent } from "./imageComponent";
import { imageCopy } from "./imageCopy";
import { imageExport } from "./imageExport";
import { imageImport } from "./imageImport";
import { imagePipeline } from "./imagePipeline";
import { imagePipelineExecution } from "./imagePipelineExecution";
import { imageSharePermission } from "./imageSharePermission";
import { instance } from "./instance";
import { instanceSet } from "./instanceSet";
import { invocation } from "./invocation";
import { keyPair } from "./keyPair";
import { keyPairAttachment } from "./keyPairAttachment";
import { launchTemplate } from "./launchTemplate";
import { networkInterface } from "./networkInterface";
import { networkInterfaceAttachment } from "./networkInterfaceAttachment";
import { networkInterfacePermission } from "./networkInterfacePermission";
import { nodePool } from "./nodePool";
import { oosExecution } from "./oosExecution";
import { prefixList } from "./prefixList";
import { ramRoleAttachment } from "./ramRoleAttachment";
import { reservedInstance } from "./reservedInstance";
import { roleAttachment } from "./roleAttachment";
import { scalingGroup } from "./scalingGroup";
import { securityGroup } from "./securityGroup";
import { securityGroupRule } from "./securityGroupRule";
import { slbAttachment } from "./slbAttachment";
import { slbBackendServer } from "./slbBackendServer";
import { snapshot } from "./snapshot";
import { snapshotGroup } from "./snapshotGroup";
import type { ResourceModel } from "./model";

/** Every family of resources, those that can act on an instance or an attached disk first. */
const MODELS: readonly ResourceModel[] = [
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
];

const byType: ReadonlyMap<string, ResourceModel> = new Map(
  MODELS.flatMap((model) => model.types.map((type) => [type, model] as const)),
);

/** How the provider turns changes of this type into ECS API calls; undefined: a type that is not in the map. */
export const modelOf = (type: string): ResourceModel | undefined => byType.get(type);

export const MAPPED_TYPES: readonly string[] = [...byType.keys()];
