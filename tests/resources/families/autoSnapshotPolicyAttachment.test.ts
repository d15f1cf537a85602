import { itCalls } from "../support/table";

describe("A snapshot policy on a disk", () => {
  itCalls(
    ["alicloud:ecs/ecsAutoSnapshotPolicyAttachment:EcsAutoSnapshotPolicyAttachment"],
    [
      {
        name: "moves from one disk to another",
        id: "sp-1:d-1",
        before: { autoSnapshotPolicyId: "sp-1", diskId: "d-1" },
        after: { autoSnapshotPolicyId: "sp-1", diskId: "d-2" },
        calls: ["ApplyAutoSnapshotPolicy d-2", "CancelAutoSnapshotPolicy d-1"],
      },
      {
        name: "no longer holds for it, by the resource id",
        id: "sp-1:d-1",
        before: { autoSnapshotPolicyId: "sp-1", diskId: "d-9" },
        calls: ["CancelAutoSnapshotPolicy d-1"],
      },
    ],
  );
});
