import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { compiledPack } from "../support/processes";
import { repositoryRoot } from "../support/repository";
import { FORMATS } from "../../policypack/report/formats/index";
import { ecsLock } from "./runCli";

describe("the help of ecs-lock", () => {
  for (const command of ["", "locks", "explain", "check", "guard", "audit"]) {
    it(`fits a terminal of 80 columns: ${command === "" ? "ecs-lock" : command}`, async () => {
      const { status, stdout } = await ecsLock([...(command === "" ? [] : [command]), "--help"]);
      assert.equal(status, 0);
      assert.deepEqual(
        stdout.split("\n").filter((line) => line.length > 80),
        [],
      );
    });
  }

  it("is the same however wide the terminal is, for it is wrapped here and nowhere else", async () => {
    const { stdout } = await ecsLock(["check", "--help"], { env: { COLUMNS: "200" } });
    assert.equal((await ecsLock(["check", "--help"], { env: { COLUMNS: "80" } })).stdout, stdout);
  });

  it("has each task in a line of its own, with the command that does it", async () => {
    const { stdout } = await ecsLock(["--help"]);
    const tasks = stdout.split("\n").filter((line) => line.includes("?") || line.startsWith("Run it only"));
    assert.equal(tasks.length, 6);
    for (const task of tasks) assert.match(task, /^[A-Z][^?]+\S {3,}(ecs-lock \w+ |pulumi .* \| ecs-lock \w+$)/);
  });

  it("says of every format what it is for", async () => {
    const { stdout } = await ecsLock(["check", "--help"]);
    for (const format of FORMATS) assert.match(stdout, new RegExp(`^  ${format} +\\S`, "m"));
    assert.match(stdout, /--format sarif=FILE --format html=FILE/);
  });

  it("gives examples whose options exist", async () => {
    for (const command of ["locks", "explain", "check", "guard", "audit"]) {
      const { stdout } = await ecsLock([command, "--help"]);
      const own = new Set(stdout.match(/^ {2}(-\w, )?--[\w-]+/gm)?.map((line) => line.replace(/^.*--/, "--")));
      const examples = stdout.split("\n").filter((line) => /^ {2}ecs-lock /.test(line));
      assert.ok(examples.length > 0, command);
      const used = examples.flatMap((line) => line.replace(/ -- .*/, "").match(/--[a-z-]+/g) ?? []);
      assert.deepEqual(
        used.filter((option) => !own.has(option)),
        [],
      );
    }
  });
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
