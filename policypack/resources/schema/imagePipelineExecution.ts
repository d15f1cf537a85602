import type { ImagePipelineExecutionArgs, ImagePipelineExecutionState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/imagePipelineExecution:ImagePipelineExecution`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const imagePipelineExecutionSchema = {
  createTime: "String computed",
  imagePipelineId: "String required forceNew",
  status: "String optional computed",
} as const satisfies SchemaOf<ImagePipelineExecutionArgs & ImagePipelineExecutionState>;
