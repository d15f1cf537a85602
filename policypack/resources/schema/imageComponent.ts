import type { EcsImageComponentArgs, EcsImageComponentState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ecsImageComponent:EcsImageComponent`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const imageComponentSchema = {
  componentType: "String optional computed forceNew",
  componentVersion: "String optional computed forceNew",
  content: "String required forceNew",
  createTime: "String computed",
  description: "String optional forceNew",
  imageComponentName: "String optional computed forceNew",
  resourceGroupId: "String optional computed",
  systemType: "String optional computed forceNew",
  tags: "Map optional",
} as const satisfies SchemaOf<EcsImageComponentArgs & EcsImageComponentState>;
