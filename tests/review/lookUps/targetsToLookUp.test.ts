import assert from "node:assert/strict";
import type { Target } from "../../../policypack/domain/targets";
import type { ResourceModel } from "../../../policypack/resources/model";
import { wantedFor, wantsRegion } from "../../../policypack/review/lookUps/targetsToLookUp";
import { disk, on, OPTIONS, planned } from "../support/oneCall";

describe("what a review needs to know", () => {
  const calls: readonly (readonly [string, Target | undefined, readonly string[], readonly string[]])[] = [
    ["StartInstance", on("i-1"), ["i-1"], []],
    ["TagResources", on("i-1"), [], []],
    ["CreateSnapshot", disk("d-1"), [], ["d-1"]],
    ["ResizeDisk", { kind: "disk", diskId: "d-1", instanceId: "i-1" }, ["i-1"], []],
    ["DeleteInstance", on("i-1"), ["i-1"], []],
    ["RunInstances", on("i-1"), ["i-1"], []],
    ["AttachDisk", undefined, [], []],
  ];
  for (const [operation, target, instanceIds, diskIds] of calls) {
    it(`of ${operation}: instances ${instanceIds.join() || "none"}, disks ${diskIds.join() || "none"}`, () => {
      assert.deepEqual(wantedFor(planned(operation, target), OPTIONS), { instanceIds, diskIds });
    });
  }

  it("is nothing for a replacement with createInstance never", () => {
    const wanted = wantedFor(planned("RunInstances", on("i-1")), { ...OPTIONS, createInstance: "never" });
    assert.deepEqual(wanted.instanceIds, []);
  });

  it("is nothing for a deletion with deleteLocked ignore, unless the edition refuses it", () => {
    const options = { ...OPTIONS, deleteLocked: "ignore" } as const;
    const deletion = planned("DeleteInstance", on("i-1"));
    assert.deepEqual(wantedFor(deletion, options).instanceIds, []);
    assert.deepEqual(wantedFor(deletion, { ...options, edition: "strict" }).instanceIds, ["i-1"]);
    assert.deepEqual(wantedFor(deletion, { ...options, deleteLocked: "mandatory" }).instanceIds, ["i-1"]);
  });

  describe("of a creation that may be an import", () => {
    const importing = (operation: string) => {
      const base = planned(operation, on("i-1"));
      const exists: ResourceModel["exists"] = (_, live) => live.diskInstances("d-1")?.includes("i-1") === true;
      const change = { ...base.change, mayBeImport: true } as const;
      return { ...base, model: { ...base.model, exists }, change, decision: { readings: [undefined, change] } };
    };
    it("is the disk by which it exists already", () => {
      assert.deepEqual(wantedFor(importing("AttachDisk"), OPTIONS), { instanceIds: ["i-1"], diskIds: ["d-1"] });
    });
    it("is nothing where no call of it may be refused", () => {
      assert.deepEqual(wantedFor(importing("TagResources"), OPTIONS), { instanceIds: [], diskIds: [] });
    });
  });

  it("is the whole region beside other calls", () => {
    const base = planned("RunInstances");
    const model = { ...base.model, create: [...planned("TagResources").model.create, ...base.model.create] };
    assert.equal(wantsRegion({ ...base, model }, { ...OPTIONS, createInstance: "anyInRegion" }), true);
  });

  it("is the whole region for a creation with anyInRegion, and for nothing else", () => {
    const options = { ...OPTIONS, createInstance: "anyInRegion" } as const;
    assert.equal(wantsRegion(planned("RunInstances"), options), true);
    assert.equal(wantsRegion(planned("StartInstance", on("i-1")), options), false);
    assert.equal(wantsRegion(planned("RunInstances"), OPTIONS), false);
  });
});
