import { itCalls } from "../support/table";

describe("The permission to attach a network interface", () => {
  const permission = { accountId: "1", networkInterfaceId: "eni-1", permission: "InstanceAttach" };
  itCalls(
    ["alicloud:ecs/ecsNetworkInterfacePermission:EcsNetworkInterfacePermission"],
    [
      { name: "is given", after: permission, calls: ["CreateNetworkInterfacePermission"] },
      {
        name: "goes from one account to another",
        id: "eni-perm-1",
        before: permission,
        after: { ...permission, accountId: "2" },
        calls: ["CreateNetworkInterfacePermission", "DeleteNetworkInterfacePermission"],
      },
      { name: "is taken back", id: "eni-perm-1", before: permission, calls: ["DeleteNetworkInterfacePermission"] },
    ],
  );
});
