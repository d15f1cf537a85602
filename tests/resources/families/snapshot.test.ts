import { UNKNOWN } from "../../../policypack/domain/values";
import { itCalls } from "../support/table";

describe("A snapshot", () => {
  itCalls(
    ["alicloud:ecs/ecsSnapshot:EcsSnapshot", "alicloud:ecs/snapshot:Snapshot"],
    [
      { name: "is taken of its disk", after: { diskId: "d-1" }, calls: ["CreateSnapshot d-1"] },
      {
        name: "of a disk that does not exist yet has no target",
        after: { diskId: UNKNOWN },
        calls: ["CreateSnapshot"],
      },
      {
        name: "of another disk is taken anew, and the old one deleted",
        id: "s-1",
        before: { diskId: "d-1" },
        after: { diskId: "d-2" },
        calls: ["CreateSnapshot d-2", "DeleteSnapshot"],
      },
      {
        name: "is renamed without touching the disk",
        id: "s-1",
        before: { diskId: "d-1", snapshotName: "a" },
        after: { diskId: "d-1", snapshotName: "b" },
        calls: ["ModifySnapshotAttribute"],
      },
      { name: "is deleted without touching the disk", id: "s-1", before: { diskId: "d-1" }, calls: ["DeleteSnapshot"] },
    ],
  );
});
