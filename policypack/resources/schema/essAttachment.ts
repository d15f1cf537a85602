import type { AttachmentArgs, AttachmentState } from "@pulumi/alicloud/ess";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ess/attachment:Attachment`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const essAttachmentSchema = {
  entrusted: "Bool optional forceNew default=false",
  force: "Bool optional default=false",
  instanceIds: "Set required",
  lifecycleHook: "Bool optional forceNew",
  loadBalancerWeights: "Set optional computed forceNew",
  scalingGroupId: "String required forceNew",
} as const satisfies SchemaOf<AttachmentArgs & AttachmentState>;
