import assert from "node:assert/strict";
import { notKnown } from "../../../policypack/domain/lookUps";
import { failingSource } from "../../../policypack/review/lookUps/lockSource";

const FAILURE = { cause: "no credential", remedy: "set one" };

describe("a source that cannot be asked", () => {
  const source = failingSource(FAILURE);

  it("gives its failure for every id, so that none is taken for not locked", async () => {
    const { instances, disks } = await source.lookUp({ instanceIds: ["i-1", "i-2"], diskIds: ["d-1"] });
    assert.deepEqual(
      [...instances],
      [
        ["i-1", notKnown(FAILURE)],
        ["i-2", notKnown(FAILURE)],
      ],
    );
    assert.deepEqual([...disks], [["d-1", notKnown(FAILURE)]]);
  });

  it("gives it for the whole region too", async () => {
    assert.deepEqual(await source.lockedInRegion(), notKnown(FAILURE));
  });
});
