import type { EipAddressArgs, EipAddressState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { eipAddressSchema } from "../schema/eipAddress";

/** `alicloud:ecs/eipAddress:EipAddress` */
export const eipAddress = defineModel<EipAddressArgs, EipAddressState>()({
  types: ["alicloud:ecs/eipAddress:EipAddress"],
  schema: eipAddressSchema,
  product: "VPC",
  create: [],
  update: [],
  delete: [],
  silent: [
    "activityId",
    "addressName",
    "autoPay",
    "bandwidth",
    "deletionProtection",
    "description",
    "logProject",
    "logStore",
    "mode",
    "name",
    "period",
    "pricingCycle",
    "resourceGroupId",
    "tags",
  ],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_eip_address.go",
});
