import type { ImageExportArgs, ImageExportState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/imageExport:ImageExport`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const imageExportSchema = {
  imageId: "String required forceNew",
  ossBucket: "String required forceNew",
  ossPrefix: "String optional forceNew",
} as const satisfies SchemaOf<ImageExportArgs & ImageExportState>;
