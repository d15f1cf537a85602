import assert from "node:assert/strict";
import { placeOf } from "../../policypack/engine/sourcePosition";

describe("The place in the program that a state or a step names", () => {
  for (const [text, expected] of [
    ["project:///index.ts#9,33", { file: "index.ts", line: 9, column: 33 }],
    ["project:///src/a%20b/main.go#120", { file: "src/a b/main.go", line: 120 }],
    ["project:///index.ts#9,0", { file: "index.ts", line: 9 }],
    ["project:///..index.ts#1,1", { file: "..index.ts", line: 1, column: 1 }],
  ] as const) {
    it(`is read from ${text}`, () => {
      assert.deepEqual(placeOf(text), expected);
    });
  }

  for (const text of [
    undefined,
    7,
    "",
    "project:///index.ts",
    "project:///index.ts#0,1",
    "project:///index.ts#x",
    "project:////etc/passwd#1",
    "project:///../other/index.ts#1",
    "project:///a/%2e%2e/b.ts#1",
    "project:///C:/index.ts#1",
    "project:///%zz#1",
    "file:///srv/index.ts#1,1",
  ]) {
    it(`is none where ${JSON.stringify(text)} leads out of the project, or says nothing`, () => {
      assert.equal(placeOf(text), undefined);
    });
  }
});
