import { UNKNOWN } from "../../../policypack/domain/values";
import { NOTHING_KNOWN, type LiveView } from "../../../policypack/resources/model";
import assert from "node:assert/strict";
import { disksOfImport } from "../../../policypack/resources/calls";
import { changeOf, requireModel } from "../support/plan";
import { itCalls } from "../support/table";

const TYPES = ["alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment", "alicloud:ecs/diskAttachment:DiskAttachment"];
const on = (diskId: string, instanceId: string) => ({ diskId, instanceId });
const attachedTo = (...instanceIds: string[]): LiveView => ({ ...NOTHING_KNOWN, diskInstances: () => instanceIds });

describe("A disk attachment", () => {
  itCalls(TYPES, [
    { name: "attaches to its instance", after: on("d-1", "i-1"), calls: ["AttachDisk i-1", "ModifyDiskAttribute d-1"] },
    {
      name: "attaches a new disk to an instance that exists",
      after: { diskId: UNKNOWN, instanceId: "i-1" },
      calls: ["AttachDisk i-1", "ModifyDiskAttribute"],
    },
    {
      name: "to an instance that does not exist yet has no target",
      after: { diskId: "d-1", instanceId: UNKNOWN },
      calls: ["AttachDisk", "ModifyDiskAttribute d-1"],
    },
    {
      name: "that may be an import is one where its disk is on that instance already",
      after: on("d-1", "i-1"),
      mayBeImport: true,
      live: attachedTo("i-1"),
      calls: [],
    },
    {
      name: "that is no import is made also where its disk is on that instance already",
      after: on("d-1", "i-1"),
      live: attachedTo("i-1"),
      calls: ["AttachDisk i-1", "ModifyDiskAttribute d-1"],
    },
    {
      name: "that may be an import is none where its disk is on another instance",
      after: on("d-1", "i-1"),
      mayBeImport: true,
      live: attachedTo("i-2"),
      calls: ["AttachDisk i-1", "ModifyDiskAttribute d-1"],
    },
    {
      name: "that moves acts on both instances",
      id: "d-1:i-1",
      before: on("d-1", "i-1"),
      after: on("d-1", "i-2"),
      calls: ["AttachDisk i-2", "ModifyDiskAttribute d-1", "DetachDisk i-1"],
    },
    {
      name: "that moves is not taken for an import, wherever the disk is",
      id: "d-1:i-1",
      before: on("d-1", "i-1"),
      after: on("d-1", "i-2"),
      live: attachedTo("i-1", "i-2"),
      calls: ["AttachDisk i-2", "ModifyDiskAttribute d-1", "DetachDisk i-1"],
    },
    {
      name: "that moves to an instance only known at apply still detaches",
      id: "d-1:i-1",
      before: on("d-1", "i-1"),
      after: { diskId: "d-1", instanceId: UNKNOWN },
      calls: ["AttachDisk", "ModifyDiskAttribute d-1", "DetachDisk i-1"],
    },
    {
      name: "is detached by its resource id",
      id: "d-1:i-1",
      before: on("d-9", "i-9"),
      calls: ["DetachDisk i-1"],
    },
    {
      name: "without a readable id is detached by its state",
      id: "x",
      before: on("d-1", "i-1"),
      calls: ["DetachDisk i-1"],
    },
    {
      name: "of which only the disk is known is judged by the disk",
      id: "x",
      before: { diskId: "d-1" },
      calls: ["DetachDisk d-1"],
    },
    {
      name: "is not touched by deleteWithInstance",
      id: "d-1:i-1",
      before: { ...on("d-1", "i-1"), deleteWithInstance: false },
      after: { ...on("d-1", "i-1"), deleteWithInstance: true },
      calls: [],
    },
  ]);

  it("asks where its disk is attached only when it may be an import", () => {
    for (const type of TYPES) {
      const created = changeOf(type, { after: on("d-1", "i-1"), mayBeImport: true });
      const deleted = changeOf(type, { id: "d-1:i-1", before: on("d-1", "i-1") });
      assert.ok(created !== undefined && deleted !== undefined);
      assert.deepEqual(disksOfImport(requireModel(type), created), ["d-1"]);
      assert.deepEqual(disksOfImport(requireModel(type), deleted), []);
    }
  });
});
