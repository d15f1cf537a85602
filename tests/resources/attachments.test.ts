import { itCalls } from "./support/table";

/** Families that name instances or disks and call nothing that a lock affects: their targets are listed all the same. */

describe("A RAM role", () => {
  itCalls(
    ["alicloud:ram/roleAttachment:RoleAttachment"],
    [
      {
        name: "is attached to each instance",
        after: { roleName: "r", instanceIds: ["i-1", "i-2"] },
        calls: ["AttachInstanceRamRole i-1", "AttachInstanceRamRole i-2"],
      },
      {
        name: "is detached by the resource id",
        id: 'r:["i-1"]',
        before: { roleName: "r", instanceIds: ["i-9"] },
        calls: ["DetachInstanceRamRole i-1"],
      },
    ],
  );
  itCalls(
    ["alicloud:ecs/ramRoleAttachment:RamRoleAttachment"],
    [
      {
        name: "moves from one instance to another",
        id: "i-1:r",
        before: { instanceId: "i-1", ramRoleName: "r" },
        after: { instanceId: "i-2", ramRoleName: "r" },
        calls: ["AttachInstanceRamRole i-2", "DetachInstanceRamRole i-1"],
      },
      {
        name: "keeps its policy",
        id: "i-1:r",
        before: { instanceId: "i-1", ramRoleName: "r" },
        after: { instanceId: "i-1", ramRoleName: "r", policy: "{}" },
        calls: [],
      },
    ],
  );
});

describe("A network interface", () => {
  itCalls(
    [
      "alicloud:ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment",
      "alicloud:vpc/networkInterfaceAttachment:NetworkInterfaceAttachment",
    ],
    [
      {
        name: "moves from one instance to another",
        id: "eni-1:i-1",
        before: { networkInterfaceId: "eni-1", instanceId: "i-1" },
        after: { networkInterfaceId: "eni-1", instanceId: "i-2" },
        calls: ["AttachNetworkInterface i-2", "DetachNetworkInterface i-1"],
      },
    ],
  );
  itCalls(
    ["alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface", "alicloud:vpc/networkInterface:NetworkInterface"],
    [
      {
        name: "changes its groups as an attribute, without joining",
        id: "eni-1",
        before: { securityGroupIds: ["sg-1"] },
        after: { securityGroupIds: ["sg-2"] },
        calls: ["ModifyNetworkInterfaceAttribute"],
      },
      {
        name: "gives addresses back before it takes others",
        id: "eni-1",
        before: { privateIpAddresses: ["10.0.0.1"] },
        after: { privateIpAddresses: ["10.0.0.2"] },
        calls: ["UnassignPrivateIpAddresses", "AssignPrivateIpAddresses"],
      },
      {
        name: "does nothing about a number of addresses that are all given",
        id: "eni-1",
        before: { ipv6AddressCount: 1, ipv6Addresses: ["a"] },
        after: { ipv6AddressCount: 2, ipv6Addresses: ["a", "b"] },
        calls: ["AssignIpv6Addresses"],
      },
    ],
  );
});

describe("A snapshot policy", () => {
  itCalls(
    ["alicloud:ecs/ecsAutoSnapshotPolicyAttachment:EcsAutoSnapshotPolicyAttachment"],
    [
      {
        name: "moves from one disk to another",
        id: "sp-1:d-1",
        before: { autoSnapshotPolicyId: "sp-1", diskId: "d-1" },
        after: { autoSnapshotPolicyId: "sp-1", diskId: "d-2" },
        calls: ["ApplyAutoSnapshotPolicy d-2", "CancelAutoSnapshotPolicy d-1"],
      },
    ],
  );
});

describe("A Cloud Assistant command", () => {
  itCalls(
    ["alicloud:ecs/ecsInvocation:EcsInvocation"],
    [
      {
        name: "is run on each instance",
        after: { commandId: "c-1", instanceIds: ["i-1", "i-2"] },
        calls: ["InvokeCommand i-1", "InvokeCommand i-2"],
      },
      {
        name: "that is not periodic hides its frequency",
        id: "t-1",
        before: { commandId: "c-1", instanceIds: ["i-1"], frequency: "0 0 * * *" },
        after: { commandId: "c-1", instanceIds: ["i-1"] },
        calls: [],
      },
    ],
  );
});

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
    ],
  );
});

describe("An elastic IP address", () => {
  itCalls(
    ["alicloud:ecs/eipAssociation:EipAssociation"],
    [
      {
        name: "is bound to an instance by the VPC, not by ECS",
        after: { allocationId: "eip-1", instanceId: "i-1" },
        calls: [],
      },
      {
        name: "is bound to a load balancer by the VPC",
        after: { allocationId: "eip-1", instanceId: "lb-1" },
        calls: [],
      },
    ],
  );
});

describe("An E-MapReduce cluster", () => {
  itCalls(
    ["alicloud:emrv2/cluster:Cluster"],
    [
      {
        name: "with a subscription releases nodes that no property names",
        id: "c-1",
        before: { paymentType: "Subscription" },
        calls: ["ModifyInstanceChargeType", "DeleteInstance"],
      },
      {
        name: "without one leaves its nodes to E-MapReduce",
        id: "c-1",
        before: { paymentType: "PayAsYouGo" },
        calls: [],
      },
    ],
  );
});
