import type { DiskReplicaPairArgs, DiskReplicaPairState } from "@pulumi/alicloud/ebs";
import { defineModel } from "../model";
import { diskReplicaPairSchema } from "../schema/diskReplicaPair";

/** `alicloud:ebs/diskReplicaPair:DiskReplicaPair` */
export const diskReplicaPair = defineModel<DiskReplicaPairArgs, DiskReplicaPairState>()({
  types: ["alicloud:ebs/diskReplicaPair:DiskReplicaPair"],
  schema: diskReplicaPairSchema,
  product: "EBS",
  create: [],
  update: [],
  delete: [],
  silent: [
    "description",
    "diskReplicaPairName",
    "oneShot",
    "pairName",
    "period",
    "periodUnit",
    "resourceGroupId",
    "reverseReplicate",
    "tags",
  ],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ebs_disk_replica_pair.go",
});
