import assert from "node:assert/strict";
import { known, notKnown } from "../../policypack/domain/lookUps";
import type { OperationCall } from "../../policypack/domain/calls";
import type { Target } from "../../policypack/domain/targets";
import { judgeCall, type DeleteLocked, type StatusView } from "../../policypack/review/verdict";
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

  it("on the creation of a replacement, with anyInRegion: refused by the instance and by all that are locked", () => {
    const options = { ...OPTIONS, createInstance: "anyInRegion" } as const;
    const replaced = callOf("RunInstances", on("i-locked"));
    const lockedBy = (view: StatusView) => {
      const { verdict, locked } = judgeCall(replaced, view, options);
      return [verdict, locked.map(({ instanceId }) => instanceId)];
    };
    assert.deepEqual(lockedBy(VIEW), ["refused", ["i-locked", "i-elsewhere"]]);
    for (const lockedInRegion of [() => notKnown(FAILURE), () => undefined]) {
      assert.deepEqual(lockedBy({ ...VIEW, lockedInRegion }), ["refused", ["i-locked"]]);
    }
  });

  it("on a creation tells why it is undecided: that nobody has asked, or that it failed", () => {
    const options = { ...OPTIONS, createInstance: "anyInRegion" } as const;
    const why = (lockedInRegion: StatusView["lockedInRegion"]) =>
      judgeCall(callOf("RunInstances"), { ...VIEW, lockedInRegion }, options).undecided;
    assert.deepEqual(
      why(() => undefined),
      { because: "notAsked" },
    );
    assert.deepEqual(
      why(() => notKnown(FAILURE)),
      { because: "lookUp", failure: FAILURE },
    );
  });

  it("tells of another target that is not known only where there is one", () => {
    const shared = (id: string) => judgeCall(callOf("CreateSnapshot", disk(id)), VIEW, OPTIONS);
    assert.deepEqual(shared("d/In_use/i-failed+i-locked").undecided, { because: "lookUp", failure: FAILURE });
    assert.deepEqual(shared("d/In_use/i-unasked+i-locked").undecided, { because: "notAsked" });
    assert.ok(!("undecided" in shared("d/In_use/i-locked")));
  });

  describe("on the deletion of an instance, by deleteLocked:", () => {
    const STATES = {
      locked: "i-locked",
      free: "i-free",
      "in debt": "i-debt",
      "not to be looked up": "i-failed",
    } as const;
    const rows: readonly (readonly [DeleteLocked, keyof typeof STATES, string])[] = [
      ["mandatory", "locked", "refused"],
      ["mandatory", "free", "allowed"],
      ["mandatory", "in debt", "allowed"],
      ["mandatory", "not to be looked up", "undecided"],
      ["advisory", "locked", "allowed"],
      ["advisory", "not to be looked up", "allowed"],
      ["ignore", "locked", "allowed"],
    ];
    for (const [deleteLocked, which, verdict] of rows) {
      it(`${deleteLocked}, and it is ${which}: ${verdict}`, () => {
        for (const operation of ["DeleteInstance", "DeleteInstances"]) {
          const judged = judgeCall(callOf(operation, on(STATES[which])), VIEW, { ...OPTIONS, deleteLocked });
          assert.equal(judged.verdict, verdict);
          assert.equal(judged.stoppedBy, deleteLocked === "mandatory" ? "deleteLocked" : undefined);
          assert.equal(judged.behavior.behavior, "unaffected");
        }
      });
    }

    it("it is the lock that refuses it where the edition says so", () => {
      for (const deleteLocked of ["mandatory", "advisory", "ignore"] as const) {
        const options = { ...OPTIONS, edition: "strict", deleteLocked } as const;
        const { verdict, stoppedBy } = judgeCall(callOf("DeleteInstance", on("i-locked")), VIEW, options);
        assert.deepEqual([verdict, stoppedBy], ["refused", undefined]);
      }
    });

    it("no other operation is stopped by it", () => {
      const options = { ...OPTIONS, deleteLocked: "mandatory" } as const;
      assert.equal(judgeCall(callOf("TagResources", on("i-locked")), VIEW, options).verdict, "allowed");
      assert.equal(judgeCall(callOf("StopInstance", on("i-locked")), VIEW, options).stoppedBy, undefined);
    });
  });

  it("on the creation of a locked instance's replacement, with never: allowed", () => {
    const options = { ...OPTIONS, createInstance: "never" } as const;
    assert.equal(judgeCall(callOf("RunInstances", on("i-locked")), VIEW, options).verdict, "allowed");
  });
});
