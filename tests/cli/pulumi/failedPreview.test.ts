import assert from "node:assert/strict";
import { messagesIn } from "../../../policypack/cli/pulumi/failedPreview";

type Diagnostic = Readonly<Record<string, unknown>>;
const error = (message: string): Diagnostic => ({ severity: "error", message });
const told = (...diagnostics: readonly unknown[]): string | undefined => messagesIn(JSON.stringify({ diagnostics }));

describe("what Pulumi says of a preview that has failed", () => {
  it("is its errors, with the warnings before them", () => {
    const diagnostics = [{ severity: "warning", message: "old plugin" }, error("error: no such region\n\nsee there\n")];
    assert.equal(told(...diagnostics), "warning: old plugin\nerror: no such region\n\nsee there\n");
  });

  it("has none of Pulumi's marks for colours, and nothing that would move the cursor", () => {
    assert.equal(told(error("<{%fg 1%}>error: <{%reset%}>bad\u001b[2J")), "error: bad\\u001b[2J\n");
  });

  it("leaves out progress, and what is no message", () => {
    const others = [{ severity: "info", message: "x" }, { severity: "error" }, null, "text"];
    assert.equal(told(...others, error("no such region")), "error: no such region\n");
  });

  for (const [what, json] of [
    ["only that it failed, as where a policy stops it", JSON.stringify({ diagnostics: [error("preview failed")] })],
    ["only that the update failed", JSON.stringify({ diagnostics: [error("error: update failed\n")] })],
    ["only warnings", JSON.stringify({ diagnostics: [{ severity: "warning", message: "old plugin" }] })],
    ["no diagnostics", "{}"],
    ["diagnostics that are no list", '{"diagnostics": {}}'],
    ["no object", "null"],
    ["no JSON", "Previewing"],
  ] as const) {
    it(`is no reason where it has ${what}`, () => {
      assert.equal(messagesIn(json), undefined);
    });
  }
});
