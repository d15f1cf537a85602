import type { DedicatedHostArgs, DedicatedHostState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { dedicatedHostSchema } from "../schema/dedicatedHost";
import { tagSteps } from "../steps";

/** `alicloud:ecs/dedicatedHost:DedicatedHost` */
export const dedicatedHost = defineModel<DedicatedHostArgs, DedicatedHostState>()({
  types: ["alicloud:ecs/dedicatedHost:DedicatedHost"],
  schema: dedicatedHostSchema,
  create: [{ operation: "AllocateDedicatedHosts" }],
  update: [
    ...tagSteps("tags" as const),
    { operation: "ModifyDedicatedHostAutoReleaseTime", on: ["autoReleaseTime"] },
    { operation: "JoinResourceGroup", on: ["resourceGroupId"] },
    { operation: "RenewDedicatedHosts", on: ["expiredTime", "saleCycle"] },
    { operation: "ModifyDedicatedHostsChargeType", on: ["paymentType"] },
    {
      operation: "ModifyDedicatedHostAttribute",
      on: [
        "actionOnMaintenance",
        "autoPlacement",
        "cpuOverCommitRatio",
        "dedicatedHostName",
        "description",
        "networkAttributes",
      ],
    },
  ],
  delete: [{ operation: "ReleaseDedicatedHost", when: ({ change }) => change.before.paymentType !== "PrePaid" }],
  silent: ["autoRenew", "autoRenewPeriod", "dedicatedHostClusterId", "detailFee", "dryRun", "minQuantity"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_dedicated_host.go",
});
