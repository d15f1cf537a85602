import type { EcsAutoSnapshotPolicyAttachmentArgs, EcsAutoSnapshotPolicyAttachmentState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ecsAutoSnapshotPolicyAttachment:EcsAutoSnapshotPolicyAttachment`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const autoSnapshotPolicyAttachmentSchema = {
  autoSnapshotPolicyId: "String required forceNew",
  diskId: "String required forceNew",
  regionId: "String computed",
} as const satisfies SchemaOf<EcsAutoSnapshotPolicyAttachmentArgs & EcsAutoSnapshotPolicyAttachmentState>;
