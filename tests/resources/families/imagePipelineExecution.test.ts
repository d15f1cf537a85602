import { itCalls } from "../support/table";

describe("A run of an image pipeline", () => {
  const run = { imagePipelineId: "ip-1" };
  itCalls(
    ["alicloud:ecs/imagePipelineExecution:ImagePipelineExecution"],
    [
      { name: "is started", after: run, calls: ["StartImagePipelineExecution"] },
      {
        name: "is started and cancelled, where it is to be cancelled from the start",
        after: { ...run, status: "CANCELLED" },
        calls: ["StartImagePipelineExecution", "CancelImagePipelineExecution"],
      },
      {
        name: "is cancelled",
        id: "exec-1",
        before: { ...run, status: "BUILDING" },
        after: { ...run, status: "CANCELLED" },
        calls: ["CancelImagePipelineExecution"],
      },
      {
        name: "of another pipeline is started anew",
        id: "exec-1",
        before: run,
        after: { imagePipelineId: "ip-2" },
        calls: ["StartImagePipelineExecution"],
      },
      { name: "is only taken out of the state", id: "exec-1", before: run, calls: [] },
    ],
  );
});
