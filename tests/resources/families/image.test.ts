import { itCalls } from "../support/table";

describe("An image", () => {
  itCalls(
    ["alicloud:ecs/image:Image"],
    [
      { name: "is made of an instance", after: { instanceId: "i-1" }, calls: ["CreateImage i-1"] },
      { name: "of a snapshot acts on no instance", after: { snapshotId: "s-1" }, calls: ["CreateImage"] },
      {
        name: "with another instance is not made anew",
        id: "m-1",
        before: { instanceId: "i-1" },
        after: { instanceId: "i-2" },
        calls: [],
      },
      {
        name: "for another platform is made anew of the instance",
        id: "m-1",
        before: { instanceId: "i-1", platform: "Ubuntu" },
        after: { instanceId: "i-1", platform: "CentOS" },
        calls: ["CreateImage i-1", "DeleteImage"],
      },
      {
        name: "takes its snapshots with it where it is told to",
        id: "m-1",
        before: { instanceId: "i-1", deleteAutoSnapshot: true },
        calls: ["DeleteImage", "DeleteSnapshot"],
      },
      {
        name: "stays in its resource group where the program names none",
        id: "m-1",
        before: { resourceGroupId: "rg-1", description: "a" },
        after: { resourceGroupId: "", description: "b" },
        calls: ["ModifyImageAttribute"],
      },
    ],
  );
});
