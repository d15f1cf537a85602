import type { EcsKeyPairAttachmentArgs, EcsKeyPairAttachmentState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ecsKeyPairAttachment:EcsKeyPairAttachment` and `alicloud:ecs/keyPairAttachment:KeyPairAttachment`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const keyPairAttachmentSchema = {
  force: "Bool optional forceNew",
  instanceIds: "Set required forceNew",
  keyName: "String optional computed forceNew deprecated",
  keyPairName: "String optional computed forceNew",
} as const satisfies SchemaOf<EcsKeyPairAttachmentArgs & EcsKeyPairAttachmentState>;
