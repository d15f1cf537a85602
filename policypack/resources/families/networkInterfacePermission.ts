import type { EcsNetworkInterfacePermissionArgs, EcsNetworkInterfacePermissionState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { networkInterfacePermissionSchema } from "../schema/networkInterfacePermission";

/** `alicloud:ecs/ecsNetworkInterfacePermission:EcsNetworkInterfacePermission` */
export const networkInterfacePermission = defineModel<
  EcsNetworkInterfacePermissionArgs,
  EcsNetworkInterfacePermissionState
>()({
  types: ["alicloud:ecs/ecsNetworkInterfacePermission:EcsNetworkInterfacePermission"],
  schema: networkInterfacePermissionSchema,
  create: [{ operation: "CreateNetworkInterfacePermission" }],
  update: [],
  delete: [{ operation: "DeleteNetworkInterfacePermission" }],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_network_interface_permission.go",
});
