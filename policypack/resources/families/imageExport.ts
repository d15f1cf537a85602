import type { ImageExportArgs, ImageExportState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { imageExportSchema } from "../schema/imageExport";

/** `alicloud:ecs/imageExport:ImageExport` */
export const imageExport = defineModel<ImageExportArgs, ImageExportState>()({
  types: ["alicloud:ecs/imageExport:ImageExport"],
  schema: imageExportSchema,
  create: [{ operation: "ExportImage" }],
  update: [],
  delete: [],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_image_export.go",
});
