import type { EcsImagePipelineArgs, EcsImagePipelineState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { imagePipelineSchema } from "../schema/imagePipeline";

/** `alicloud:ecs/ecsImagePipeline:EcsImagePipeline` */
export const imagePipeline = defineModel<EcsImagePipelineArgs, EcsImagePipelineState>()({
  types: ["alicloud:ecs/ecsImagePipeline:EcsImagePipeline"],
  schema: imagePipelineSchema,
  create: [{ operation: "CreateImagePipeline" }],
  update: [],
  delete: [{ operation: "DeleteImagePipeline" }],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_image_pipeline.go",
});
