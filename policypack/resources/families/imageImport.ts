import type { ImageImportArgs, ImageImportState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { imageImportSchema } from "../schema/imageImport";

/** `alicloud:ecs/imageImport:ImageImport` */
export const imageImport = defineModel<ImageImportArgs, ImageImportState>()({
  types: ["alicloud:ecs/imageImport:ImageImport"],
  schema: imageImportSchema,
  create: [{ operation: "ImportImage" }],
  update: [{ operation: "ModifyImageAttribute", on: ["description", "imageName"] }],
  delete: [{ operation: "DeleteImage" }],
  silent: ["licenseType"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_image_import.go",
});
