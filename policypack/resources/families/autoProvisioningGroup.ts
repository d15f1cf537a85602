import type { AutoProvisioningGroupArgs, AutoProvisioningGroupState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { autoProvisioningGroupSchema } from "../schema/autoProvisioningGroup";

/** `alicloud:ecs/autoProvisioningGroup:AutoProvisioningGroup` */
export const autoProvisioningGroup = defineModel<AutoProvisioningGroupArgs, AutoProvisioningGroupState>()({
  types: ["alicloud:ecs/autoProvisioningGroup:AutoProvisioningGroup"],
  schema: autoProvisioningGroupSchema,
  create: [{ operation: "CreateAutoProvisioningGroup" }],
  update: [
    {
      operation: "ModifyAutoProvisioningGroup",
      on: [
        "excessCapacityTerminationPolicy",
        "defaultTargetCapacityType",
        "terminateInstancesWithExpiration",
        "maxSpotPrice",
        "totalTargetCapacity",
        "payAsYouGoTargetCapacity",
        "spotTargetCapacity",
        "autoProvisioningGroupName",
      ],
    },
  ],
  delete: [
    // With terminateInstances the service releases the members, which no property names: nothing is known of them.
    { operation: "DeleteAutoProvisioningGroup" },
  ],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_auto_provisioning_group.go",
});
