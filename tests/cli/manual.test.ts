import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

describe("the manual of ecs-lock, docs/cli.md", () => {
  it("is what the commands say", () => {
    const root = resolve(__dirname, "../../..");
    const { status, stderr } = spawnSync(process.execPath, ["tools/cliDocs.mjs", "--check"], {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
  });
});
