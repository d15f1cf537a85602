import type { SecurityGroupArgs, SecurityGroupState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/securityGroup:SecurityGroup`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const securityGroupSchema = {
  createTime: "String computed",
  description: "String optional",
  innerAccess: "Bool optional computed deprecated",
  innerAccessPolicy: "String optional computed diffSuppress",
  name: "String optional computed deprecated",
  resourceGroupId: "String optional computed",
  securityGroupName: "String optional computed",
  securityGroupType: "String optional computed forceNew",
  tags: "Map optional",
  vpcId: "String optional computed forceNew",
} as const satisfies SchemaOf<SecurityGroupArgs & SecurityGroupState>;
