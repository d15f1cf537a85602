import type { SecurityGroupRuleArgs, SecurityGroupRuleState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/securityGroupRule:SecurityGroupRule`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const securityGroupRuleSchema = {
  cidrIp: "String optional forceNew",
  description: "String optional",
  ipProtocol: "String required forceNew",
  ipv6CidrIp: "String optional forceNew diffSuppress",
  nicType: "String optional computed forceNew",
  policy: 'String optional forceNew default="accept"',
  portRange: 'String optional forceNew diffSuppress default="-1/-1"',
  prefixListId: "String optional computed forceNew diffSuppress",
  priority: "Int optional forceNew default=1",
  securityGroupId: "String required forceNew",
  securityGroupRuleId: "String computed",
  sourceGroupOwnerAccount: "String optional forceNew deprecated",
  sourceGroupOwnerId: "String optional forceNew",
  sourceSecurityGroupId: "String optional forceNew",
  type: "String required forceNew",
} as const satisfies SchemaOf<SecurityGroupRuleArgs & SecurityGroupRuleState>;
