import type { EcsSnapshotArgs, EcsSnapshotState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ecsSnapshot:EcsSnapshot` and `alicloud:ecs/snapshot:Snapshot`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 * The rows after the blank line are in @pulumi/alicloud 3.108.0 and not in that provider; their flags are read from the SDK.
 */
export const snapshotSchema = {
  category: "String optional computed forceNew",
  createTime: "String computed",
  description: "String optional",
  diskId: "String required forceNew",
  force: "Bool optional",
  instantAccess: "Bool optional deprecated",
  instantAccessRetentionDays: "Int optional deprecated",
  name: "String optional computed deprecated",
  regionId: "String computed",
  resourceGroupId: "String optional",
  retentionDays: "Int optional",
  snapshotName: "String optional computed",
  status: "String computed",
  tags: "Map optional",

  available: "Bool computed",
  waitUntil: "String optional",
} as const satisfies SchemaOf<EcsSnapshotArgs & EcsSnapshotState>;
