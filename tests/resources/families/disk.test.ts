import { UNKNOWN } from "../../../policypack/domain/values";
import { itCalls } from "../support/table";

const DISK = { id: "d-1" };
const before = { category: "cloud_essd", size: 40, performanceLevel: "PL1" };

describe("A disk", () => {
  itCalls(
    ["alicloud:ecs/ecsDisk:EcsDisk", "alicloud:ecs/disk:Disk"],
    [
      { name: "is created without a target", after: { size: 40 }, calls: ["CreateDisk"] },
      {
        name: "that is a subscription is created on its instance",
        after: { size: 40, instanceId: "i-1" },
        calls: ["CreateDisk i-1"],
      },
      {
        name: "is given attributes that creating it does not take",
        after: { size: 40, deleteAutoSnapshot: true },
        calls: ["CreateDisk", "ModifyDiskAttribute"],
      },
      { ...DISK, name: "is resized", before, after: { ...before, size: 80 }, calls: ["ResizeDisk d-1"] },
      {
        ...DISK,
        name: "is modified in the provider's order",
        before,
        after: { ...before, size: 80, diskName: "data", performanceLevel: "PL2", tags: { a: "b" } },
        calls: ["ModifyDiskAttribute d-1", "ResizeDisk d-1", "ModifyDiskSpec d-1", "TagResources d-1"],
      },
      {
        ...DISK,
        name: "is given burst after it has become a disk that can",
        before,
        after: { ...before, category: "cloud_auto", burstingEnabled: true },
        calls: ["ModifyDiskSpec d-1", "ModifyDiskAttribute d-1"],
      },
      {
        ...DISK,
        name: "may be given burst before or after, where its category is only known at apply",
        before,
        after: { ...before, category: UNKNOWN, burstingEnabled: true },
        calls: ["ModifyDiskAttribute d-1", "ModifyDiskSpec d-1", "ModifyDiskAttribute d-1"],
      },
      {
        ...DISK,
        name: "without performance levels hides a change of it",
        before: { category: "cloud_efficiency", performanceLevel: "PL1" },
        after: { category: "cloud_efficiency", performanceLevel: "PL2" },
        calls: [],
      },
      {
        ...DISK,
        name: "is not moved by another instanceId",
        before: { ...before, instanceId: "i-1" },
        after: { ...before, instanceId: "i-2" },
        calls: [],
      },
      {
        ...DISK,
        name: "is replaced by another zone",
        before: { ...before, zoneId: "cn-hangzhou-h" },
        after: { ...before, zoneId: "cn-hangzhou-i" },
        calls: ["CreateDisk", "DeleteDisk d-1"],
      },
      { ...DISK, name: "is deleted", before, calls: ["DeleteDisk d-1"] },
      {
        ...DISK,
        name: "that is a subscription and goes with its instance is only forgotten",
        before: { ...before, paymentType: "Subscription", deleteWithInstance: true },
        calls: [],
      },
    ],
  );
});
