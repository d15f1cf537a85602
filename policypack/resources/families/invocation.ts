import type { EcsInvocationArgs, EcsInvocationState } from "@pulumi/alicloud/ecs";
import { UNKNOWN } from "../../domain/values";
import { defineModel } from "../model";
import { invocationSchema } from "../schema/invocation";
import { ids } from "../steps";
import { instanceTarget } from "../../domain/targets";

/** `alicloud:ecs/ecsInvocation:EcsInvocation` */
export const invocation = defineModel<EcsInvocationArgs, EcsInvocationState>()({
  types: ["alicloud:ecs/ecsInvocation:EcsInvocation"],
  schema: invocationSchema,
  suppressions: { frequency: ({ after }) => after.repeatMode !== UNKNOWN && after.repeatMode !== "Period" },
  create: [
    // Cloud Assistant runs the command inside the instance; what the command does there is not an ECS call.
    { operation: "InvokeCommand", targets: ({ change }) => ids(change.after.instanceIds).map(instanceTarget) },
  ],
  update: [],
  delete: [
    { operation: "StopInvocation", targets: ({ change }) => ids(change.before.instanceIds).map(instanceTarget) },
  ],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_invocation.go",
});
