import type { ScalingGroupArgs, ScalingGroupState } from "@pulumi/alicloud/ess";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ess/scalingGroup:ScalingGroup`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const scalingGroupSchema = {
  albServerGroups: {
    flags: "Set optional",
    block: {
      albServerGroupId: "String optional",
      port: "Int optional",
      weight: "Int optional",
    },
  },
  allocationStrategy: "String optional computed",
  autoRebalance: "Bool optional",
  azBalance: "Bool optional",
  balanceMode: "String optional",
  capacityOptionsCompensateWithOnDemand: "Bool optional computed",
  capacityOptionsOnDemandBaseCapacity: "Int optional computed",
  capacityOptionsOnDemandPercentageAboveBaseCapacity: "Int optional computed",
  capacityOptionsPriceComparisonMode: "String optional computed",
  capacityOptionsSpotAutoReplaceOnDemand: "Bool optional computed",
  compensateWithOnDemand: "Bool optional computed",
  containerGroupId: "String optional forceNew",
  dbInstanceIds: "Set optional",
  defaultCooldown: "Int optional default=300",
  desiredCapacity: "Int optional",
  groupDeletionProtection: "Bool optional default=false",
  groupType: "String optional computed forceNew",
  healthCheckType: "String optional computed",
  healthCheckTypes: "List optional",
  instanceId: "String optional forceNew",
  launchTemplateId: "String optional",
  launchTemplateOverrides: {
    flags: "Set optional",
    block: {
      instanceType: "String optional",
      spotPriceLimit: "Float optional",
      weightedCapacity: "Int optional",
    },
  },
  launchTemplateVersion: "String optional",
  loadbalancerIds: "Set optional",
  maxInstanceLifetime: "Int optional",
  maxSize: "Int required",
  minSize: "Int required",
  multiAzPolicy: 'String optional forceNew default="PRIORITY"',
  onDemandBaseCapacity: "Int optional computed",
  onDemandPercentageAboveBaseCapacity: "Int optional computed",
  protectedInstances: "Set optional",
  removalPolicies: "List optional computed",
  resourceGroupId: "String optional computed",
  scalingGroupName: "String optional",
  scalingPolicy: "String optional computed",
  spotAllocationStrategy: "String optional computed",
  spotInstancePools: "Int optional computed",
  spotInstanceRemedy: "Bool optional computed",
  stopInstanceTimeout: "Int optional",
  tags: "Map optional",
  vswitchId: "String optional deprecated",
  vswitchIds: "Set optional",
} as const satisfies SchemaOf<ScalingGroupArgs & ScalingGroupState>;
