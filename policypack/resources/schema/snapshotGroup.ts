import type { EcsSnapshotGroupArgs, EcsSnapshotGroupState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ecsSnapshotGroup:EcsSnapshotGroup`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const snapshotGroupSchema = {
  description: "String optional",
  diskIds: "List optional",
  excludeDiskIds: "List optional",
  instanceId: "String optional forceNew",
  instantAccess: "Bool optional",
  instantAccessRetentionDays: "Int optional",
  resourceGroupId: "String optional computed",
  snapshotGroupName: "String optional",
  status: "String computed",
  tags: "Map optional",
} as const satisfies SchemaOf<EcsSnapshotGroupArgs & EcsSnapshotGroupState>;
