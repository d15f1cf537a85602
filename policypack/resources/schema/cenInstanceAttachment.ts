import type { InstanceAttachmentArgs, InstanceAttachmentState } from "@pulumi/alicloud/cen";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:cen/instanceAttachment:InstanceAttachment`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const cenInstanceAttachmentSchema = {
  cenOwnerId: "Int optional",
  childInstanceId: "String required forceNew",
  childInstanceOwnerId: "Int optional computed",
  childInstanceRegionId: "String required forceNew",
  childInstanceType: "String required forceNew",
  instanceId: "String required forceNew",
  status: "String computed",
} as const satisfies SchemaOf<InstanceAttachmentArgs & InstanceAttachmentState>;
