import { itCalls } from "../support/table";

describe("A capacity reservation", () => {
  const reservation = { instanceAmount: 1, instanceType: "ecs.g7.large", zoneIds: ["cn-hangzhou-i"] };
  itCalls(
    ["alicloud:ecs/capacityReservation:CapacityReservation"],
    [
      { name: "is created", after: reservation, calls: ["CreateCapacityReservation"] },
      {
        name: "is made larger",
        id: "crp-1",
        before: reservation,
        after: { ...reservation, instanceAmount: 2 },
        calls: ["ModifyCapacityReservation"],
      },
      {
        name: "without an end does not mind when it would end",
        id: "crp-1",
        before: { ...reservation, endTimeType: "Unlimited" },
        after: { ...reservation, endTimeType: "Unlimited", endTime: "2027-01-01T00:00:00Z" },
        calls: [],
      },
      {
        name: "in another zone is made anew",
        id: "crp-1",
        before: reservation,
        after: { ...reservation, zoneIds: ["cn-hangzhou-h"] },
        calls: ["CreateCapacityReservation", "ReleaseCapacityReservation"],
      },
      { name: "is released", id: "crp-1", before: reservation, calls: ["ReleaseCapacityReservation"] },
    ],
  );
});
