import type { RamRoleAttachmentArgs, RamRoleAttachmentState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ramRoleAttachment:RamRoleAttachment`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const ramRoleAttachmentSchema = {
  instanceId: "String required forceNew",
  policy: "String optional",
  ramRoleName: "String required forceNew",
} as const satisfies SchemaOf<RamRoleAttachmentArgs & RamRoleAttachmentState>;
