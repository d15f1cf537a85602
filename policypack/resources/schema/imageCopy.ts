import type { ImageCopyArgs, ImageCopyState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/imageCopy:ImageCopy` and `alicloud:ecs/copyImage:CopyImage`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const imageCopySchema = {
  deleteAutoSnapshot: "Bool optional",
  description: "String optional",
  encrypted: "Bool optional forceNew",
  force: "Bool optional default=false",
  imageName: "String optional computed",
  kmsKeyId: "String optional forceNew",
  name: "String optional computed deprecated",
  sourceImageId: "String required forceNew",
  sourceRegionId: "String required forceNew",
  tags: "Map optional",
} as const satisfies SchemaOf<ImageCopyArgs & ImageCopyState>;
