import type { EcsDiskArgs, EcsDiskState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ecsDisk:EcsDisk` and `alicloud:ecs/disk:Disk`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const diskSchema = {
  advancedFeatures: "String optional",
  availabilityZone: "String optional computed forceNew deprecated",
  burstingEnabled: "Bool optional",
  category: 'String optional default="cloud_efficiency"',
  createTime: "String computed",
  deleteAutoSnapshot: "Bool optional default=false",
  deleteWithInstance: "Bool optional computed",
  description: "String optional",
  diskName: "String optional computed",
  dryRun: "Bool optional",
  enableAutoSnapshot: "Bool optional computed deprecated",
  encryptAlgorithm: "String optional",
  encrypted: "Bool optional computed forceNew",
  instanceId: "String optional computed",
  kmsKeyId: "String optional computed forceNew",
  multiAttach: "String optional computed forceNew",
  name: "String optional computed deprecated",
  paymentType: "String optional computed",
  performanceLevel: "String optional computed diffSuppress",
  provisionedIops: "Int optional",
  regionId: "String computed",
  resourceGroupId: "String optional computed",
  size: "Int optional computed",
  snapshotId: "String optional computed forceNew",
  status: "String computed",
  storageSetId: "String optional forceNew",
  storageSetPartitionNumber: "Int optional forceNew",
  tags: "Map optional",
  type: "String optional",
  zoneId: "String optional computed forceNew",
} as const satisfies SchemaOf<EcsDiskArgs & EcsDiskState>;
