import assert from "node:assert/strict";
import { lookUpView } from "../../../policypack/review/lookUps/statusLookUp";
import { notingSource } from "../support/statuses";

const NONE = { instanceIds: [], diskIds: [] };

describe("a look-up", () => {
  it("asks for what is wanted, and shows it", async () => {
    const source = notingSource();
    const view = await lookUpView(source, { instanceIds: ["i-locked"], diskIds: ["d"] }, false);
    assert.deepEqual(source.asked, [{ instanceIds: ["i-locked"], diskIds: ["d"] }]);
    assert.ok(view.instance("i-locked")?.known && view.disk("d")?.known);
    assert.deepEqual(
      [view.instance("i-other"), view.disk("e"), view.lockedInRegion()],
      [undefined, undefined, undefined],
    );
  });

  it("asks for the region where that is wanted, alone as well", async () => {
    const source = notingSource();
    const view = await lookUpView(source, NONE, true);
    assert.deepEqual([source.asked, view.lockedInRegion()], [["region"], { known: true, value: [] }]);
    assert.deepEqual([view.instance("i"), view.disk("d")], [undefined, undefined]);
  });

  it("asks nobody where nothing is wanted", async () => {
    const source = notingSource();
    await lookUpView(source, NONE, false);
    assert.deepEqual(source.asked, []);
  });

  it("asks for a disk alone", async () => {
    const source = notingSource();
    await lookUpView(source, { instanceIds: [], diskIds: ["d"] }, false);
    assert.equal(source.asked.length, 1);
  });
});
