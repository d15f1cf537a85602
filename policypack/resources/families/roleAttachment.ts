import type { RoleAttachmentArgs, RoleAttachmentState } from "@pulumi/alicloud/ram";
import { defineModel, type StepContext } from "../model";
import { type Target, instanceTarget } from "../../domain/targets";
import { roleAttachmentSchema } from "../schema/roleAttachment";
import { idParts, ids, listedIds } from "../steps";

/** By the resource id, `roleName:["i-1","i-2"]`, as the provider takes them. */
function detached({ change: { id, before } }: StepContext): Target[] {
  const named = listedIds(idParts(id)[1]);
  return (named.length > 0 ? named : ids(before.instanceIds)).map(instanceTarget);
}

/** `alicloud:ram/roleAttachment:RoleAttachment` */
export const roleAttachment = defineModel<RoleAttachmentArgs, RoleAttachmentState>()({
  types: ["alicloud:ram/roleAttachment:RoleAttachment"],
  schema: roleAttachmentSchema,
  create: [
    { operation: "AttachInstanceRamRole", targets: ({ change }) => ids(change.after.instanceIds).map(instanceTarget) },
  ],
  update: [],
  delete: [{ operation: "DetachInstanceRamRole", targets: detached }],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ram_role_attachment.go",
});
