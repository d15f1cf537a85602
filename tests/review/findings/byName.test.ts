import assert from "node:assert/strict";
import fc from "fast-check";
import { byName } from "../../../policypack/review/findings/byName";

describe("byName", () => {
  const CASES: readonly (readonly [string, readonly string[]])[] = [
    ["numbers by their size", ["web-2", "web-10", "web-100"]],
    ["texts by their letters", ["api-1", "db-1", "web-1"]],
    ["a name before those that it begins", ["web", "web-", "web-1", "web-1-a", "web-1-b"]],
    ["digits in front", ["2-web", "10-web", "web"]],
    ["the same number with zeros before it after the shorter one", ["web-02", "web-2", "web-3"]],
    ["numbers longer than any that is exact", ["i-9", "i-99999999999999999999", "i-999999999999999999999999"]],
  ];
  for (const [title, sorted] of CASES) {
    it(`puts ${title}`, () => {
      assert.deepEqual([...sorted].reverse().sort(byName), sorted);
    });
  }

  it("is an order of all names, and only the same name is equal", () => {
    const name = fc.stringMatching(/^[ab0-9-]{0,6}$/);
    fc.assert(
      fc.property(name, name, name, (one, two, three) => {
        assert.equal(Math.sign(byName(one, two)), -Math.sign(byName(two, one)) || 0);
        assert.equal(byName(one, two) === 0, one === two);
        if (byName(one, two) < 0 && byName(two, three) < 0) assert.ok(byName(one, three) < 0);
      }),
    );
  });
});
