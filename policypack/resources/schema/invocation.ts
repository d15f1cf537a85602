import type { EcsInvocationArgs, EcsInvocationState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ecsInvocation:EcsInvocation`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const invocationSchema = {
  commandId: "String required forceNew",
  frequency: "String optional forceNew diffSuppress",
  instanceIds: "List required forceNew",
  parameters: "Map optional forceNew",
  repeatMode: "String optional computed forceNew",
  status: "String computed",
  timed: "Bool optional computed forceNew",
  username: "String optional computed forceNew",
  windowsPasswordName: "String optional forceNew",
} as const satisfies SchemaOf<EcsInvocationArgs & EcsInvocationState>;
