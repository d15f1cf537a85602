import type { ClusterArgs, ClusterState } from "@pulumi/alicloud/emrv2";
import { defineModel, type StepContext } from "../model";
import { emrClusterSchema } from "../schema/emrCluster";
import { maybe } from "../steps";

/**
 * The nodes of Subscription node groups are turned to PostPaid and deleted one by one. Their ids are known to E-MapReduce
 * only (ListNodes) and are no property, so the calls have no target, and no effect on an instance can be named.
 */
const subscribed = ({ change }: StepContext): boolean => maybe(change.before.paymentType, "Subscription");

/** `alicloud:emrv2/cluster:Cluster` */
export const emrCluster = defineModel<ClusterArgs, ClusterState>()({
  types: ["alicloud:emrv2/cluster:Cluster"],
  schema: emrClusterSchema,
  product: "E-MapReduce",
  create: [],
  update: [],
  delete: [
    {
      operation: "ModifyInstanceChargeType",
      when: subscribed,
      note: "nodes of Subscription node groups, which no property names",
    },
    {
      operation: "DeleteInstance",
      when: subscribed,
      note: "nodes of Subscription node groups, which no property names",
    },
  ],
  silent: [
    "applicationConfigs",
    "bootstrapScripts",
    "clusterName",
    "deletionProtection",
    "logCollectStrategy",
    "nodeGroups",
    "paymentType",
    "resourceGroupId",
    "securityMode",
    "subscriptionConfig",
    "tags",
  ],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_emrv2_cluster.go",
});
