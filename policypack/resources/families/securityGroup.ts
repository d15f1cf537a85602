import type { SecurityGroupArgs, SecurityGroupState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { securityGroupSchema } from "../schema/securityGroup";
import { isSet, tagSteps } from "../steps";

/** `alicloud:ecs/securityGroup:SecurityGroup` */
export const securityGroup = defineModel<SecurityGroupArgs, SecurityGroupState>()({
  types: ["alicloud:ecs/securityGroup:SecurityGroup"],
  schema: securityGroupSchema,
  suppressions: { innerAccessPolicy: ({ after }) => after.securityGroupType === "enterprise" },
  create: [
    { operation: "CreateSecurityGroup" },
    {
      operation: "ModifySecurityGroupPolicy",
      when: ({ change: { after } }) => isSet(after.innerAccessPolicy) || after.innerAccess !== undefined,
    },
  ],
  update: [
    { operation: "ModifySecurityGroupAttribute", on: ["securityGroupName", "description", "name"] },
    { operation: "ModifySecurityGroupPolicy", on: ["innerAccessPolicy", "innerAccess"] },
    { operation: "JoinResourceGroup", on: ["resourceGroupId"] },
    ...tagSteps("tags" as const),
  ],
  delete: [{ operation: "DeleteSecurityGroup" }],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_security_group.go",
});
