import type { InstanceClusterAttachmentArgs, InstanceClusterAttachmentState } from "@pulumi/alicloud/edas";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:edas/instanceClusterAttachment:InstanceClusterAttachment`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const edasInstanceClusterAttachmentSchema = {
  clusterId: "String required forceNew",
  clusterMemberIds: "Map computed",
  ecuMap: "Map computed",
  instanceIds: "List required forceNew",
  statusMap: "Map computed",
} as const satisfies SchemaOf<InstanceClusterAttachmentArgs & InstanceClusterAttachmentState>;
