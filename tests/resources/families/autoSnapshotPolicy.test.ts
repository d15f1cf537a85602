import { itCalls } from "../support/table";

describe("An automatic snapshot policy", () => {
  const policy = { repeatWeekdays: ["1"], retentionDays: 7, timePoints: ["0"] };
  itCalls(
    ["alicloud:ecs/autoSnapshotPolicy:AutoSnapshotPolicy", "alicloud:ecs/snapshotPolicy:SnapshotPolicy"],
    [
      { name: "is created, and acts on no disk", after: policy, calls: ["CreateAutoSnapshotPolicy"] },
      {
        name: "keeps its snapshots for another time",
        id: "sp-1",
        before: policy,
        after: { ...policy, retentionDays: 30 },
        calls: ["ModifyAutoSnapshotPolicyEx"],
      },
      {
        name: "is moved to a resource group",
        id: "sp-1",
        before: policy,
        after: { ...policy, resourceGroupId: "rg-1" },
        calls: ["JoinResourceGroup"],
      },
      {
        name: "is given another tag for an old one",
        id: "sp-1",
        before: { ...policy, tags: { a: "1" } },
        after: { ...policy, tags: { b: "1" } },
        calls: ["UntagResources", "TagResources"],
      },
      { name: "is deleted", id: "sp-1", before: policy, calls: ["DeleteAutoSnapshotPolicy"] },
    ],
  );
});
