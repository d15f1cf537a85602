import assert from "node:assert/strict";
import { deletionBy, isDeletion, isPassedOver, type DeletedUrns } from "../../../policypack/engine/preview/stepKinds";

type Deletion = NonNullable<ReturnType<DeletedUrns["get"]>>;

describe("a step", () => {
  it("is passed over where it changes nothing", () => {
    for (const op of ["same", "read", "refresh", "diff"]) assert.equal(isPassedOver(op), true, op);
    for (const op of ["create", "update", "delete", "replace", "import", "other"])
      assert.equal(isPassedOver(op), false, op);
  });

  it("deletes, alone or as a part of a replacement", () => {
    for (const op of ["delete", "discard", "delete-replaced", "replace", "create-replacement"])
      assert.ok(isDeletion(op), op);
    for (const op of ["create", "update", "same", "read"]) assert.ok(!isDeletion(op), op);
  });

  /** `replace(left)`: what was is left for the end; `(gone, reason)`: it is deleted, and there is a reason to replace it. */
  const ORDERS: readonly (readonly [steps: readonly string[], Deletion])[] = [
    [["delete"], "atTheEnd"],
    [["discard"], "atTheEnd"],
    [["replace"], "replaced"],
    [["replace(left, reason)"], "atTheEnd"],
    [["replace(gone, reason)"], "first"],
    [["replace(gone)"], "replaced"],
    [["create-replacement", "replace", "delete-replaced"], "atTheEnd"],
    [["create-replacement(reason)", "replace(left, reason)", "delete-replaced(left)"], "atTheEnd"],
    [["delete-replaced", "replace", "create-replacement"], "first"],
    [["delete-replaced", "replace(gone, reason)", "create-replacement(gone, reason)"], "first"],
    [["delete-replaced", "replace(gone)", "create-replacement(gone, reason)"], "replaced"],
    [["replace(gone, reason)", "create-replacement(gone, reason)"], "first"],
    [["create-replacement(gone)", "replace(gone, left)", "delete-replaced(gone, left)"], "atTheEnd"],
    [["delete-replaced"], "first"],
    [["delete-replaced(left)"], "atTheEnd"],
  ];
  for (const [steps, order] of ORDERS) {
    it(`tells when its resource is deleted: ${steps.join(", ")}: ${order}`, () => {
      let found: ReturnType<DeletedUrns["get"]>;
      for (const one of steps) {
        const [op = "", marks = ""] = one.split("(");
        const shown = {
          isLeft: marks.includes("left"),
          isDeleted: marks.includes("gone"),
          hasReason: marks.includes("reason"),
        };
        found = deletionBy(op, shown, found);
      }
      assert.equal(found, order);
    });
  }
});
