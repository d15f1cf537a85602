import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { failureLine, lineWithoutLockFile, ownWords } from "../../policypack/cli/ownWords";
import { repositoryRoot } from "../support/repository";

/** Every text in the folder, template holes as X. */
function textsIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return textsIn(path);
    const source = readFileSync(path, "utf8").replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
    return [...source.matchAll(/"([^"\n]*)"|`([^`]*)`/g)].map(([, text, template]) =>
      (text ?? template ?? "").replace(/\$\{[^}]*\}/g, "X"),
    );
  });
}

describe("A failed look-up in the words of a command", () => {
  it("speaks of no provider, whatever failed", () => {
    const texts = textsIn(join(repositoryRoot, "policypack/locks")).filter(
      (text) => /provider\b/.test(text) && text.includes(" "),
    );
    assert.ok(texts.length > 15, String(texts.length));
    for (const text of texts) {
      const { cause } = ownWords({ cause: text, remedy: "" });
      assert.doesNotMatch(cause, /provider's|the provider\b|policy pack/, text);
    }
  });

  it("names its own options", () => {
    const line = failureLine({
      cause: "the look-up was not finished within timeoutSeconds (30)",
      remedy: "check the network and the endpoint, raise timeoutSeconds, or use a lock file",
    });
    assert.equal(
      line,
      "the look-up was not finished within 30 s; check the network and the endpoint, raise --timeout, or use a lock file",
    );
  });

  it("recommends no lock file to the command that writes them", () => {
    const remedy = "set ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY, configure the provider, or use a lock file";
    assert.equal(
      lineWithoutLockFile({ cause: "none", remedy }),
      "none; set ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY, or name a profile with --profile",
    );
    assert.equal(lineWithoutLockFile({ cause: "a", remedy: "check b, or use a lock file" }), "a; check b");
  });

  it("keeps what is said on one line, and the RequestId", () => {
    assert.equal(failureLine({ cause: "a\nb", remedy: "c" }), "a\\u000ab; c");
    assert.equal(ownWords({ cause: "a", remedy: "b", requestId: "R" }).requestId, "R");
  });
});
