import { itCalls } from "../support/table";

describe("An elasticity assurance", () => {
  const assurance = { instanceAmount: 1, instanceType: "ecs.g7.large", zoneIds: ["cn-hangzhou-i"] };
  itCalls(
    ["alicloud:ecs/elasticityAssurance:ElasticityAssurance"],
    [
      { name: "is bought", after: assurance, calls: ["CreateElasticityAssurance"] },
      {
        name: "that renews itself by the month is told so once it is bought",
        after: { ...assurance, autoRenew: true, autoRenewPeriodUnit: "Month" },
        calls: ["CreateElasticityAssurance", "ModifyElasticityAssuranceAutoRenewAttribute"],
      },
      {
        name: "is made larger",
        id: "eap-1",
        before: assurance,
        after: { ...assurance, instanceAmount: 2 },
        calls: ["ModifyElasticityAssurance"],
      },
      {
        name: "is to renew itself",
        id: "eap-1",
        before: assurance,
        after: { ...assurance, autoRenew: true },
        calls: ["ModifyElasticityAssuranceAutoRenewAttribute"],
      },
      { name: "that goes is refunded by the billing API", id: "eap-1", before: assurance, calls: [] },
    ],
  );
});
