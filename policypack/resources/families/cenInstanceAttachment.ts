import type { InstanceAttachmentArgs, InstanceAttachmentState } from "@pulumi/alicloud/cen";
import { defineModel } from "../model";
import { cenInstanceAttachmentSchema } from "../schema/cenInstanceAttachment";

/** `alicloud:cen/instanceAttachment:InstanceAttachment` */
export const cenInstanceAttachment = defineModel<InstanceAttachmentArgs, InstanceAttachmentState>()({
  types: ["alicloud:cen/instanceAttachment:InstanceAttachment"],
  schema: cenInstanceAttachmentSchema,
  product: "CEN",
  create: [],
  update: [],
  delete: [],
  silent: ["cenOwnerId", "childInstanceOwnerId"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_cen_instance_attachment.go",
});
