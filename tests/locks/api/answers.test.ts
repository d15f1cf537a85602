import assert from "node:assert/strict";
import {
  byId,
  DISKS,
  INSTANCES,
  pageEntries,
  type Entry,
  type Layout,
  type Origin,
} from "../../../policypack/locks/api/answers";
import type { LookUp } from "../../../policypack/domain/lookUps";

const ORIGIN: Origin = {
  evidence: { source: "api", at: "2026-01-01T00:00:00Z", requestId: "R-1" },
  remedy: "ask again",
};

const locked = { OperationLocks: { LockReason: [{ LockReason: "security" }] } };

function entries<T>(layout: Layout<T>, ...list: readonly object[]): readonly Entry<T>[] {
  const [outer, inner] = layout.path;
  const page = pageEntries({ [outer]: { [inner]: list } }, layout, ORIGIN);
  assert.ok(page.ok);
  return page.value;
}

const causeOf = (status: LookUp<unknown> | undefined): string =>
  status?.known === false ? status.failure.cause : "it is known";

describe("An entry of DescribeInstances", () => {
  it("has its lock reasons, and what else is known", () => {
    const [entry] = entries(INSTANCES, { InstanceId: "i-1", RegionId: "cn-a", InstanceName: "web", ...locked });
    assert.deepEqual(entry, {
      id: "i-1",
      regionId: "cn-a",
      status: {
        known: true,
        value: {
          instanceId: "i-1",
          name: "web",
          regionId: "cn-a",
          lockReasons: ["security"],
          evidence: ORIGIN.evidence,
        },
      },
    });
  });

  for (const [what, entry, cause] of [
    ["without OperationLocks", {}, /no OperationLocks\.LockReason/],
    ["with a lock that has no reason", { OperationLocks: { LockReason: [{}] } }, /a lock without LockReason/],
    ["with locks that are no list", { OperationLocks: { LockReason: {} } }, /no OperationLocks\.LockReason/],
  ] as const) {
    it(`${what} is not known, least of all unlocked`, () => {
      const [read] = entries(INSTANCES, { InstanceId: "i-1", ...entry });
      assert.match(causeOf(read?.status), cause);
    });
  }

  it("without an id makes the page unreadable, and a page without its list is none", () => {
    const page = pageEntries({ Instances: { Instance: [{}] } }, INSTANCES, ORIGIN);
    assert.deepEqual(page, { ok: false, problem: "Instances.Instance[0] has no InstanceId" });
    assert.deepEqual(pageEntries({}, INSTANCES, ORIGIN), { ok: false, problem: "it has no list Instances.Instance" });
  });

  it("that is listed twice is known only where both say the same", () => {
    const same = entries(INSTANCES, { InstanceId: "i-1", ...locked }, { InstanceId: "i-1", ...locked });
    assert.equal(byId(same, "again").get("i-1")?.known, true);
    const unlocked = { OperationLocks: { LockReason: [] } };
    const different = entries(INSTANCES, { InstanceId: "i-1", ...locked }, { InstanceId: "i-1", ...unlocked });
    assert.match(causeOf(byId(different, "again").get("i-1")), /listed twice, with different statuses/);
    const broken = entries(INSTANCES, { InstanceId: "i-1" }, { InstanceId: "i-1", ...unlocked });
    assert.match(causeOf(byId(broken, "again").get("i-1")), /no OperationLocks/);
  });
});

describe("An entry of DescribeDisks", () => {
  it("has every instance that the disk is attached to, once", () => {
    const Attachments = { Attachment: [{ InstanceId: "i-1" }, { InstanceId: "i-2" }] };
    const [entry] = entries(DISKS, { DiskId: "d-1", Status: "In_use", InstanceId: "i-1", Attachments });
    assert.ok(entry?.status.known);
    assert.deepEqual(entry.status.value.instanceIds, ["i-1", "i-2"]);
  });

  for (const [what, entry, cause] of [
    ["without a status", {}, /no Status/],
    ["in use by nobody", { Status: "In_use" }, /In_use, but no instance is named/],
    ["with attachments that are no list", { Status: "Available", Attachments: { Attachment: 1 } }, /not a list/],
    ["attached to nothing", { Status: "In_use", Attachments: { Attachment: [{}] } }, /attachment without InstanceId/],
  ] as const) {
    it(`${what} is not known, least of all free`, () => {
      const [read] = entries(DISKS, { DiskId: "d-1", ...entry });
      assert.match(causeOf(read?.status), cause);
    });
  }
});
