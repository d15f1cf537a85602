import type { DiskReplicaPairArgs, DiskReplicaPairState } from "@pulumi/alicloud/ebs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ebs/diskReplicaPair:DiskReplicaPair`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const diskReplicaPairSchema = {
  bandwidth: "Int optional forceNew",
  createTime: "Int computed",
  description: "String optional",
  destinationDiskId: "String required forceNew",
  destinationRegionId: "String required forceNew",
  destinationZoneId: "String required forceNew",
  diskId: "String required forceNew",
  diskReplicaPairName: "String optional computed",
  oneShot: "Bool optional",
  pairName: "String optional computed deprecated",
  paymentType: "String optional computed forceNew diffSuppress",
  period: "Int optional",
  periodUnit: "String optional",
  regionId: "String computed",
  resourceGroupId: "String optional computed",
  reverseReplicate: "Bool optional",
  rpo: "Int optional computed forceNew",
  sourceZoneId: "String required forceNew",
  status: "String computed",
  tags: "Map optional",
} as const satisfies SchemaOf<DiskReplicaPairArgs & DiskReplicaPairState>;
