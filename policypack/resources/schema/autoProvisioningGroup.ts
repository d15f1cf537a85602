import type { AutoProvisioningGroupArgs, AutoProvisioningGroupState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/autoProvisioningGroup:AutoProvisioningGroup`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const autoProvisioningGroupSchema = {
  autoProvisioningGroupName: "String optional computed",
  autoProvisioningGroupType: 'String optional forceNew default="maintain"',
  defaultTargetCapacityType: 'String optional default="Spot"',
  description: "String optional forceNew",
  excessCapacityTerminationPolicy: 'String optional default="no-termination"',
  launchTemplateConfigs: {
    flags: "List required forceNew",
    block: {
      instanceType: "String optional",
      maxPrice: "String required",
      priority: "String optional computed",
      vswitchId: "String required",
      weightedCapacity: "String required",
    },
  },
  launchTemplateId: "String required forceNew",
  launchTemplateVersion: "String optional computed forceNew",
  maxSpotPrice: "Float optional computed",
  payAsYouGoAllocationStrategy: 'String optional forceNew default="lowest-price"',
  payAsYouGoTargetCapacity: "String optional",
  spotAllocationStrategy: 'String optional forceNew default="lowest-price"',
  spotInstanceInterruptionBehavior: 'String optional forceNew default="stop"',
  spotInstancePoolsToUseCount: "Int optional computed forceNew",
  spotTargetCapacity: "String optional",
  terminateInstances: "Bool optional forceNew default=false",
  terminateInstancesWithExpiration: "Bool optional default=false",
  totalTargetCapacity: "String required",
  validFrom: "String optional computed forceNew",
  validUntil: "String optional computed forceNew",
} as const satisfies SchemaOf<AutoProvisioningGroupArgs & AutoProvisioningGroupState>;
