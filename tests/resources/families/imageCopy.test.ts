import { itCalls } from "../support/table";

describe("A copy of an image", () => {
  const copy = { sourceImageId: "m-2", sourceRegionId: "cn-beijing" };
  itCalls(
    ["alicloud:ecs/imageCopy:ImageCopy", "alicloud:ecs/copyImage:CopyImage"],
    [
      { name: "is made", after: copy, calls: ["CopyImage"] },
      {
        name: "is described otherwise",
        id: "m-1",
        before: copy,
        after: { ...copy, description: "b" },
        calls: ["ModifyImageAttribute"],
      },
      {
        name: "of another image is made anew",
        id: "m-1",
        before: copy,
        after: { ...copy, sourceImageId: "m-3" },
        calls: ["CopyImage", "DeleteImage"],
      },
      {
        name: "takes its snapshots with it where it is told to",
        id: "m-1",
        before: { ...copy, deleteAutoSnapshot: true },
        calls: ["DeleteImage", "DeleteSnapshot"],
      },
    ],
  );
});
