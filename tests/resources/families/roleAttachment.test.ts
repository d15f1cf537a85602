import { itCalls } from "../support/table";

describe("A RAM role for instances", () => {
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
});
