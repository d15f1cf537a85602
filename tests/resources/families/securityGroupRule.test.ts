import { itCalls } from "../support/table";

describe("A security group rule", () => {
  const rule = { type: "ingress", ipProtocol: "tcp", portRange: "80/80", securityGroupId: "sg-1" };
  itCalls(
    ["alicloud:ecs/securityGroupRule:SecurityGroupRule"],
    [
      { name: "lets traffic in", after: rule, calls: ["AuthorizeSecurityGroup"] },
      { name: "lets traffic out", after: { ...rule, type: "egress" }, calls: ["AuthorizeSecurityGroupEgress"] },
      {
        name: "turns round",
        id: "sg-1:ingress",
        before: rule,
        after: { ...rule, type: "egress" },
        calls: ["AuthorizeSecurityGroupEgress", "RevokeSecurityGroup"],
      },
      {
        name: "reads an IPv6 network in any spelling",
        id: "sg-1:ingress",
        before: { ...rule, ipv6CidrIp: "2001:db8::/32" },
        after: { ...rule, ipv6CidrIp: "2001:0db8:0000::/32" },
        calls: [],
      },
      {
        name: "is described otherwise",
        id: "sg-1:ingress",
        before: rule,
        after: { ...rule, description: "web" },
        calls: ["ModifySecurityGroupRule"],
      },
      { name: "goes", id: "sg-1:ingress", before: rule, calls: ["RevokeSecurityGroup"] },
    ],
  );
});
