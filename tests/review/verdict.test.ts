import assert from "node:assert/strict";
import { known, notKnown } from "../../policypack/domain/lookUps";
import type { OperationCall } from "../../policypack/domain/calls";
import type { Target } from "../../policypack/domain/targets";
import { judgeCall } from "../../policypack/review/verdict";
import { disk, FAILURE, on, OPTIONS, VIEW } from "./support/oneCall";

const callOf = (operation: string, target?: Target): OperationCall => ({
  operation,
  because: [],
  ...(target === undefined ? {} : { target }),
});

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
      assert.equal(judgeCall(callOf(operation, target), VIEW, OPTIONS).verdict, verdict);
    });
  }

  it("on the creation of an instance, with anyInRegion and a locked one in the region: refused", () => {
    const options = { ...OPTIONS, createInstance: "anyInRegion" } as const;
    const { verdict, locked } = judgeCall(callOf("RunInstances"), VIEW, options);
    assert.deepEqual([verdict, locked.map(({ instanceId }) => instanceId)], ["refused", ["i-elsewhere"]]);
    const failing = { ...VIEW, lockedInRegion: () => notKnown(FAILURE) };
    assert.equal(judgeCall(callOf("RunInstances"), failing, options).verdict, "undecided");
    const none = { ...VIEW, lockedInRegion: () => known([]) };
    assert.equal(judgeCall(callOf("RunInstances"), none, options).verdict, "allowed");
    const unasked = { ...VIEW, lockedInRegion: () => undefined };
    assert.equal(judgeCall(callOf("RunInstances"), unasked, options).verdict, "undecided");
  });

  it("on the creation of a locked instance's replacement, with never: allowed", () => {
    const options = { ...OPTIONS, createInstance: "never" } as const;
    assert.equal(judgeCall(callOf("RunInstances", on("i-locked")), VIEW, options).verdict, "allowed");
  });
});
