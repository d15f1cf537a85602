import type { NodePoolArgs, NodePoolState } from "@pulumi/alicloud/cs";
import { deletesOld } from "../../changes/change";
import { addedMembers, effectsOn, goneMembers } from "../effects";
import { defineModel } from "../model";
import { type ResourceChange } from "../../domain/decisions";
import { type ServerSideEffect } from "../../domain/calls";
import { nodePoolSchema } from "../schema/nodePool";
import { ids } from "../steps";

const ACK = "Container Service (ACK)";

/** An instance that joins is set up as a node; one that leaves is released without being drained. */
function effects(change: ResourceChange): ServerSideEffect[] {
  const joins = addedMembers(change, "instances");
  const attached = effectsOn(joins, ACK, "re-images and restarts the instance to make it a node", change, "instances");
  if (change.kind === "update") {
    const released = goneMembers(change, "instances");
    return [...attached, ...effectsOn(released, ACK, "releases the instance", change, "instances")];
  }
  const members = deletesOld(change) ? ids(change.before.instances) : [];
  const action = "removes the instance from the node pool, and may release it";
  return [...attached, ...effectsOn(members, ACK, action, change)];
}

/** `alicloud:cs/nodePool:NodePool` */
export const nodePool = defineModel<NodePoolArgs, NodePoolState>()({
  types: ["alicloud:cs/nodePool:NodePool"],
  schema: nodePoolSchema,
  product: "Container Service (ACK)",
  effects,
  create: [],
  update: [],
  delete: [],
  silent: [
    "autoRenew",
    "autoRenewPeriod",
    "compensateWithOnDemand",
    "containerdConfig",
    "cpuPolicy",
    "dataDisks",
    "desiredSize",
    "efloNodeGroup",
    "forceDelete",
    "formatDisk",
    "imageId",
    "imageType",
    "installCloudMonitor",
    "instanceChargeType",
    "instancePatterns",
    "instanceTypes",
    "instances",
    "internetChargeType",
    "internetMaxBandwidthOut",
    "keepInstanceName",
    "keyName",
    "kmsEncryptedPassword",
    "kmsEncryptionContext",
    "kubeletConfiguration",
    "labels",
    "management",
    "multiAzPolicy",
    "name",
    "nodeCount",
    "nodePoolName",
    "onDemandBaseCapacity",
    "onDemandPercentageAboveBaseCapacity",
    "password",
    "period",
    "periodUnit",
    "platform",
    "preUserData",
    "privatePoolOptions",
    "rdsInstances",
    "resourceGroupId",
    "rollingPolicy",
    "runtimeName",
    "runtimeVersion",
    "scalingConfig",
    "scalingPolicy",
    "spotInstancePools",
    "spotInstanceRemedy",
    "spotPriceLimits",
    "spotStrategy",
    "systemDiskBurstingEnabled",
    "systemDiskCategories",
    "systemDiskCategory",
    "systemDiskEncryptAlgorithm",
    "systemDiskEncrypted",
    "systemDiskKmsKey",
    "systemDiskPerformanceLevel",
    "systemDiskProvisionedIops",
    "systemDiskSize",
    "systemDiskSnapshotPolicyId",
    "tags",
    "taints",
    "unschedulable",
    "updateNodes",
    "upgradePolicy",
    "userData",
    "vswitchIds",
    "resourcePoolOptions",
  ],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_cs_kubernetes_node_pool.go",
});
