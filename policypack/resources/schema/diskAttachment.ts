import type { EcsDiskAttachmentArgs, EcsDiskAttachmentState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment` and `alicloud:ecs/diskAttachment:DiskAttachment`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const diskAttachmentSchema = {
  bootable: "Bool optional forceNew default=false",
  deleteWithInstance: "Bool optional default=false",
  device: "String computed",
  diskId: "String required forceNew",
  instanceId: "String required forceNew",
  keyPairName: "String optional forceNew",
  password: "String optional forceNew",
} as const satisfies SchemaOf<EcsDiskAttachmentArgs & EcsDiskAttachmentState>;
