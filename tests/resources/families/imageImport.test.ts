import { itCalls } from "../support/table";

describe("An imported image", () => {
  const imported = { imageName: "a", diskDeviceMappings: [{ ossBucket: "a" }] };
  itCalls(
    ["alicloud:ecs/imageImport:ImageImport"],
    [
      { name: "is imported", after: imported, calls: ["ImportImage"] },
      {
        name: "is renamed",
        id: "m-1",
        before: imported,
        after: { ...imported, imageName: "b" },
        calls: ["ModifyImageAttribute"],
      },
      {
        name: "of another file is imported anew",
        id: "m-1",
        before: imported,
        after: { ...imported, diskDeviceMappings: [{ ossBucket: "b" }] },
        calls: ["ImportImage", "DeleteImage"],
      },
      { name: "is deleted", id: "m-1", before: imported, calls: ["DeleteImage"] },
    ],
  );
});
