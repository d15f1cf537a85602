import type { CapacityReservationArgs, CapacityReservationState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/capacityReservation:CapacityReservation`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const capacityReservationSchema = {
  capacityReservationName: "String optional computed",
  description: "String optional",
  dryRun: "Bool optional",
  endTime: "String optional computed diffSuppress",
  endTimeType: "String optional computed",
  instanceAmount: "Int required",
  instanceType: "String required forceNew",
  matchCriteria: "String optional computed forceNew",
  paymentType: "String computed",
  platform: "String optional computed forceNew",
  resourceGroupId: "String optional forceNew",
  startTime: "String computed",
  startTimeType: "String computed",
  status: "String computed",
  tags: "Map optional",
  timeSlot: "String computed",
  zoneIds: "List required forceNew",
} as const satisfies SchemaOf<CapacityReservationArgs & CapacityReservationState>;
