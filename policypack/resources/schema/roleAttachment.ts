import type { RoleAttachmentArgs, RoleAttachmentState } from "@pulumi/alicloud/ram";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ram/roleAttachment:RoleAttachment`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const roleAttachmentSchema = {
  instanceIds: "Set required forceNew",
  roleName: "String required forceNew",
} as const satisfies SchemaOf<RoleAttachmentArgs & RoleAttachmentState>;
