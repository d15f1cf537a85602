import assert from "node:assert/strict";
import { jsonDocuments } from "../../../policypack/locks/file/jsonDocuments";

describe("JSON documents one after another", () => {
  const RIGHT: readonly (readonly [string, string, readonly unknown[]])[] = [
    ["one", '{"a": 1}', [{ a: 1 }]],
    ["several without a break", '{"a": 1}{"b": 2}[3]', [{ a: 1 }, { b: 2 }, [3]]],
    ["several with line breaks", '{"a": 1}\n\n[]\n', [{ a: 1 }, []]],
    ["brackets and escaped quotes in texts", '{"a": "}{\\"]"}{"b": 2}', [{ a: '}{"]' }, { b: 2 }]],
    ["a bare value", "null", [null]],
  ];
  for (const [what, source, documents] of RIGHT) {
    it(`are read: ${what}`, () => {
      assert.deepEqual(jsonDocuments(source), { ok: true, value: documents });
    });
  }

  const WRONG: readonly (readonly [string, string, string])[] = [
    ["nothing", " \n", "it is empty"],
    ["a text", "planted", "it is not JSON"],
    ["one without its end", '{"a": 1', "it is not JSON"],
    ["a broken one among others", '{"a": 1}{planted}{"c": 3}', "its JSON document 2 is broken"],
    ["something after the last", '{"a": 1} planted', "its JSON document 2 is broken"],
    ["a text without its end", '{"a": 1}{"b": "planted', "its JSON document 2 is broken"],
  ];
  for (const [what, source, problem] of WRONG) {
    it(`are refused without being quoted: ${what}`, () => {
      assert.deepEqual(jsonDocuments(source), { ok: false, problem });
    });
  }
});
