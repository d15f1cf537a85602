import type { ImageImportArgs, ImageImportState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/imageImport:ImageImport`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const imageImportSchema = {
  architecture: 'String optional forceNew default="x86_64"',
  bootMode: "String optional computed forceNew",
  description: "String optional",
  diskDeviceMappings: {
    flags: "List required forceNew",
    block: {
      device: "String optional computed forceNew",
      diskImageSize: "Int optional forceNew default=5",
      format: "String optional computed forceNew",
      ossBucket: "String optional forceNew",
      ossObject: "String optional forceNew",
    },
  },
  imageName: "String optional computed",
  licenseType: 'String optional default="Auto"',
  osType: 'String optional forceNew default="linux"',
  platform: "String optional computed forceNew",
} as const satisfies SchemaOf<ImageImportArgs & ImageImportState>;
