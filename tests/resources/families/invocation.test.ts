import { itCalls } from "../support/table";

describe("A run of a Cloud Assistant command", () => {
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
      {
        name: "is stopped on each instance",
        id: "t-1",
        before: { commandId: "c-1", instanceIds: ["i-1", "i-2"] },
        calls: ["StopInvocation i-1", "StopInvocation i-2"],
      },
    ],
  );
});
