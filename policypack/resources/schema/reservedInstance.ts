import type { ReservedInstanceArgs, ReservedInstanceState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/reservedInstance:ReservedInstance`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const reservedInstanceSchema = {
  allocationStatus: "String computed",
  autoRenewPeriod: "Int optional computed diffSuppress",
  createTime: "String computed",
  description: "String optional",
  expiredTime: "String computed",
  instanceAmount: "Int optional computed forceNew",
  instanceType: "String required forceNew",
  name: "String optional computed deprecated",
  offeringType: "String optional computed forceNew",
  operationLocks: {
    flags: "Set computed",
    block: {
      lockReason: "String computed",
    },
  },
  period: "Int optional forceNew",
  periodUnit: "String optional forceNew",
  platform: "String optional computed forceNew",
  renewalStatus: "String optional computed",
  reservedInstanceName: "String optional computed",
  resourceGroupId: "String optional computed forceNew",
  scope: "String optional computed forceNew",
  startTime: "String computed",
  status: "String computed",
  tags: "Map optional",
  zoneId: "String optional forceNew",
} as const satisfies SchemaOf<ReservedInstanceArgs & ReservedInstanceState>;
