import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { compiledPack } from "../support/processes";
import { repositoryRoot } from "../support/repository";

describe("the manual of ecs-lock, docs/cli.md", () => {
  it("is what the commands say", async () => {
    await compiledPack();
    const { status, stderr } = spawnSync(process.execPath, ["tools/cliDocs.mjs", "--check"], {
      cwd: repositoryRoot,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
  });
});
