import type { ImageSharePermissionArgs, ImageSharePermissionState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { imageSharePermissionSchema } from "../schema/imageSharePermission";

/** `alicloud:ecs/imageSharePermission:ImageSharePermission` */
export const imageSharePermission = defineModel<ImageSharePermissionArgs, ImageSharePermissionState>()({
  types: ["alicloud:ecs/imageSharePermission:ImageSharePermission"],
  schema: imageSharePermissionSchema,
  create: [{ operation: "ModifyImageSharePermission" }],
  update: [],
  delete: [{ operation: "ModifyImageSharePermission" }],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_image_share_permission.go",
});
