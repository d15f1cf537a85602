import type { CapacityReservationArgs, CapacityReservationState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { capacityReservationSchema } from "../schema/capacityReservation";
import { beginsAs, tagSteps } from "../steps";

/** `alicloud:ecs/capacityReservation:CapacityReservation` */
export const capacityReservation = defineModel<CapacityReservationArgs, CapacityReservationState>()({
  types: ["alicloud:ecs/capacityReservation:CapacityReservation"],
  schema: capacityReservationSchema,
  suppressions: {
    endTime: (values) => values.after.endTimeType === "Unlimited" || beginsAs(values, /^Z+|Z+$/g),
  },
  create: [{ operation: "CreateCapacityReservation" }],
  update: [
    ...tagSteps("tags" as const),
    {
      operation: "ModifyCapacityReservation",
      on: ["description", "endTime", "endTimeType", "instanceAmount", "capacityReservationName"],
    },
  ],
  delete: [{ operation: "ReleaseCapacityReservation" }],
  silent: ["dryRun"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_capacity_reservation.go",
});
