import type { ImageArgs, ImageState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/image:Image`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const imageSchema = {
  architecture: 'String optional forceNew default="x86_64"',
  bootMode: "String optional computed",
  createTime: "String computed",
  deleteAutoSnapshot: "Bool optional",
  description: "String optional",
  detectionStrategy: "String optional",
  diskDeviceMappings: {
    flags: "List optional computed forceNew",
    block: {
      device: "String optional computed forceNew",
      diskType: "String optional computed forceNew",
      format: "String computed",
      importOssBucket: "String computed",
      importOssObject: "String computed",
      progress: "String computed",
      remainTime: "Int computed",
      size: "Int optional computed forceNew",
      snapshotId: "String optional computed forceNew",
    },
  },
  features: {
    flags: "List optional computed maxItems=1",
    block: {
      nvmeSupport: "String optional computed forceNew",
    },
  },
  force: "Bool optional default=false",
  imageFamily: "String optional",
  imageName: "String optional computed",
  imageVersion: "String optional forceNew",
  instanceId: "String optional",
  licenseType: "String optional",
  name: "String optional computed deprecated",
  platform: "String optional computed forceNew",
  resourceGroupId: "String optional computed",
  snapshotId: "String optional",
  status: "String computed",
  tags: "Map optional",
  usable: "Bool computed",
} as const satisfies SchemaOf<ImageArgs & ImageState>;
