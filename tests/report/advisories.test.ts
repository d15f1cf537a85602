import assert from "node:assert/strict";
import { defectKind } from "../../policypack/report/advisories";

describe("a defect", () => {
  const withCode = (code: unknown): Error => Object.assign(new TypeError("a secret"), { code });

  it("is told by the error's name and Node's code, without its message", () => {
    assert.equal(defectKind(withCode("ERR_REQUIRE_ESM")), "TypeError ERR_REQUIRE_ESM");
    assert.equal(defectKind(new RangeError("a secret")), "RangeError");
  });

  it("is told without what is no code of Node", () => {
    for (const code of ["a secret", 7, undefined, "x".repeat(99)])
      assert.equal(defectKind(withCode(code)), "TypeError");
    assert.equal(defectKind("a secret"), "an exception");
  });
});
