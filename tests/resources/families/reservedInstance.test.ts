import { itCalls } from "../support/table";

describe("A reserved instance", () => {
  const reserved = { reservedInstanceName: "a", instanceType: "ecs.g7.large", renewalStatus: "Normal" };
  itCalls(
    ["alicloud:ecs/reservedInstance:ReservedInstance"],
    [
      { name: "is bought", after: reserved, calls: ["PurchaseReservedInstancesOffering"] },
      {
        name: "is renamed",
        id: "ri-1",
        before: reserved,
        after: { ...reserved, reservedInstanceName: "b" },
        calls: ["ModifyReservedInstanceAttribute"],
      },
      {
        name: "is to renew itself",
        id: "ri-1",
        before: reserved,
        after: { ...reserved, renewalStatus: "AutoRenewal" },
        calls: ["ModifyReservedInstanceAutoRenewAttribute"],
      },
      {
        name: "that does not renew itself hides for how long it would",
        id: "ri-1",
        before: reserved,
        after: { ...reserved, autoRenewPeriod: 12 },
        calls: [],
      },
      { name: "is only taken out of the state: it cannot be given back", id: "ri-1", before: reserved, calls: [] },
    ],
  );
});
