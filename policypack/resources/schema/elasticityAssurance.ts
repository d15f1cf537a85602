import type { ElasticityAssuranceArgs, ElasticityAssuranceState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/elasticityAssurance:ElasticityAssurance`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const elasticityAssuranceSchema = {
  assuranceTimes: "String optional computed forceNew",
  autoRenew: "Bool optional",
  autoRenewPeriod: "Int optional",
  autoRenewPeriodUnit: "String optional computed",
  description: "String optional",
  elasticityAssuranceId: "String computed",
  endTime: "String computed",
  instanceAmount: "Int required",
  instanceChargeType: "String computed",
  instanceType: "List required forceNew",
  period: "Int optional",
  periodUnit: "String optional",
  privatePoolOptionsMatchCriteria: "String optional computed forceNew",
  privatePoolOptionsName: "String optional computed",
  regionId: "String computed",
  resourceGroupId: "String optional computed forceNew",
  startTime: "String optional computed forceNew diffSuppress",
  startTimeType: "String computed",
  status: "String computed",
  tags: "Map optional",
  usedAssuranceTimes: "Int computed",
  zoneIds: "List required forceNew",
} as const satisfies SchemaOf<ElasticityAssuranceArgs & ElasticityAssuranceState>;
