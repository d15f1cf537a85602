import { itCalls } from "../support/table";

describe("An exported image", () => {
  const exported = { imageId: "m-1", ossBucket: "a" };
  itCalls(
    ["alicloud:ecs/imageExport:ImageExport"],
    [
      { name: "is exported", after: exported, calls: ["ExportImage"] },
      {
        name: "to another bucket is exported anew",
        id: "m-1",
        before: exported,
        after: { ...exported, ossBucket: "b" },
        calls: ["ExportImage"],
      },
      { name: "is deleted in OSS, not in ECS", id: "m-1", before: exported, calls: [] },
    ],
  );
});
