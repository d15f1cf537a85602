import { itCalls } from "../support/table";

describe("A Cloud Assistant command", () => {
  const command = { name: "uptime", type: "RunShellScript", commandContent: "bHM=" };
  itCalls(
    ["alicloud:ecs/command:Command"],
    [
      { name: "is created without being run", after: command, calls: ["CreateCommand"] },
      {
        name: "with another content is made anew",
        id: "c-1",
        before: command,
        after: { ...command, commandContent: "dXB0aW1l" },
        calls: ["CreateCommand", "DeleteCommand"],
      },
      { name: "is deleted", id: "c-1", before: command, calls: ["DeleteCommand"] },
    ],
  );
});
