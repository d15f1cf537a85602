import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { errorCode } from "../../../policypack/locks/file/fileError";

describe("The error of a file", () => {
  it("is told by its code, without the path", () => {
    assert.throws(
      () => readFileSync("/nowhere/planted"),
      (error) => errorCode(error) === "ENOENT",
    );
  });

  it("of any other kind tells nothing that it holds", () => {
    for (const error of [
      new Error("planted"),
      Object.assign(new Error("planted"), { code: 5 }),
      "planted",
      undefined,
    ]) {
      assert.equal(errorCode(error), "unreadable");
    }
  });
});
