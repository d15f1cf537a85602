import type { EcsNetworkInterfacePermissionArgs, EcsNetworkInterfacePermissionState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ecsNetworkInterfacePermission:EcsNetworkInterfacePermission`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const networkInterfacePermissionSchema = {
  accountId: "String required forceNew",
  force: "Bool optional forceNew",
  networkInterfaceId: "String required forceNew",
  permission: "String required forceNew",
  status: "String computed",
} as const satisfies SchemaOf<EcsNetworkInterfacePermissionArgs & EcsNetworkInterfacePermissionState>;
