import type {
  EnterpriseSnapshotPolicyAttachmentArgs,
  EnterpriseSnapshotPolicyAttachmentState,
} from "@pulumi/alicloud/ebs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ebs/enterpriseSnapshotPolicyAttachment:EnterpriseSnapshotPolicyAttachment`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const enterpriseSnapshotPolicyAttachmentSchema = {
  diskId: "String optional computed forceNew",
  policyId: "String required forceNew",
} as const satisfies SchemaOf<EnterpriseSnapshotPolicyAttachmentArgs & EnterpriseSnapshotPolicyAttachmentState>;
