import assert from "node:assert/strict";
import { printable, printableLines } from "../../policypack/report/escaping";
import { enumerated, nameOf, oneLine, seen } from "../../policypack/report/phrases";

const status = {
  instanceId: "i-1",
  lockReasons: [],
  evidence: { source: "api", at: "2026-01-01T00:00:00Z" },
} as const;
const context = { region: "cn-a", now: 0, defaultsHold: false };

describe("The phrases of the log", () => {
  it("name an instance with what is known of it", () => {
    assert.equal(nameOf({ ...status, name: "web-1", regionId: "cn-b" }, context), 'instance i-1 ("web-1", cn-b)');
    assert.equal(nameOf({ ...status, name: "" }, context), "instance i-1 (cn-a)");
    assert.equal(nameOf(status, { ...context, region: undefined }), "instance i-1");
  });

  it("say where and when a status was seen", () => {
    assert.equal(seen(status.evidence), "seen 2026-01-01T00:00:00Z by DescribeInstances");
    assert.equal(
      seen({ ...status.evidence, requestId: "R" }),
      "seen 2026-01-01T00:00:00Z by DescribeInstances, RequestId R",
    );
    assert.equal(seen({ source: "file", at: "2026", file: "locks.json" }), "seen in the lock file locks.json of 2026");
  });

  it("escape whatever would move the cursor, forge a line or turn the text round", () => {
    assert.equal(printable("a\u001b[2J\r\n\u0085\u2028\u202eb"), "a\\u001b[2J\\u000d\\u000a\\u0085\\u2028\\u202eb");
    assert.equal(printable("web ä 服务器 😀"), "web ä 服务器 😀");
    assert.equal(nameOf({ ...status, name: "\u001b" }, context), 'instance i-1 ("\\u001b", cn-a)');
  });

  it("enumerate texts, of many the first and how many more", () => {
    assert.deepEqual(
      [[], ["a"], ["a", "b"], ["a", "b", "c"]].map((texts) => enumerated(texts)),
      ["", "a", "a and b", "a, b and c"],
    );
    assert.equal(enumerated(["a", "b", "c"], 3), "a, b and c");
    assert.equal(enumerated(["a", "b", "c", "d"], 3), "a, b, c and 1 more");
  });

  it("put a reason on one line, and leave a text its lines", () => {
    assert.equal(oneLine(" a\n  b\u0007 "), "a b\\u0007");
    assert.equal(printableLines("a\u0007\nb"), "a\\u0007\nb");
  });
});
