import type { EcsDeploymentSetArgs, EcsDeploymentSetState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { deploymentSetSchema } from "../schema/deploymentSet";

/** `alicloud:ecs/ecsDeploymentSet:EcsDeploymentSet` */
export const deploymentSet = defineModel<EcsDeploymentSetArgs, EcsDeploymentSetState>()({
  types: ["alicloud:ecs/ecsDeploymentSet:EcsDeploymentSet"],
  schema: deploymentSetSchema,
  create: [{ operation: "CreateDeploymentSet" }],
  update: [{ operation: "ModifyDeploymentSetAttribute", on: ["deploymentSetName", "description"] }],
  delete: [{ operation: "DeleteDeploymentSet" }],
  silent: ["onUnableToRedeployFailedInstance"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_deployment_set.go",
});
