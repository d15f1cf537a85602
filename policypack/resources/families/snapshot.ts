import type { EcsSnapshotArgs, EcsSnapshotState, SnapshotArgs, SnapshotState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { snapshotSchema } from "../schema/snapshot";
import { diskTarget } from "../../domain/targets";
import { ids, tagSteps } from "../steps";

/** `alicloud:ecs/ecsSnapshot:EcsSnapshot` and `alicloud:ecs/snapshot:Snapshot` */
export const snapshot = defineModel<EcsSnapshotArgs & SnapshotArgs, EcsSnapshotState & SnapshotState>()({
  types: ["alicloud:ecs/ecsSnapshot:EcsSnapshot", "alicloud:ecs/snapshot:Snapshot"],
  schema: snapshotSchema,
  create: [
    {
      operation: "CreateSnapshot",
      targets: ({ change }) => ids(change.after.diskId).map(diskTarget),
      note: "refused while the disk is In_use on a locked instance",
    },
  ],
  // A snapshot that exists no longer acts on its disk.
  update: [
    { operation: "ModifySnapshotAttribute", on: ["description", "snapshotName", "retentionDays", "name"] },
    { operation: "JoinResourceGroup", on: ["resourceGroupId"] },
    ...tagSteps("tags" as const),
  ],
  delete: [{ operation: "DeleteSnapshot" }],
  // waitUntil is the SDK's alone: that provider does not have it.
  silent: ["force", "instantAccess", "instantAccessRetentionDays", "waitUntil"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_snapshot.go",
});
