import { itCalls } from "../support/table";

describe("A RAM role for one instance", () => {
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
      {
        name: "is given to it",
        after: { instanceId: "i-1", ramRoleName: "r" },
        calls: ["AttachInstanceRamRole i-1"],
      },
    ],
  );
});
