import { itCalls } from "../support/table";

describe("A network interface on an instance", () => {
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
      {
        name: "is detached by the resource id",
        id: "eni-1:i-1",
        before: { networkInterfaceId: "eni-1", instanceId: "i-9" },
        calls: ["DetachNetworkInterface i-1"],
      },
    ],
  );
});
