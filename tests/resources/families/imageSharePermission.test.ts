import { itCalls } from "../support/table";

describe("The share of an image", () => {
  const share = { accountId: "1", imageId: "m-1" };
  itCalls(
    ["alicloud:ecs/imageSharePermission:ImageSharePermission"],
    [
      { name: "is given", after: share, calls: ["ModifyImageSharePermission"] },
      {
        name: "goes from one account to another",
        id: "m-1:1",
        before: share,
        after: { ...share, accountId: "2" },
        calls: ["ModifyImageSharePermission", "ModifyImageSharePermission"],
      },
      { name: "is taken back", id: "m-1:1", before: share, calls: ["ModifyImageSharePermission"] },
    ],
  );
});
