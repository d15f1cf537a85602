import type { EcsNetworkInterfaceAttachmentArgs, EcsNetworkInterfaceAttachmentState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment` and `alicloud:vpc/networkInterfaceAttachment:NetworkInterfaceAttachment`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const networkInterfaceAttachmentSchema = {
  instanceId: "String required forceNew",
  networkCardIndex: "Int optional forceNew",
  networkInterfaceId: "String required forceNew",
  trunkNetworkInstanceId: "String optional forceNew",
  waitForNetworkConfigurationReady: "Bool optional",
} as const satisfies SchemaOf<EcsNetworkInterfaceAttachmentArgs & EcsNetworkInterfaceAttachmentState>;
