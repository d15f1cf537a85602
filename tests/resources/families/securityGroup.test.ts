import { itCalls } from "../support/table";

describe("A security group", () => {
  itCalls(
    ["alicloud:ecs/securityGroup:SecurityGroup"],
    [
      { name: "is created", after: { vpcId: "vpc-1" }, calls: ["CreateSecurityGroup"] },
      {
        name: "with a policy of its own is told so once it is created",
        after: { vpcId: "vpc-1", innerAccessPolicy: "Drop" },
        calls: ["CreateSecurityGroup", "ModifySecurityGroupPolicy"],
      },
      {
        name: "is renamed, and no instance joins or leaves it",
        id: "sg-1",
        before: { securityGroupName: "a" },
        after: { securityGroupName: "b" },
        calls: ["ModifySecurityGroupAttribute"],
      },
      {
        name: "keeps its members apart",
        id: "sg-1",
        before: { innerAccessPolicy: "Accept" },
        after: { innerAccessPolicy: "Drop" },
        calls: ["ModifySecurityGroupPolicy"],
      },
      {
        name: "for enterprises hides that policy",
        id: "sg-1",
        before: { securityGroupType: "enterprise", innerAccessPolicy: "Accept" },
        after: { securityGroupType: "enterprise", innerAccessPolicy: "Drop" },
        calls: [],
      },
      {
        name: "is moved to a resource group",
        id: "sg-1",
        before: {},
        after: { resourceGroupId: "rg-1" },
        calls: ["JoinResourceGroup"],
      },
      { name: "is deleted", id: "sg-1", before: { vpcId: "vpc-1" }, calls: ["DeleteSecurityGroup"] },
    ],
  );
});
