import { itCalls } from "../support/table";

describe("An image pipeline", () => {
  const pipeline = { baseImage: "m-1", baseImageType: "IMAGE" };
  itCalls(
    ["alicloud:ecs/ecsImagePipeline:EcsImagePipeline"],
    [
      { name: "is created, and makes no image yet", after: pipeline, calls: ["CreateImagePipeline"] },
      {
        name: "of another image is made anew",
        id: "ip-1",
        before: pipeline,
        after: { ...pipeline, baseImage: "m-2" },
        calls: ["CreateImagePipeline", "DeleteImagePipeline"],
      },
      { name: "is deleted", id: "ip-1", before: pipeline, calls: ["DeleteImagePipeline"] },
    ],
  );
});
