import type { ScalingGroupArgs, ScalingGroupState } from "@pulumi/alicloud/ess";
import { deletesOld } from "../../changes/change";
import { effectsOn } from "../effects";
import { defineModel } from "../model";
import { type ResourceChange } from "../../domain/decisions";
import { type ServerSideEffect } from "../../domain/calls";
import { scalingGroupSchema } from "../schema/scalingGroup";
import { ids } from "../steps";

/**
 * The group is deleted by force, whoever its members are. Only the protected ones are named by a property; the source
 * instance (`instanceId`) is a template and no member.
 */
function effects(change: ResourceChange): ServerSideEffect[] {
  if (!deletesOld(change)) return [];
  const action = "releases the instance, or removes it from the scaling group if it was added by hand";
  return effectsOn(ids(change.before.protectedInstances), "Auto Scaling", action, change);
}

/** `alicloud:ess/scalingGroup:ScalingGroup` */
export const scalingGroup = defineModel<ScalingGroupArgs, ScalingGroupState>()({
  types: ["alicloud:ess/scalingGroup:ScalingGroup"],
  schema: scalingGroupSchema,
  product: "Auto Scaling",
  effects,
  create: [],
  update: [],
  delete: [],
  silent: [
    "albServerGroups",
    "allocationStrategy",
    "autoRebalance",
    "azBalance",
    "balanceMode",
    "capacityOptionsCompensateWithOnDemand",
    "capacityOptionsOnDemandBaseCapacity",
    "capacityOptionsOnDemandPercentageAboveBaseCapacity",
    "capacityOptionsPriceComparisonMode",
    "capacityOptionsSpotAutoReplaceOnDemand",
    "compensateWithOnDemand",
    "dbInstanceIds",
    "defaultCooldown",
    "desiredCapacity",
    "groupDeletionProtection",
    "healthCheckType",
    "healthCheckTypes",
    "launchTemplateId",
    "launchTemplateOverrides",
    "launchTemplateVersion",
    "loadbalancerIds",
    "maxInstanceLifetime",
    "maxSize",
    "minSize",
    "onDemandBaseCapacity",
    "onDemandPercentageAboveBaseCapacity",
    "protectedInstances",
    "removalPolicies",
    "resourceGroupId",
    "scalingGroupName",
    "scalingPolicy",
    "spotAllocationStrategy",
    "spotInstancePools",
    "spotInstanceRemedy",
    "stopInstanceTimeout",
    "tags",
    "vswitchId",
    "vswitchIds",
  ],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ess_scaling_group.go",
});
