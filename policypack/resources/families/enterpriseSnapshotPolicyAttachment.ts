import type {
  EnterpriseSnapshotPolicyAttachmentArgs,
  EnterpriseSnapshotPolicyAttachmentState,
} from "@pulumi/alicloud/ebs";
import { defineModel } from "../model";
import { enterpriseSnapshotPolicyAttachmentSchema } from "../schema/enterpriseSnapshotPolicyAttachment";

/** `alicloud:ebs/enterpriseSnapshotPolicyAttachment:EnterpriseSnapshotPolicyAttachment` */
export const enterpriseSnapshotPolicyAttachment = defineModel<
  EnterpriseSnapshotPolicyAttachmentArgs,
  EnterpriseSnapshotPolicyAttachmentState
>()({
  types: ["alicloud:ebs/enterpriseSnapshotPolicyAttachment:EnterpriseSnapshotPolicyAttachment"],
  schema: enterpriseSnapshotPolicyAttachmentSchema,
  product: "EBS",
  create: [],
  update: [],
  delete: [],
  silent: [],
  source:
    "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ebs_enterprise_snapshot_policy_attachment.go",
});
