import type { ElasticityAssuranceArgs, ElasticityAssuranceState } from "@pulumi/alicloud/ecs";
import { defineModel, type StepContext } from "../model";
import { elasticityAssuranceSchema } from "../schema/elasticityAssurance";
import { beginsAs, isSet, maybeTrue, tagSteps } from "../steps";

const renewsByUnitAlone = ({ change: { changed, after } }: StepContext): boolean =>
  maybeTrue(after.autoRenew) && !changed.has("autoRenew") && !changed.has("autoRenewPeriod");

/** `alicloud:ecs/elasticityAssurance:ElasticityAssurance` */
export const elasticityAssurance = defineModel<ElasticityAssuranceArgs, ElasticityAssuranceState>()({
  types: ["alicloud:ecs/elasticityAssurance:ElasticityAssurance"],
  schema: elasticityAssuranceSchema,
  suppressions: { startTime: (values) => beginsAs(values, /^[0Z]+|[0Z]+$/g) },
  create: [
    { operation: "CreateElasticityAssurance" },
    {
      operation: "ModifyElasticityAssuranceAutoRenewAttribute",
      when: ({ change: { after } }) => maybeTrue(after.autoRenew) && isSet(after.autoRenewPeriodUnit),
    },
    { operation: "TagResources", when: ({ change }) => isSet(change.after.tags) },
  ],
  update: [
    { operation: "ModifyElasticityAssurance", on: ["privatePoolOptionsName", "description", "instanceAmount"] },
    { operation: "ModifyElasticityAssuranceAutoRenewAttribute", on: ["autoRenew", "autoRenewPeriod"] }, // The unit alone is only sent while renewal is on.
    { operation: "ModifyElasticityAssuranceAutoRenewAttribute", on: ["autoRenewPeriodUnit"], when: renewsByUnitAlone },
    ...tagSteps("tags" as const),
  ],
  delete: [],
  silent: ["period", "periodUnit"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_elasticity_assurance.go",
});
