import type { EipAddressArgs, EipAddressState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/eipAddress:EipAddress`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const eipAddressSchema = {
  activityId: "String optional",
  addressName: "String optional computed",
  allocationId: "String optional computed forceNew",
  autoPay: "Bool optional",
  bandwidth: "String optional computed",
  createTime: "String computed",
  deletionProtection: "Bool optional computed",
  description: "String optional computed",
  highDefinitionMonitorLogStatus: "String optional computed forceNew",
  instanceChargeType: "String optional computed forceNew deprecated",
  internetChargeType: "String optional computed forceNew",
  ipAddress: "String optional computed forceNew",
  isp: "String optional computed forceNew",
  logProject: "String optional",
  logStore: "String optional",
  mode: "String optional computed",
  name: "String optional computed deprecated",
  netmode: "String optional computed forceNew",
  paymentType: "String optional computed forceNew",
  period: "Int optional",
  pricingCycle: "String optional",
  publicIpAddressPoolId: "String optional forceNew",
  resourceGroupId: "String optional computed",
  securityProtectionTypes: "List optional forceNew",
  status: "String computed",
  tags: "Map optional",
  zone: "String optional computed forceNew",
} as const satisfies SchemaOf<EipAddressArgs & EipAddressState>;
