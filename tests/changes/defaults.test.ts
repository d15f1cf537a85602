import assert from "node:assert/strict";
import { withDefaults } from "../../policypack/changes/defaults";
import type { Schema } from "../../policypack/changes/schemaFlags";
import { UNDISCLOSED, UNKNOWN, type ValueMap } from "../../policypack/domain/values";

const SCHEMA: Schema = {
  category: 'String optional forceNew default="essd"',
  timeout: "Int optional default=60",
  name: "String optional computed",
  disks: { flags: "List optional", block: { size: "Int required", keep: "Bool optional default=true" } },
  settings: { flags: "List optional maxItems=1", block: { mode: 'String optional default="fast"' } },
};

const BEFORE: ValueMap = { category: "essd", timeout: 60, name: "n" };

const ROWS: readonly {
  readonly it: string;
  readonly before?: ValueMap;
  readonly program: ValueMap;
  readonly is: ValueMap;
}[] = [
  { it: "fills in what is left out", program: {}, is: { category: "essd", timeout: 60 } },
  { it: "leaves out what the state does not have either", before: { timeout: 1 }, program: {}, is: { timeout: 60 } },
  {
    it: "leaves what the program sets, also to nothing",
    program: { category: "", timeout: 0 },
    is: { category: "", timeout: 0 },
  },
  {
    it: "leaves what is not known yet, and what is secret",
    program: { category: UNKNOWN, timeout: UNDISCLOSED },
    is: { category: UNKNOWN, timeout: UNDISCLOSED },
  },
  {
    it: "leaves what no schema has",
    program: { category: "c", timeout: 1, other: "o" },
    is: { category: "c", timeout: 1, other: "o" },
  },
  {
    it: "fills in what a block in a list, or one by itself, leaves out",
    program: { category: "c", timeout: 1, disks: [{ size: 1 }, { size: 2, keep: false }, UNKNOWN], settings: {} },
    is: {
      category: "c",
      timeout: 1,
      disks: [{ size: 1, keep: true }, { size: 2, keep: false }, UNKNOWN],
      settings: { mode: "fast" },
    },
  },
];

describe("a program that no provider has checked", () => {
  for (const { it: what, before = BEFORE, program, is } of ROWS) {
    it(what, () => {
      assert.deepEqual(withDefaults(SCHEMA, before, program), is);
    });
  }
});
