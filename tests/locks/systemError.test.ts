import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { errorCode, systemProblem } from "../../policypack/locks/systemError";

describe("The error of the system", () => {
  it("is told by its code, without the path", () => {
    assert.throws(
      () => readFileSync("/nowhere/planted"),
      (error) => errorCode(error) === "ENOENT",
    );
  });

  it("is explained to a reader in the words of the system", () => {
    const of = (code: string): string => systemProblem(Object.assign(new Error("planted"), { code }));
    assert.equal(of("ENOENT"), "ENOENT, no such file or directory");
    assert.equal(of("EACCES"), "EACCES, permission denied");
    assert.equal(of("ERR_PLANTED"), "ERR_PLANTED");
    assert.equal(systemProblem("planted"), "unreadable");
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
