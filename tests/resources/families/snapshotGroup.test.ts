import { UNKNOWN } from "../../../policypack/domain/values";
import { itCalls } from "../support/table";

describe("A snapshot group", () => {
  itCalls(
    ["alicloud:ecs/ecsSnapshotGroup:EcsSnapshotGroup"],
    [
      { name: "takes every disk of its instance", after: { instanceId: "i-1" }, calls: ["CreateSnapshotGroup i-1"] },
      {
        name: "takes the disks it names",
        after: { instanceId: "i-1", diskIds: ["d-1", "d-2"] },
        calls: ["CreateSnapshotGroup d-1", "CreateSnapshotGroup d-2"],
      },
      {
        name: "leaves out the disks it excludes",
        after: { instanceId: "i-1", diskIds: ["d-1", "d-2"], excludeDiskIds: ["d-1"] },
        calls: ["CreateSnapshotGroup d-2"],
      },
      {
        name: "that excludes some disks of its instance takes the others, which the instance's lock decides on",
        after: { instanceId: "i-1", excludeDiskIds: ["d-1"] },
        calls: ["CreateSnapshotGroup i-1"],
      },
      {
        name: "with disks only known at apply is judged by its instance",
        after: { instanceId: "i-1", diskIds: UNKNOWN },
        calls: ["CreateSnapshotGroup i-1"],
      },
      {
        name: "with other disks takes no new snapshots",
        id: "ssg-1",
        before: { instanceId: "i-1", diskIds: ["d-1"] },
        after: { instanceId: "i-1", diskIds: ["d-2"] },
        calls: [],
      },
      {
        name: "of another instance is taken anew",
        id: "ssg-1",
        before: { instanceId: "i-1" },
        after: { instanceId: "i-2" },
        calls: ["CreateSnapshotGroup i-2", "DeleteSnapshotGroup"],
      },
    ],
  );
});
