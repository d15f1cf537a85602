import assert from "node:assert/strict";
import {
  AFFECTED_OPERATIONS,
  behaviorOf,
  createsInstances,
  EDITIONS,
  OPERATIONS,
  policyName,
  policyOperation,
} from "../../policypack/operations/behavior";

/** operation, then its behaviour in the editions topic, current and strict */
const CASES: readonly (readonly [string, string, string, string])[] = [
  ["StopInstance", "affected", "unaffected", "affected"],
  ["StartInstance", "affected", "affected", "affected"],
  ["DeleteInstance", "unaffected", "unaffected", "affected"],
  ["DeleteInstances", "unaffected", "unaffected", "affected"],
  ["ReplaceSystemDisk", "unaffected", "unaffected", "affectedWhenDiskInUse"],
  ["CreateImage", "unaffected", "affected", "affected"],
  ["CreateSnapshot", "affectedWhenDiskInUse", "affectedWhenDiskInUse", "affectedWhenDiskInUse"],
  ["CreateSnapshotGroup", "affectedWhenDiskInUse", "affectedWhenDiskInUse", "affectedWhenDiskInUse"],
  ["ResizeDisk", "affectedWhenDiskInUse", "affectedWhenDiskInUse", "affectedWhenDiskInUse"],
  ["ModifyInstanceSpec", "affected", "affected", "affected"],
  ["RenewInstance", "unaffected", "unaffected", "affected"],
  ["RunInstances", "affected", "affected", "affected"],
  ["StopInstances", "affected", "affected", "affected"],
  ["ModifyAutoSnapshotPolicyEx", "unaffected", "unaffected", "unaffected"],
  ["AuthorizeSecurityGroupEgress", "unaffected", "unaffected", "unaffected"],
  ["DescribeInstanceVncUrl", "affected", "affected", "affected"],
  ["TagResources", "unaffected", "unaffected", "unaffected"],
  ["toString", "unaffected", "unaffected", "unaffected"],
];

describe("the behaviour of an operation on a locked instance", () => {
  for (const [operation, ...expected] of CASES) {
    it(`${operation}: topic ${expected[0]}, current ${expected[1]}, strict ${expected[2]}`, () => {
      assert.deepEqual(
        EDITIONS.map((edition) => behaviorOf(operation, edition).behavior),
        expected,
      );
    });
  }

  it("of a batch form is that of the classic one, where no source lists the batch form", () => {
    assert.equal(behaviorOf("RunInstances", "topic").sameAs, "CreateInstance");
    assert.equal(behaviorOf("StopInstances", "topic").sameAs, undefined);
  });

  it("says where the sources differ", () => {
    assert.equal(behaviorOf("StopInstance", "topic").sourcesDiffer, true);
    assert.equal(behaviorOf("StartInstance", "topic").sourcesDiffer, false);
  });
});

describe("the policies of the operations", () => {
  it("are one for each operation that some source calls affected", () => {
    for (const operation of OPERATIONS) {
      const affected = EDITIONS.some((edition) => behaviorOf(operation, edition).behavior !== "unaffected");
      const own = behaviorOf(operation, "strict").sameAs === undefined;
      assert.equal(AFFECTED_OPERATIONS.includes(operation), affected && own, operation);
    }
    assert.equal(AFFECTED_OPERATIONS.length, 33);
  });

  it("are named after the operation in kebab case", () => {
    assert.equal(policyName("StartInstance"), "ecs-start-instance");
    assert.equal(policyName("ReInitDisk"), "ecs-re-init-disk");
    assert.equal(policyName("DescribeInstanceVncUrl"), "ecs-describe-instance-vnc-url");
  });

  it("report on the batch forms too: RunInstances belongs to ecs-create-instance", () => {
    assert.equal(policyOperation("RunInstances"), "CreateInstance");
    assert.equal(policyOperation("RebootInstances"), "RebootInstances");
  });

  it("know what creates instances", () => {
    assert.deepEqual(["RunInstances", "CreateInstance", "StartInstance"].map(createsInstances), [true, true, false]);
  });
});
