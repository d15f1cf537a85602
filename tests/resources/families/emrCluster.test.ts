import { itCalls } from "../support/table";

describe("An E-MapReduce cluster", () => {
  itCalls(
    ["alicloud:emrv2/cluster:Cluster"],
    [
      {
        name: "with a subscription releases nodes that no property names",
        id: "c-1",
        before: { paymentType: "Subscription" },
        calls: ["ModifyInstanceChargeType", "DeleteInstance"],
      },
      {
        name: "without one leaves its nodes to E-MapReduce",
        id: "c-1",
        before: { paymentType: "PayAsYouGo" },
        calls: [],
      },
    ],
  );
});
