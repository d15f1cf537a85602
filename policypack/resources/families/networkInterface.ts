import type { EcsNetworkInterfaceArgs, EcsNetworkInterfaceState } from "@pulumi/alicloud/ecs";
import type { NetworkInterfaceArgs, NetworkInterfaceState } from "@pulumi/alicloud/vpc";
import { defineModel, type PropertyOf, type Step, type StepContext } from "../model";
import { networkInterfaceSchema } from "../schema/networkInterface";
import { gains, ids, loses, numberOf, tagSteps } from "../steps";

type Name = PropertyOf<
  EcsNetworkInterfaceArgs & NetworkInterfaceArgs,
  EcsNetworkInterfaceState & NetworkInterfaceState
>;

type AddressKind = "PrivateIp" | "Ipv6";

/** A set of addresses: those that go are given back before the new ones are taken. */
const addresses = (on: Name, kind: AddressKind): Step<Name>[] => [
  { operation: `Unassign${kind}Addresses`, on: [on], when: loses(on) },
  { operation: `Assign${kind}Addresses`, on: [on], when: gains(on) },
];

/** A number of addresses; where the addresses themselves are given and are that many, it does nothing. */
const count = (on: Name, list: Name, kind: AddressKind): Step<Name>[] => [
  { operation: `Assign${kind}Addresses`, on: [on], when: (context) => more(context, on, list) > 0 },
  {
    operation: `Unassign${kind}Addresses`,
    on: [on],
    when: (context) => more(context, on, list) < 0,
  },
];

function more({ change: { before, after } }: StepContext, on: Name, list: Name): number {
  if (numberOf(after[on]) === ids(after[list]).length) return 0;
  return numberOf(after[on]) - numberOf(before[on]);
}

/** `alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface` and `alicloud:vpc/networkInterface:NetworkInterface` */
export const networkInterface = defineModel<
  EcsNetworkInterfaceArgs & NetworkInterfaceArgs,
  EcsNetworkInterfaceState & NetworkInterfaceState
>()({
  types: ["alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface", "alicloud:vpc/networkInterface:NetworkInterface"],
  schema: networkInterfaceSchema,
  create: [{ operation: "CreateNetworkInterface" }],
  update: [
    ...tagSteps("tags" as const),
    {
      // The groups of a network interface are one of its attributes: no JoinSecurityGroup, no LeaveSecurityGroup.
      operation: "ModifyNetworkInterfaceAttribute",
      on: [
        "description",
        "networkInterfaceName",
        "name",
        "queueNumber",
        "securityGroupIds",
        "securityGroups",
        "sourceDestCheck",
        "deleteOnRelease",
      ],
    },
    ...addresses("privateIpAddresses", "PrivateIp"),
    ...addresses("privateIps", "PrivateIp"),
    ...count("privateIpsCount", "privateIps", "PrivateIp"),
    ...count("secondaryPrivateIpAddressCount", "privateIpAddresses", "PrivateIp"),
    ...count("ipv6AddressCount", "ipv6Addresses", "Ipv6"),
    ...addresses("ipv6Addresses", "Ipv6"),
    ...count("ipv4PrefixCount", "ipv4Prefixes", "PrivateIp"),
    ...addresses("ipv4Prefixes", "PrivateIp"),
  ],
  delete: [{ operation: "DeleteNetworkInterface" }],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_network_interface.go",
});
