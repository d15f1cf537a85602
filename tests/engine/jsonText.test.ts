import assert from "node:assert/strict";
import fc from "fast-check";
import { endOfValue, indentationOf, lastClosing, lineStart, skipSpace } from "../../policypack/engine/jsonText";

describe("JSON in bytes", () => {
  it("has the end of each value found, whatever it holds", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(",", "]", "}", "\n"), (value, after) => {
        const bytes = Buffer.from(value + after);
        assert.equal(endOfValue(bytes, 0), Buffer.byteLength(value));
      }),
    );
  });

  it("has no end found of a text or an object that is cut", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.array(fc.string()), fc.dictionary(fc.string(), fc.string())), (value) => {
        const bytes = Buffer.from(JSON.stringify(value));
        assert.equal(endOfValue(bytes.subarray(0, -1), 0), undefined);
      }),
    );
  });

  it("has its white space skipped", () => {
    assert.equal(skipSpace(Buffer.from("  \r\n\t{}"), 0), 5);
    assert.equal(skipSpace(Buffer.from("  "), 0), 2);
    assert.equal(skipSpace(Buffer.from(" \0"), 0), 1);
  });

  const printed = Buffer.from('[\n    {\n        "a": {}\n    },\n    {}\n]');

  it("is cut at the brace below the one that opens", () => {
    const at = printed.indexOf("{");
    assert.equal(indentationOf(printed, at), 4);
    assert.equal(lastClosing(printed.subarray(0, printed.indexOf(",")), at, 4), printed.indexOf(","));
    assert.equal(lastClosing(printed.subarray(0, at + 3), at, 4), undefined);
  });

  it("is not cut so where something else is on the line", () => {
    assert.equal(indentationOf(printed, printed.indexOf("{}")), undefined);
    assert.equal(indentationOf(Buffer.from("{}"), 0), undefined);
  });

  it("begins a line with its spaces", () => {
    assert.equal(lineStart(printed, printed.indexOf("{")), 1);
    assert.equal(lineStart(Buffer.from("a  {"), 3), 1);
  });
});
