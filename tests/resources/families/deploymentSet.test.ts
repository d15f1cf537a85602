import { itCalls } from "../support/table";

describe("A deployment set", () => {
  const set = { deploymentSetName: "a", strategy: "Availability" };
  itCalls(
    ["alicloud:ecs/ecsDeploymentSet:EcsDeploymentSet"],
    [
      { name: "is created", after: set, calls: ["CreateDeploymentSet"] },
      {
        name: "is renamed, whatever instances are in it",
        id: "ds-1",
        before: set,
        after: { ...set, deploymentSetName: "b" },
        calls: ["ModifyDeploymentSetAttribute"],
      },
      {
        name: "with another strategy is made anew",
        id: "ds-1",
        before: set,
        after: { ...set, strategy: "StrictAvailability" },
        calls: ["CreateDeploymentSet", "DeleteDeploymentSet"],
      },
      { name: "is deleted", id: "ds-1", before: set, calls: ["DeleteDeploymentSet"] },
    ],
  );
});
