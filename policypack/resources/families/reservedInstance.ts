import type { ReservedInstanceArgs, ReservedInstanceState } from "@pulumi/alicloud/ecs";
import { UNKNOWN } from "../../domain/values";
import { defineModel } from "../model";
import { reservedInstanceSchema } from "../schema/reservedInstance";
import { tagSteps } from "../steps";

/** `alicloud:ecs/reservedInstance:ReservedInstance` */
export const reservedInstance = defineModel<ReservedInstanceArgs, ReservedInstanceState>()({
  types: ["alicloud:ecs/reservedInstance:ReservedInstance"],
  schema: reservedInstanceSchema,
  suppressions: {
    autoRenewPeriod: ({ after }) => after.renewalStatus !== UNKNOWN && after.renewalStatus !== "AutoRenewal",
  },
  create: [{ operation: "PurchaseReservedInstancesOffering" }],
  update: [
    ...tagSteps("tags" as const),
    { operation: "ModifyReservedInstanceAttribute", on: ["name", "description", "reservedInstanceName"] },
    { operation: "ModifyReservedInstanceAutoRenewAttribute", on: ["autoRenewPeriod", "renewalStatus"] },
  ],
  delete: [],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_reserved_instance.go",
});
