import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { compiledPack } from "../support/processes";
import { repositoryRoot } from "../support/repository";
import { ecsLock } from "./runCli";

describe("the help of ecs-lock", () => {
  for (const command of ["", "locks", "explain", "check", "guard", "audit"]) {
    it(`fits a terminal of 80 columns: ${command === "" ? "ecs-lock" : command}`, async () => {
      const { status, stdout } = await ecsLock([...(command === "" ? [] : [command]), "--help"]);
      assert.equal(status, 0);
      // Examples are to be pasted as they stand.
      const long = stdout.split("\n").filter((line) => line.length > 80 && !/^ {2}(pulumi|ecs-lock) /.test(line));
      assert.deepEqual(long, []);
    });
  }
});

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
