import assert from "node:assert/strict";
import type { LiveView } from "../../../policypack/resources/model";
import { listed, type Planned } from "./plan";

/** One line of a table of changes: what is planned, and the calls it leads to. */
export interface Row extends Planned {
  readonly name: string;
  readonly live?: LiveView;
  readonly calls: readonly string[];
}

/** Tests every row for every type of a family. */
export function itCalls(types: readonly string[], rows: readonly Row[]): void {
  for (const { name, live, calls, ...planned } of rows) {
    it(name, () => {
      for (const type of types) assert.deepEqual(listed(type, planned, live), calls, type);
    });
  }
}
