import type { EcsInstanceSetArgs, EcsInstanceSetState } from "@pulumi/alicloud/ecs";
import type { Suppressions } from "../../changes/comparison";
import { isValueMap, UNKNOWN, type Value, type ValueMap } from "../../domain/values";
import { isPrePaid, unlessBandwidth, unlessPrePaid } from "./instanceSuppressions";
import { defineModel, type StepContext } from "../model";
import { type Target, instanceTarget } from "../../domain/targets";
import { instanceSetSchema } from "../schema/instanceSet";
import { beginsAs, ids, isSet, noTarget, tagSteps } from "../steps";

const members = ({ change }: StepContext): Target[] => ids(change.before.instanceIds).map(instanceTarget);

/** By the resource id, as the provider takes them: the members' ids with commas between, in base64. */
function released(context: StepContext): Target[] {
  const decoded = Buffer.from(context.change.id ?? "", "base64").toString("utf8");
  const named = decoded.split(",").filter((id) => /^i-[\w-]+$/.test(id));
  return named.length > 0 ? named.map(instanceTarget) : members(context);
}

/** The filter has one block, which Pulumi shows as an object. */
function filterOf(value: Value | undefined): ValueMap | undefined {
  const block = Array.isArray(value) ? (value as readonly Value[])[0] : value;
  return isValueMap(block) ? block : undefined;
}

/**
 * The members that the new filter names. By name, or in a filter that is only known at apply, any member may be meant:
 * names are given by the service and are no property of the set.
 */
function excluded(context: StepContext): Target[] {
  const filter = filterOf(context.change.after.excludeInstanceFilter);
  const current = members(context);
  if (filter?.key !== "InstanceId" || filter.values === UNKNOWN) return current;
  const named = ids(filter.values).map((id) => id.toLowerCase());
  return current.filter((target) => target.kind === "instance" && named.includes(target.instanceId.toLowerCase()));
}

const excludes = (context: StepContext): boolean =>
  isSet(context.change.after.excludeInstanceFilter) && excluded(context).length > 0;

/** Whatever the old filter named is created anew, also where the new one names it again. */
const recreates = ({ change }: StepContext): boolean => isSet(change.before.excludeInstanceFilter);

const suppressions: Suppressions = {
  autoReleaseTime: (values) => isPrePaid(values.after) || beginsAs(values, /^Z+|Z+$/g),
  internetChargeType: unlessBandwidth,
  systemDiskPerformanceLevel: ({ after }) =>
    after.systemDiskCategory !== UNKNOWN && after.systemDiskCategory !== "cloud_essd",
  spotPriceLimit: ({ after }) => after.spotStrategy !== UNKNOWN && after.spotStrategy !== "SpotWithPriceLimit",
  period: unlessPrePaid,
  periodUnit: unlessPrePaid,
  autoRenew: unlessPrePaid,
  // Only with renewalStatus AutoRenewal would a difference count, and a set has no renewalStatus.
  autoRenewPeriod: () => true,
};

/** `alicloud:ecs/ecsInstanceSet:EcsInstanceSet` */
export const instanceSet = defineModel<EcsInstanceSetArgs, EcsInstanceSetState>()({
  types: ["alicloud:ecs/ecsInstanceSet:EcsInstanceSet"],
  schema: instanceSetSchema,
  suppressions,
  targets: members,
  create: [
    // A replacement's new instances are refused on account of the old ones; a plain create has no target.
    {
      operation: "RunInstances",
      targets: ({ replaced }) => ids(replaced?.instanceIds).map(instanceTarget),
      note: "refused where it replaces a locked instance",
    },
    { operation: "TagResources", when: ({ change }) => isSet(change.after.tags), targets: noTarget },
    {
      operation: "DeleteInstances",
      when: ({ change }) => filterOf(change.after.excludeInstanceFilter)?.key === "InstanceName",
      targets: noTarget,
      note: "only of the new instances",
    },
  ],
  update: [
    ...tagSteps("tags" as const),
    {
      operation: "DeleteInstances",
      on: ["excludeInstanceFilter"],
      when: excludes,
      targets: excluded,
      note: "the members that the new filter names",
    },
    {
      operation: "RunInstances",
      on: ["excludeInstanceFilter"],
      when: recreates,
      targets: noTarget,
      note: "as many as the old filter named",
    },
    // Names the instances that were just created.
    {
      operation: "ModifyInstanceAttribute",
      on: ["excludeInstanceFilter"],
      when: recreates,
      targets: noTarget,
      note: "only of the new instances",
    },
  ],
  delete: [{ operation: "DeleteInstances", targets: released, note: "every member" }],
  silent: ["bootCheckOsWithAssistant"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_instance_set.go",
});
