import type { DedicatedHostArgs, DedicatedHostState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/dedicatedHost:DedicatedHost`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const dedicatedHostSchema = {
  actionOnMaintenance: 'String optional default="Stop"',
  autoPlacement: 'String optional default="on"',
  autoReleaseTime: "String optional computed",
  autoRenew: "Bool optional",
  autoRenewPeriod: "Int optional",
  cpuOverCommitRatio: "Float optional",
  dedicatedHostClusterId: "String optional",
  dedicatedHostName: "String optional",
  dedicatedHostType: "String required forceNew",
  description: "String optional",
  detailFee: "Bool optional default=false",
  dryRun: "Bool optional default=false",
  expiredTime: "String optional computed",
  minQuantity: "Int optional",
  networkAttributes: {
    flags: "Set optional maxItems=1",
    block: {
      slbUdpTimeout: "Int optional",
      udpTimeout: "Int optional",
    },
  },
  paymentType: "String optional computed",
  resourceGroupId: "String optional computed",
  saleCycle: "String optional computed",
  status: "String computed",
  tags: "Map optional",
  zoneId: "String optional computed forceNew",
} as const satisfies SchemaOf<DedicatedHostArgs & DedicatedHostState>;
