import type { ImagePipelineExecutionArgs, ImagePipelineExecutionState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { imagePipelineExecutionSchema } from "../schema/imagePipelineExecution";
import { maybe } from "../steps";

/** `alicloud:ecs/imagePipelineExecution:ImagePipelineExecution` */
export const imagePipelineExecution = defineModel<ImagePipelineExecutionArgs, ImagePipelineExecutionState>()({
  types: ["alicloud:ecs/imagePipelineExecution:ImagePipelineExecution"],
  schema: imagePipelineExecutionSchema,
  create: [
    { operation: "StartImagePipelineExecution" },
    { operation: "CancelImagePipelineExecution", when: ({ change }) => maybe(change.after.status, "CANCELLED") },
  ],
  update: [
    {
      operation: "CancelImagePipelineExecution",
      on: ["status"],
      when: ({ change }) => maybe(change.after.status, "CANCELLED"),
    },
  ],
  delete: [],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_image_pipeline_execution.go",
});
