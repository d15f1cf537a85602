import type { ImageSharePermissionArgs, ImageSharePermissionState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/imageSharePermission:ImageSharePermission`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const imageSharePermissionSchema = {
  accountId: "String required forceNew",
  imageId: "String required forceNew",
} as const satisfies SchemaOf<ImageSharePermissionArgs & ImageSharePermissionState>;
