import type { EcsImagePipelineArgs, EcsImagePipelineState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ecsImagePipeline:EcsImagePipeline`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const imagePipelineSchema = {
  addAccounts: "Set optional forceNew",
  baseImage: "String required forceNew",
  baseImageType: "String required forceNew",
  buildContent: "String optional forceNew",
  deleteInstanceOnFailure: "Bool optional computed forceNew",
  description: "String optional forceNew",
  imageName: "String optional forceNew",
  instanceType: "String optional forceNew",
  internetMaxBandwidthOut: "Int optional computed forceNew",
  name: "String optional computed forceNew",
  resourceGroupId: "String optional computed forceNew",
  systemDiskSize: "Int optional computed forceNew",
  tags: "Map optional forceNew",
  toRegionIds: "Set optional forceNew",
  vswitchId: "String optional forceNew",
} as const satisfies SchemaOf<EcsImagePipelineArgs & EcsImagePipelineState>;
