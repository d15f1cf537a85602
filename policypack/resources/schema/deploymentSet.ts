import type { EcsDeploymentSetArgs, EcsDeploymentSetState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ecsDeploymentSet:EcsDeploymentSet`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const deploymentSetSchema = {
  deploymentSetName: "String optional",
  description: "String optional",
  domain: "String optional computed forceNew deprecated",
  granularity: "String optional computed forceNew deprecated",
  onUnableToRedeployFailedInstance: "String optional",
  strategy: "String optional computed forceNew",
} as const satisfies SchemaOf<EcsDeploymentSetArgs & EcsDeploymentSetState>;
