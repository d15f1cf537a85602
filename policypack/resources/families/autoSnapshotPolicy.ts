import type {
  AutoSnapshotPolicyArgs,
  AutoSnapshotPolicyState,
  SnapshotPolicyArgs,
  SnapshotPolicyState,
} from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { autoSnapshotPolicySchema } from "../schema/autoSnapshotPolicy";
import { isSet, tagSteps } from "../steps";

/** `alicloud:ecs/autoSnapshotPolicy:AutoSnapshotPolicy` and `alicloud:ecs/snapshotPolicy:SnapshotPolicy` */
export const autoSnapshotPolicy = defineModel<
  AutoSnapshotPolicyArgs & SnapshotPolicyArgs,
  AutoSnapshotPolicyState & SnapshotPolicyState
>()({
  types: ["alicloud:ecs/autoSnapshotPolicy:AutoSnapshotPolicy", "alicloud:ecs/snapshotPolicy:SnapshotPolicy"],
  schema: autoSnapshotPolicySchema,
  create: [{ operation: "CreateAutoSnapshotPolicy" }],
  update: [
    {
      operation: "ModifyAutoSnapshotPolicyEx",
      on: [
        "retentionDays",
        "repeatWeekdays",
        "timePoints",
        "copiedSnapshotsRetentionDays",
        "enableCrossRegionCopy",
        "targetCopyRegions",
        "name",
        "autoSnapshotPolicyName",
        "copyEncryptionConfiguration",
      ],
    },
    {
      operation: "JoinResourceGroup",
      on: ["resourceGroupId"],
      when: ({ change }) => isSet(change.after.resourceGroupId),
    },
    ...tagSteps("tags" as const),
  ],
  delete: [{ operation: "DeleteAutoSnapshotPolicy" }],
  // Both are the SDK's alone: that provider does not have them.
  silent: ["associationType", "targetTags"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_auto_snapshot_policy.go",
});
