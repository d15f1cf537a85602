import assert from "node:assert/strict";
import { known, notKnown } from "../../../policypack/domain/lookUps";
import type { ResourceState } from "../../../policypack/domain/resources";
import { createdInUpdate } from "../../../policypack/review/lookUps/createdResources";
import { INSTANCE } from "../../support/scenario";
import { FAILURE } from "../support/oneCall";
import { priorOf } from "../support/resources";
import { stateOf } from "../support/judging";

const DISK = "alicloud:ecs/ecsDisk:EcsDisk";
const SET = "alicloud:ecs/ecsInstanceSet:EcsInstanceSet";
const ATTACHMENT = "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment";

const failing = () => Promise.resolve(notKnown(FAILURE));
/** What a resource is compared with, which may be a file; it says nothing on what an update does. */
const NOT_ASKED = { read: failing, readWithSecrets: failing };

/** `reads`: how often the state by now was read. */
function update(before: readonly ResourceState[], now: readonly ResourceState[], left: readonly ResourceState[] = []) {
  const reads = { now: 0 };
  const created = createdInUpdate({
    ...NOT_ASKED,
    underWay: {
      before: () => Promise.resolve(known(stateOf(before, left))),
      now: () => {
        reads.now += 1;
        return Promise.resolve(known(stateOf(now)));
      },
    },
  });
  return { reads, created: async (...ids: string[]) => [...(await created(ids)).keys()] };
}

describe("what an update has created", () => {
  const rows: readonly (readonly [string, ResourceState, readonly string[]])[] = [
    ["an instance with its system disk", priorOf(INSTANCE, "i-1", {}, { systemDiskId: "d-1" }), ["i-1", "d-1"]],
    ["a disk", priorOf(DISK, "d-1", {}), ["d-1"]],
    ["the instances of a set", priorOf(SET, "s", {}, { instanceIds: ["i-1"] }), ["i-1"]],
    ["nothing that is only attached", priorOf(ATTACHMENT, "d-1:i-1", {}, { instanceId: "i-1", diskId: "d-1" }), []],
    ["nothing that it only reads", priorOf(INSTANCE, "i-1", {}, {}, { external: true }), []],
    ["nothing that it has imported", priorOf(INSTANCE, "i-1", {}, {}, { imported: true }), []],
  ];
  for (const [name, now, expected] of rows) {
    it(`is ${name}`, async () => {
      assert.deepEqual(await update([], [now]).created("i-1", "d-1", "i-9"), expected);
    });
  }

  const older: readonly (readonly [string, ResourceState])[] = [
    ["an instance", priorOf(INSTANCE, "i-1", {})],
    ["a system disk", priorOf(INSTANCE, "i-0", {}, { systemDiskId: "i-1" })],
    ["a part of an id", priorOf(ATTACHMENT, "d-1:i-1", {})],
    ["the other part of an id", priorOf(ATTACHMENT, "i-1:d-1", {})],
    ["listed in an id", priorOf(ATTACHMENT, 'k:["i-1"]', {})],
    ["of a set", priorOf(SET, "s", {}, { instanceIds: ["i-1"] })],
    ["what something was attached to", priorOf(ATTACHMENT, "x", {}, { instanceId: "i-1" })],
    ["a disk that was attached", priorOf(ATTACHMENT, "x", {}, { diskId: "i-1" })],
  ];
  for (const [name, before] of older) {
    it(`is nothing that was in the state before, as ${name}`, async () => {
      assert.deepEqual(await update([before], [priorOf(INSTANCE, "i-1", {})]).created("i-1"), []);
      assert.deepEqual(await update([], [priorOf(INSTANCE, "i-1", {})], [before]).created("i-1"), []);
    });
  }

  it("is read once for an id that neither state has, and again for the next such id", async () => {
    const { created, reads } = update([], [priorOf(INSTANCE, "i-1", {})]);
    assert.deepEqual(await created("i-8"), []);
    assert.deepEqual([await created("i-8", "i-1"), reads.now], [["i-1"], 1]);
    await created("i-9");
    assert.equal(reads.now, 2);
  });

  it("is not read for what was there before", async () => {
    const { created, reads } = update([priorOf(INSTANCE, "i-1", {})], []);
    assert.deepEqual([await created("i-1"), reads.now], [[], 0]);
  });

  it("is found beside what was there before, and is not that", async () => {
    const older = priorOf(INSTANCE, "i-0", {}, {}, { urn: "u0" });
    const { created } = update([older], [older, priorOf(INSTANCE, "i-1", {})]);
    assert.deepEqual(await created("i-0", "i-1"), ["i-1"]);
    assert.deepEqual(await created("i-0", "i-9"), []);
  });

  it("is nothing where either state is not known, or the state by now is not to be had", async () => {
    const there = () => Promise.resolve(known(stateOf([priorOf(INSTANCE, "i-1", {})])));
    const empty = () => Promise.resolve(known(stateOf([])));
    const states = [{ before: failing, now: there }, { before: empty, now: failing }, undefined];
    for (const underWay of states) {
      const created = createdInUpdate({ ...NOT_ASKED, ...(underWay === undefined ? {} : { underWay }) });
      assert.equal((await created(["i-1"])).size, 0);
    }
  });
});

describe("what an update has made", () => {
  const made = async (
    now: ReturnType<typeof priorOf>,
    id: string,
  ): Promise<readonly (readonly [string, unknown])[]> => {
    const created = createdInUpdate({
      ...NOT_ASKED,
      underWay: {
        before: () => Promise.resolve(known(stateOf([]))),
        now: () => Promise.resolve(known(stateOf([now]))),
      },
    });
    return [...(await created([id]))];
  };

  it("is no instance or disk that it only reads, or has imported", async () => {
    for (const flag of [{ external: true }, { imported: true }]) {
      assert.deepEqual(await made(priorOf(INSTANCE, "i-1", {}, {}, flag), "i-1"), []);
      assert.deepEqual(await made(priorOf(DISK, "d-1", {}, {}, flag), "d-1"), []);
    }
  });

  it("is told with the instance that a disk was made on: its lock counts", async () => {
    assert.deepEqual(await made(priorOf(DISK, "d-1", { instanceId: "i-1" }), "d-1"), [["d-1", ["i-1"]]]);
    assert.deepEqual(await made(priorOf(DISK, "d-1", {}), "d-1"), [["d-1", []]]);
  });
});
