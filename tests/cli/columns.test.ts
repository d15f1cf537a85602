import assert from "node:assert/strict";
import { columns } from "../../policypack/cli/columns";

describe("Columns of text", () => {
  it("are as wide as their longest cell, without spaces at the end", () => {
    assert.deepEqual(columns([["a", "bb", ""], ["ccc", "d"], []]), ["a    bb", "ccc  d", ""]);
  });
});
