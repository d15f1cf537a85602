import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../support/engine/command";
import { callerEnvironment, copyCheckout } from "../support/package/packing";

describe("npm run generate", () => {
  const folder = join(mkdtempSync(join(tmpdir(), "ecs-lock-generate-")), "checkout");
  before(() => copyCheckout(folder));
  after(() => {
    rmSync(join(folder, ".."), { recursive: true });
  });

  const generate = (...args: string[]) => {
    const command = [require.resolve("tsx/cli"), "tools/generate.ts", ...args];
    return runCommand(process.execPath, command, folder, callerEnvironment());
  };

  it("names a table that was changed by hand, and one that no family has, and puts both right", async () => {
    const changed = join(folder, "policypack/resources/schema/disk.ts");
    const before = readFileSync(changed, "utf8");
    writeFileSync(changed, before.replace("size: ", "length: "));
    writeFileSync(join(folder, "policypack/resources/schema/old.ts"), "");
    const { exitCode, log } = await generate("--check");
    assert.equal(exitCode, 1);
    assert.match(log, /run `npm run generate`[^]*schema\/disk\.ts\n[^]*schema\/old\.ts\n$/);
    assert.equal(log.trim().split("\n").length, 3, log);
    assert.match((await generate()).log, /1 written, 1 removed/);
    assert.equal(readFileSync(changed, "utf8"), before);
  });
});
