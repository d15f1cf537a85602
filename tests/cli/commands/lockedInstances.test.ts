import assert from "node:assert/strict";
import { countLine, regionText } from "../../../policypack/cli/commands/lockedInstances";
import type { DiskStatus, InstanceStatus } from "../../../policypack/domain/statuses";

const EVIDENCE = { source: "api", at: "2026-11-28T00:00:00Z", requestId: "R" } as const;
const SEEN = "  seen 2026-11-28T00:00:00Z by DescribeInstances, RequestId R";
const NOTHING = { instances: [], disks: [], failures: [] };

const status = (
  instanceId: string,
  lockReasons: readonly string[],
  more: Partial<InstanceStatus> = {},
): InstanceStatus => ({
  instanceId,
  lockReasons,
  evidence: EVIDENCE,
  ...more,
});
const LOCKED = status("i-1", ["security", "financial"], { name: "web", status: "Running" });
const FREE = status("i-22", []);

const textOf = (instances: readonly InstanceStatus[], named = false): string[] =>
  regionText("cn-a", { ...NOTHING, instances }, named).split("\n");

describe("what is locked in a region", () => {
  it("is listed with name, status and reasons, and when it was seen", () => {
    assert.deepEqual(textOf([LOCKED, FREE]), [
      "cn-a: 1 instance is locked for security reasons",
      "  i-1  web  Running  locked: security, financial",
      SEEN,
      "",
    ]);
  });

  it("is listed in columns, those that are named also where they are not locked", () => {
    assert.deepEqual(textOf([LOCKED, FREE], true), [
      "cn-a: 1 instance is locked for security reasons",
      "  i-1   web  Running  locked: security, financial",
      "  i-22                not locked",
      SEEN,
      "",
    ]);
  });

  it("is counted", () => {
    const other = status("i-3", ["Security"]);
    assert.equal(textOf([LOCKED, other])[0], "cn-a: 2 instances are locked for security reasons");
    assert.equal(textOf([FREE], true)[0], "cn-a: none of these instances is locked for security reasons");
  });

  it("is nothing where another reason than security locks", () => {
    assert.deepEqual(textOf([status("i-4", ["financial"])]), ["cn-a: no instance is locked for security reasons", ""]);
  });

  it("is never said to be nothing where something could not be looked up", () => {
    const failures = [{ cause: "c", remedy: "r" }];
    assert.equal(regionText("cn-a", { ...NOTHING, failures }, false), "");
  });

  it("says nothing of named instances that are in another region", () => {
    assert.equal(regionText("cn-a", NOTHING, true), "");
  });

  it("is shown without what would forge a line", () => {
    const [, row] = textOf([status("i-1", ["security", "x\n"], { name: "\u001b" })]);
    assert.equal(row, "  i-1  \\u001b    locked: security, x\\u000a");
  });
});

describe("the number of statuses in a lock file", () => {
  const disk: DiskStatus = { diskId: "d-1", status: "In_use", instanceIds: ["i-1"], evidence: EVIDENCE };
  it("is told, with how many are locked", () => {
    assert.equal(countLine([LOCKED, FREE], [disk]), "2 instances (1 locked) and 1 disk");
    assert.equal(countLine([FREE], []), "1 instance (0 locked) and 0 disks");
  });
});
