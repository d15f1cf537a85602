import { itCalls } from "../support/table";

describe("A dedicated host", () => {
  const host = { dedicatedHostName: "a", dedicatedHostType: "ddh.g6", paymentType: "PostPaid" };
  itCalls(
    ["alicloud:ecs/dedicatedHost:DedicatedHost"],
    [
      { name: "is allocated", after: host, calls: ["AllocateDedicatedHosts"] },
      {
        name: "is renamed",
        id: "dh-1",
        before: host,
        after: { ...host, dedicatedHostName: "b" },
        calls: ["ModifyDedicatedHostAttribute"],
      },
      {
        name: "is to be released at another time",
        id: "dh-1",
        before: host,
        after: { ...host, autoReleaseTime: "2027-01-01T00:00:00Z" },
        calls: ["ModifyDedicatedHostAutoReleaseTime"],
      },
      {
        name: "is turned into a subscription",
        id: "dh-1",
        before: host,
        after: { ...host, paymentType: "PrePaid" },
        calls: ["ModifyDedicatedHostsChargeType"],
      },
      {
        name: "of another type is allocated anew",
        id: "dh-1",
        before: host,
        after: { ...host, dedicatedHostType: "ddh.c6" },
        calls: ["AllocateDedicatedHosts", "ReleaseDedicatedHost"],
      },
      { name: "is released", id: "dh-1", before: host, calls: ["ReleaseDedicatedHost"] },
      {
        name: "with a subscription is only taken out of the state",
        id: "dh-1",
        before: { ...host, paymentType: "PrePaid" },
        calls: [],
      },
    ],
  );
});
