import assert from "node:assert/strict";
import { refusedOn, worksOn } from "../../../policypack/cli/commands/explainLock";
import { AFFECTED_OPERATIONS, behaviorOf, createsInstances, EDITIONS } from "../../../policypack/operations/behavior";
import { targetKinds } from "../../../policypack/operations/targets";

const INSTANCE = { kind: "instance", instanceId: "i-1" } as const;
const DISK = { kind: "disk", diskId: "d-1" } as const;

/** The operations that the lines after a headline name. */
const named = (lines: readonly string[], headline: string): string[] => {
  const start = lines.indexOf(headline);
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("  "));
  const own = start < 0 ? [] : lines.slice(start + 1, end < 0 ? undefined : end);
  return own
    .join(" ")
    .split(/[\s,]+/)
    .filter((name) => name !== "");
};

describe("what a lock refuses on a target", () => {
  for (const edition of EDITIONS) {
    it(`is every operation that edition ${edition} calls affected, by what it acts on`, () => {
      const lines = refusedOn(INSTANCE, edition);
      const onInstance = named(lines, `Refused on the instance (edition ${edition}):`);
      const onDisks = named(lines, `Refused on a disk while it is in use there (edition ${edition}):`);
      const refused = AFFECTED_OPERATIONS.filter(
        (operation) => behaviorOf(operation, edition).behavior !== "unaffected" && !createsInstances(operation),
      );
      assert.deepEqual([...onInstance, ...onDisks].sort(), refused);
      for (const operation of onDisks) assert.ok(targetKinds(operation)?.includes("disk"), operation);
      assert.deepEqual(
        onInstance.filter((operation) => onDisks.includes(operation)),
        [],
      );
    });
  }

  it("is, of a disk, what acts on disks", () => {
    const lines = refusedOn(DISK, "topic");
    assert.deepEqual(named(lines, "Refused on the instance (edition topic):"), []);
    assert.ok(named(lines, "Refused on a disk while it is in use there (edition topic):").includes("CreateSnapshot"));
  });
});

describe("what still works on a locked instance", () => {
  it("is what no operation is refused for", () => {
    assert.deepEqual(worksOn("topic"), [
      "Still works:",
      "  - the rules of the security groups that it is in",
      "  - snapshots of a disk that is not in use, and disks made of snapshots that",
      "    exist",
      "  - tags, on the instance and its disks",
      "  - deletion of the instance; its disks go with it, also those with",
      "    deleteWithInstance false, and what is on them may be evidence",
      "  - looking: status, monitoring, snapshots",
    ]);
  });

  it("is not the deletion, where an edition goes by the page that lists its refusal", () => {
    assert.equal(behaviorOf("DeleteInstance", "strict").behavior, "affected");
    assert.doesNotMatch(worksOn("strict").join("\n"), /deletion/);
    assert.match(worksOn("strict").join("\n"), /the rules of the security groups/);
  });
});
