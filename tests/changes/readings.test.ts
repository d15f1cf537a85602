// What several readings of the evidence come to.
//
// A change of the source that no test can notice: the number of names in `isSame`, for the first reading holds whatever
// the others hold.
import assert from "node:assert/strict";
import { certain, NOTHING, open } from "../../policypack/changes/readings";
import type { ResourceChange } from "../../policypack/domain/decisions";

const update = (names: readonly string[], more: Partial<ResourceChange> = {}): ResourceChange => ({
  type: "t",
  kind: "update",
  id: "x-1",
  before: {},
  after: {},
  changed: new Map(names.map((name) => [name, "changed"])),
  replaceKeys: [],
  ...more,
});

describe("readings of the evidence", () => {
  it("are one where it is certain", () => {
    const change = update(["note"]);
    assert.deepEqual(certain(change), { readings: [change] });
    assert.deepEqual(NOTHING, { readings: [undefined] });
  });

  it("are one where all come to the same", () => {
    const change = update(["note"]);
    assert.deepEqual(open("drift", [change, update(["note"]), change]), { readings: [change] });
    assert.deepEqual(open("secret", [undefined, undefined]), { readings: [undefined] });
  });

  const other: Readonly<Record<string, ResourceChange | undefined>> = {
    nothing: undefined,
    "another kind of change": update(["note"], { kind: "replace" }),
    "fewer properties": update([]),
    "another property": update(["image"]),
    "a secret that cannot be read": update(["note"], { hidesSecrets: true }),
  };
  for (const [what, reading] of Object.entries(other)) {
    it(`leave a question open where one of them is ${what}`, () => {
      const change = update(["note"]);
      assert.deepEqual(open("drift", [change, change, reading]), { readings: [change, reading], open: "drift" });
    });
  }
});
