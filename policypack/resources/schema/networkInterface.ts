import type { EcsNetworkInterfaceArgs, EcsNetworkInterfaceState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface` and `alicloud:vpc/networkInterface:NetworkInterface`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const networkInterfaceSchema = {
  deleteOnRelease: "Bool optional computed",
  description: "String optional",
  instanceType: "String optional computed forceNew",
  ipv4PrefixCount: "Int optional computed",
  ipv4Prefixes: "Set optional computed",
  ipv6AddressCount: "Int optional computed",
  ipv6Addresses: "Set optional computed",
  mac: "String computed",
  name: "String optional computed deprecated",
  networkInterfaceName: "String optional computed",
  networkInterfaceTrafficMode: "String optional computed forceNew",
  primaryIpAddress: "String optional computed forceNew",
  privateIp: "String optional computed forceNew deprecated",
  privateIpAddresses: "Set optional computed",
  privateIps: "Set optional computed deprecated",
  privateIpsCount: "Int optional computed deprecated",
  queueNumber: "Int optional computed",
  resourceGroupId: "String optional forceNew",
  secondaryPrivateIpAddressCount: "Int optional computed",
  securityGroupIds: "Set optional computed",
  securityGroups: "Set optional computed deprecated",
  sourceDestCheck: "Bool optional",
  status: "String computed",
  tags: "Map optional",
  vswitchId: "String required forceNew",
} as const satisfies SchemaOf<EcsNetworkInterfaceArgs & EcsNetworkInterfaceState>;
