import type { AutoSnapshotPolicyArgs, AutoSnapshotPolicyState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/autoSnapshotPolicy:AutoSnapshotPolicy` and `alicloud:ecs/snapshotPolicy:SnapshotPolicy`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 * The rows after the blank line are in @pulumi/alicloud 3.108.0 and not in that provider; their flags are read from the SDK.
 */
export const autoSnapshotPolicySchema = {
  autoSnapshotPolicyName: "String optional computed",
  copiedSnapshotsRetentionDays: "Int optional computed",
  copyEncryptionConfiguration: {
    flags: "List optional maxItems=1",
    block: {
      encrypted: "Bool optional",
      kmsKeyId: "String optional",
    },
  },
  createTime: "String computed",
  enableCrossRegionCopy: "Bool optional",
  name: "String optional computed deprecated",
  regionId: "String computed",
  repeatWeekdays: "List required",
  resourceGroupId: "String optional",
  retentionDays: "Int required",
  status: "String computed",
  tags: "Map optional",
  targetCopyRegions: "Set optional",
  timePoints: "List required",

  associationType: "String optional",
  targetTags: "Map optional",
} as const satisfies SchemaOf<AutoSnapshotPolicyArgs & AutoSnapshotPolicyState>;
