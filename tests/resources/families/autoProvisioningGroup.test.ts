import { itCalls } from "../support/table";

describe("An auto provisioning group", () => {
  const group = { launchTemplateId: "lt-1", totalTargetCapacity: "1" };
  itCalls(
    ["alicloud:ecs/autoProvisioningGroup:AutoProvisioningGroup"],
    [
      { name: "is created, and the service makes its instances", after: group, calls: ["CreateAutoProvisioningGroup"] },
      {
        name: "is given another capacity",
        id: "apg-1",
        before: group,
        after: { ...group, totalTargetCapacity: "2" },
        calls: ["ModifyAutoProvisioningGroup"],
      },
      {
        name: "of another launch template is made anew",
        id: "apg-1",
        before: group,
        after: { ...group, launchTemplateId: "lt-2" },
        calls: ["CreateAutoProvisioningGroup", "DeleteAutoProvisioningGroup"],
      },
      {
        name: "is deleted with its instances, which no property names",
        id: "apg-1",
        before: { ...group, terminateInstances: true },
        calls: ["DeleteAutoProvisioningGroup"],
      },
    ],
  );
});
