import type { AttachmentArgs, AttachmentState } from "@pulumi/alicloud/slb";
import { defineModel } from "../model";
import { slbAttachmentSchema } from "../schema/slbAttachment";

/** `alicloud:slb/attachment:Attachment` */
export const slbAttachment = defineModel<AttachmentArgs, AttachmentState>()({
  types: ["alicloud:slb/attachment:Attachment"],
  schema: slbAttachmentSchema,
  product: "SLB",
  create: [],
  update: [],
  delete: [],
  silent: ["backendServers", "deleteProtectionValidation", "instanceIds", "loadBalancerId", "serverType", "weight"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_slb_attachment.go",
});
