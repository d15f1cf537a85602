import type { EcsNetworkInterfaceAttachmentArgs, EcsNetworkInterfaceAttachmentState } from "@pulumi/alicloud/ecs";
import type { NetworkInterfaceAttachmentArgs, NetworkInterfaceAttachmentState } from "@pulumi/alicloud/vpc";
import { defineModel, type StepContext } from "../model";
import { type Target, instanceTarget } from "../../domain/targets";
import { networkInterfaceAttachmentSchema } from "../schema/networkInterfaceAttachment";
import { idParts, ids } from "../steps";

/** By the resource id, `networkInterfaceId:instanceId`, as the provider takes it. */
const detached = ({ change: { id, before } }: StepContext): Target[] =>
  ids(idParts(id)[1] ?? before.instanceId).map(instanceTarget);

/** `alicloud:ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment` and `alicloud:vpc/networkInterfaceAttachment:NetworkInterfaceAttachment` */
export const networkInterfaceAttachment = defineModel<
  EcsNetworkInterfaceAttachmentArgs & NetworkInterfaceAttachmentArgs,
  EcsNetworkInterfaceAttachmentState & NetworkInterfaceAttachmentState
>()({
  types: [
    "alicloud:ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment",
    "alicloud:vpc/networkInterfaceAttachment:NetworkInterfaceAttachment",
  ],
  schema: networkInterfaceAttachmentSchema,
  create: [
    { operation: "AttachNetworkInterface", targets: ({ change }) => ids(change.after.instanceId).map(instanceTarget) },
  ],
  update: [],
  delete: [{ operation: "DetachNetworkInterface", targets: detached }],
  silent: ["waitForNetworkConfigurationReady"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_network_interface_attachment.go",
});
