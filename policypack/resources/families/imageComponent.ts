import type { EcsImageComponentArgs, EcsImageComponentState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { imageComponentSchema } from "../schema/imageComponent";
import { isSet, tagSteps } from "../steps";

/** `alicloud:ecs/ecsImageComponent:EcsImageComponent` */
export const imageComponent = defineModel<EcsImageComponentArgs, EcsImageComponentState>()({
  types: ["alicloud:ecs/ecsImageComponent:EcsImageComponent"],
  schema: imageComponentSchema,
  create: [{ operation: "CreateImageComponent" }],
  update: [
    {
      operation: "JoinResourceGroup",
      on: ["resourceGroupId"],
      when: ({ change }) => isSet(change.after.resourceGroupId),
    },
    ...tagSteps("tags" as const),
  ],
  delete: [{ operation: "DeleteImageComponent" }],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_image_component.go",
});
