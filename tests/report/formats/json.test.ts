import assert from "node:assert/strict";
import { jsonText } from "../../../policypack/report/escaping";

describe("the report as JSON", () => {
  it("escapes what a terminal may act on, and is the same value", () => {
    const value = { urn: "a\u001b\u0085\u009b\u2028\u202e\u2066b" };
    const text = jsonText(value);
    assert.match(text, /^[\n -~]*$/);
    assert.deepEqual(JSON.parse(text), value);
  });
});
