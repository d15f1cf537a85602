import { itCalls } from "../support/table";

describe("A network interface", () => {
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
      { name: "is created", after: { vswitchId: "vsw-1" }, calls: ["CreateNetworkInterface"] },
      { name: "is deleted", id: "eni-1", before: { vswitchId: "vsw-1" }, calls: ["DeleteNetworkInterface"] },
    ],
  );
});
