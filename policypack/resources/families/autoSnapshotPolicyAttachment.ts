import type { EcsAutoSnapshotPolicyAttachmentArgs, EcsAutoSnapshotPolicyAttachmentState } from "@pulumi/alicloud/ecs";
import { defineModel, type StepContext } from "../model";
import { type Target, diskTarget } from "../../domain/targets";
import { autoSnapshotPolicyAttachmentSchema } from "../schema/autoSnapshotPolicyAttachment";
import { idParts, ids } from "../steps";

/** By the resource id, `autoSnapshotPolicyId:diskId`, as the provider takes it. */
const released = ({ change: { id, before } }: StepContext): Target[] =>
  ids(idParts(id)[1] ?? before.diskId).map(diskTarget);

/** `alicloud:ecs/ecsAutoSnapshotPolicyAttachment:EcsAutoSnapshotPolicyAttachment` */
export const autoSnapshotPolicyAttachment = defineModel<
  EcsAutoSnapshotPolicyAttachmentArgs,
  EcsAutoSnapshotPolicyAttachmentState
>()({
  types: ["alicloud:ecs/ecsAutoSnapshotPolicyAttachment:EcsAutoSnapshotPolicyAttachment"],
  schema: autoSnapshotPolicyAttachmentSchema,
  create: [{ operation: "ApplyAutoSnapshotPolicy", targets: ({ change }) => ids(change.after.diskId).map(diskTarget) }],
  update: [],
  delete: [{ operation: "CancelAutoSnapshotPolicy", targets: released }],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_auto_snapshot_policy_attachment.go",
});
