import type { EcsSnapshotGroupArgs, EcsSnapshotGroupState } from "@pulumi/alicloud/ecs";
import { defineModel, type StepContext } from "../model";
import { type Target, diskTarget, instanceTarget } from "../../domain/targets";
import { snapshotGroupSchema } from "../schema/snapshotGroup";
import { ids, tagSteps } from "../steps";

/**
 * The disks that are named, or else the instance: a group without diskIds takes every disk of its instance, and those
 * are In_use, so the instance's lock decides on all of them.
 */
function taken({ change: { after } }: StepContext): Target[] {
  const excluded = ids(after.excludeDiskIds);
  const named = ids(after.diskIds).filter((diskId) => !excluded.includes(diskId));
  return named.length > 0 ? named.map(diskTarget) : ids(after.instanceId).map(instanceTarget);
}

/** `alicloud:ecs/ecsSnapshotGroup:EcsSnapshotGroup` */
export const snapshotGroup = defineModel<EcsSnapshotGroupArgs, EcsSnapshotGroupState>()({
  types: ["alicloud:ecs/ecsSnapshotGroup:EcsSnapshotGroup"],
  schema: snapshotGroupSchema,
  create: [
    { operation: "CreateSnapshotGroup", targets: taken, note: "the disks of diskIds, else every disk of the instance" },
  ],
  update: [
    { operation: "ModifySnapshotGroup", on: ["description", "snapshotGroupName"] },
    ...tagSteps("tags" as const),
  ],
  delete: [{ operation: "DeleteSnapshotGroup" }],
  // Other disks in an existing group are an update that takes no new snapshots.
  silent: ["diskIds", "excludeDiskIds", "instantAccess", "instantAccessRetentionDays", "resourceGroupId"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_snapshot_group.go",
});
