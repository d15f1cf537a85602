import type { RamRoleAttachmentArgs, RamRoleAttachmentState } from "@pulumi/alicloud/ecs";
import { defineModel, type StepContext } from "../model";
import { type Target, instanceTarget } from "../../domain/targets";
import { ramRoleAttachmentSchema } from "../schema/ramRoleAttachment";
import { idParts, ids } from "../steps";

/** By the resource id, `instanceId:ramRoleName`, as the provider takes it. */
const detached = ({ change: { id, before } }: StepContext): Target[] =>
  ids(idParts(id)[0] ?? before.instanceId).map(instanceTarget);

/** `alicloud:ecs/ramRoleAttachment:RamRoleAttachment` */
export const ramRoleAttachment = defineModel<RamRoleAttachmentArgs, RamRoleAttachmentState>()({
  types: ["alicloud:ecs/ramRoleAttachment:RamRoleAttachment"],
  schema: ramRoleAttachmentSchema,
  create: [
    { operation: "AttachInstanceRamRole", targets: ({ change }) => ids(change.after.instanceId).map(instanceTarget) },
  ],
  update: [],
  delete: [{ operation: "DetachInstanceRamRole", targets: detached }],
  silent: ["policy"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_ram_role_attachment.go",
});
