import type { InstanceClusterAttachmentArgs, InstanceClusterAttachmentState } from "@pulumi/alicloud/edas";
import { defineModel } from "../model";
import { edasInstanceClusterAttachmentSchema } from "../schema/edasInstanceClusterAttachment";

/** `alicloud:edas/instanceClusterAttachment:InstanceClusterAttachment` */
export const edasInstanceClusterAttachment = defineModel<
  InstanceClusterAttachmentArgs,
  InstanceClusterAttachmentState
>()({
  types: ["alicloud:edas/instanceClusterAttachment:InstanceClusterAttachment"],
  schema: edasInstanceClusterAttachmentSchema,
  product: "EDAS",
  create: [],
  update: [],
  delete: [],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_edas_instance_cluster_attachment.go",
});
