import type { AttachmentArgs, AttachmentState } from "@pulumi/alicloud/slb";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:slb/attachment:Attachment`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const slbAttachmentSchema = {
  backendServers: "String optional computed",
  deleteProtectionValidation: "Bool optional default=false",
  instanceIds: "Set required",
  loadBalancerId: "String required",
  serverType: 'String optional default="ecs"',
  weight: "Int optional default=100",
} as const satisfies SchemaOf<AttachmentArgs & AttachmentState>;
