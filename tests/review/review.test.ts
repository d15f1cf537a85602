import assert from "node:assert/strict";
import { known, notKnown, type InstanceStatus } from "../../policypack/locks/lockStatus";
import type { ResourceModel, ResourceChange, Step, Target } from "../../policypack/resources/model";
import {
  hangsOnSecrets,
  reviewChange,
  wantedFor,
  wantsRegion,
  type PlannedChange,
  type ReviewOptions,
  type StatusView,
} from "../../policypack/review/review";

const OPTIONS: ReviewOptions = { edition: "topic", createInstance: "replacement", exemptions: [] };
const EVIDENCE = { source: "file", at: "2026-11-24T00:00:00Z", file: "locks.json" } as const;
const FAILURE = { cause: "not asked", remedy: "ask" };

const instance = (instanceId: string, lockReasons: readonly string[]): InstanceStatus => ({
  instanceId,
  lockReasons,
  evidence: EVIDENCE,
});

const VIEW: StatusView = {
  instance: (id) =>
    id === "i-failed"
      ? notKnown(FAILURE)
      : id === "i-unasked"
        ? undefined
        : known(instance(id, id === "i-locked" ? ["Security"] : id === "i-debt" ? ["financial"] : [])),
  disk: (diskId) => {
    const [, status = "In_use", instanceId = "i-locked"] = diskId.split("/");
    if (status === "failed") return notKnown(FAILURE);
    if (status === "unasked") return undefined;
    return known({
      diskId,
      status,
      instanceIds: instanceId === "none" ? [] : instanceId.split("+"),
      evidence: EVIDENCE,
    });
  },
  lockedInRegion: () => known([instance("i-elsewhere", ["security"])]),
};

/** A model of one step, so that the review is seen without any resource's particulars. */
function planned(operation: string, target?: Target, certain = true): PlannedChange {
  const step: Step = { operation, targets: () => (target === undefined ? [] : [target]) };
  const model: ResourceModel = {
    types: ["t"],
    schema: {},
    create: [step],
    update: [],
    delete: [],
    silent: [],
    source: "",
  };
  const change: ResourceChange = {
    type: "t",
    kind: "create",
    id: undefined,
    before: {},
    after: {},
    changed: new Map(),
    replaceKeys: [],
  };
  return { urn: "urn:pulumi:dev::p::t::a", model, change, certain: certain ? change : undefined };
}

const on = (instanceId: string): Target => ({ kind: "instance", instanceId });
const disk = (diskId: string): Target => ({ kind: "disk", diskId });

const CASES: readonly (readonly [string, string, Target | undefined, string])[] = [
  ["an affected operation on a locked instance", "StartInstance", on("i-locked"), "refused"],
  ["an affected operation on an instance that is not locked", "StartInstance", on("i-free"), "allowed"],
  ["an affected operation on an instance locked for another reason", "StartInstance", on("i-debt"), "allowed"],
  ["an affected operation on an instance that could not be looked up", "StartInstance", on("i-failed"), "undecided"],
  ["an affected operation on an instance that nobody has asked for", "StartInstance", on("i-unasked"), "undecided"],
  ["an affected operation on nothing that exists", "AttachDisk", undefined, "allowed"],
  ["an unaffected operation on a locked instance", "DeleteInstance", on("i-locked"), "allowed"],
  ["an operation that no source lists", "TagResources", on("i-locked"), "allowed"],
  ["a snapshot of a disk in use by a locked instance", "CreateSnapshot", disk("d/In_use/i-locked"), "refused"],
  ["a snapshot of a disk in use by a free instance", "CreateSnapshot", disk("d/In_use/i-free"), "allowed"],
  ["a snapshot of a disk that is not in use", "CreateSnapshot", disk("d/Available/i-locked"), "allowed"],
  [
    "a snapshot of a disk that several instances share, one of them locked",
    "CreateSnapshot",
    disk("d/In_use/i-free+i-locked"),
    "refused",
  ],
  [
    "a snapshot of a shared disk, one instance unknown, one locked",
    "CreateSnapshot",
    disk("d/In_use/i-failed+i-locked"),
    "refused",
  ],
  [
    "a snapshot of a shared disk, one instance unknown",
    "CreateSnapshot",
    disk("d/In_use/i-free+i-failed"),
    "undecided",
  ],
  ["a snapshot of a disk that could not be looked up", "CreateSnapshot", disk("d/failed"), "undecided"],
  ["a snapshot of a disk that nobody has asked for", "CreateSnapshot", disk("d/unasked"), "undecided"],
  ["ResetDisk on a disk that is not in use", "ResetDisk", disk("d/Available/i-locked"), "allowed"],
  [
    "ResizeDisk on the system disk of a locked instance",
    "ResizeDisk",
    { kind: "disk", diskId: "d/unasked", instanceId: "i-locked" },
    "refused",
  ],
  [
    "ResizeDisk on a system disk that turns out not to be in use",
    "ResizeDisk",
    { kind: "disk", diskId: "d/ReIniting", instanceId: "i-locked" },
    "allowed",
  ],
  ["the creation of an instance", "RunInstances", undefined, "allowed"],
  ["the creation of a locked instance's replacement", "RunInstances", on("i-locked"), "refused"],
];

describe("the verdict on an operation", () => {
  for (const [name, operation, target, verdict] of CASES) {
    it(`${name} (${operation}): ${verdict}`, () => {
      const { operations } = reviewChange(planned(operation, target), VIEW, OPTIONS);
      assert.deepEqual(
        operations.map((one) => one.verdict),
        [verdict],
      );
    });
  }

  it("on the creation of an instance, with anyInRegion and a locked one in the region: refused", () => {
    const options = { ...OPTIONS, createInstance: "anyInRegion" } as const;
    const [operation] = reviewChange(planned("RunInstances"), VIEW, options).operations;
    assert.deepEqual([operation?.verdict, operation?.instance?.instanceId], ["refused", "i-elsewhere"]);
    const failing = { ...VIEW, lockedInRegion: () => notKnown(FAILURE) };
    assert.equal(reviewChange(planned("RunInstances"), failing, options).operations[0]?.verdict, "undecided");
    const none = { ...VIEW, lockedInRegion: () => known([]) };
    assert.equal(reviewChange(planned("RunInstances"), none, options).operations[0]?.verdict, "allowed");
    const unasked = { ...VIEW, lockedInRegion: () => undefined };
    assert.equal(reviewChange(planned("RunInstances"), unasked, options).operations[0]?.verdict, "undecided");
  });

  it("on the creation of a locked instance's replacement, with never: allowed", () => {
    const options = { ...OPTIONS, createInstance: "never" } as const;
    assert.equal(
      reviewChange(planned("RunInstances", on("i-locked")), VIEW, options).operations[0]?.verdict,
      "allowed",
    );
  });

  it("on a call that hangs on a secret which cannot be compared: undecided", () => {
    const reviewed = reviewChange(planned("StartInstance", on("i-locked"), false), VIEW, OPTIONS);
    assert.equal(reviewed.operations[0]?.verdict, "undecided");
    assert.equal(hangsOnSecrets(reviewed), true);
  });

  it("on an exempt operation: exempt, also where it could not be looked up", () => {
    const exemption = { reason: "r", expires: "2999-01-01", operations: ["StartInstance"] };
    const options = { ...OPTIONS, exemptions: [exemption] };
    for (const id of ["i-locked", "i-failed"]) {
      const [operation] = reviewChange(planned("StartInstance", on(id)), VIEW, options).operations;
      assert.deepEqual([operation?.verdict, operation?.exemption], ["exempt", exemption]);
    }
    assert.equal(reviewChange(planned("StartInstance", on("i-free")), VIEW, options).operations[0]?.verdict, "allowed");
  });

  it("on a deleted locked instance: allowed, and noted for its disks", () => {
    const { deletesLocked } = reviewChange(planned("DeleteInstance", on("i-locked")), VIEW, OPTIONS);
    assert.deepEqual(
      deletesLocked.map(({ instanceId }) => instanceId),
      ["i-locked"],
    );
    assert.deepEqual(reviewChange(planned("DeleteInstance", on("i-free")), VIEW, OPTIONS).deletesLocked, []);
  });
});

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

  it("is the whole region for a creation with anyInRegion, and for nothing else", () => {
    const options = { ...OPTIONS, createInstance: "anyInRegion" } as const;
    assert.equal(wantsRegion(planned("RunInstances"), options), true);
    assert.equal(wantsRegion(planned("StartInstance", on("i-1")), options), false);
    assert.equal(wantsRegion(planned("RunInstances"), OPTIONS), false);
  });
});

describe("what other services do to an instance", () => {
  it("is noted for locked ones", () => {
    const base = planned("TagResources");
    const effect = { service: "ACK", action: "releases the instance", because: ["instances"] };
    const model: ResourceModel = {
      ...base.model,
      effects: () => ["i-locked", "i-free", "i-failed"].map((instanceId) => ({ ...effect, instanceId })),
    };
    const { effects } = reviewChange({ ...base, model }, VIEW, OPTIONS);
    assert.deepEqual(
      effects.map(({ instance: { instanceId } }) => instanceId),
      ["i-locked"],
    );
    assert.deepEqual(wantedFor({ ...base, model }, OPTIONS).instanceIds, ["i-locked", "i-free", "i-failed"]);
  });
});
