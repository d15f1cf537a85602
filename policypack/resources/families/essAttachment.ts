import type { AttachmentArgs, AttachmentState } from "@pulumi/alicloud/ess";
import { effectsOn, goneMembers } from "../effects";
import { defineModel } from "../model";
import { type ResourceChange } from "../../domain/decisions";
import { type ServerSideEffect } from "../../domain/calls";
import { essAttachmentSchema } from "../schema/essAttachment";

/** RemoveInstances: Auto Scaling releases the instances that it was entrusted with, and lets go of the others. */
function effects(change: ResourceChange): ServerSideEffect[] {
  const entrusted = change.before.entrusted === true;
  const action = entrusted ? "releases the instance" : "removes the instance from its scaling group";
  return effectsOn(goneMembers(change, "instanceIds"), "Auto Scaling", action, change, "instanceIds");
}

/** `alicloud:ess/attachment:Attachment` */
export const essAttachment = defineModel<AttachmentArgs, AttachmentState>()({
  types: ["alicloud:ess/attachment:Attachment"],
  schema: essAttachmentSchema,
  product: "Auto Scaling",
  effects,
  create: [],
  update: [],
  delete: [],
  silent: ["force", "instanceIds"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ess_attachment.go",
});
