import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportEnvironment } from "../../../policypack/engine/state/exportEnvironment";

describe("the environment of the export", () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), "export-environment-"));
    writeFileSync(join(root, "passphrase"), "secret");
    execFileSync("mkfifo", [join(root, "pipe")]);
  });
  after(() => {
    rmSync(root, { recursive: true });
  });

  const KEPT = ["PATH", "HOME", "PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE", "PULUMI_HOME", "AWS_PROFILE"];
  const DROPPED = [
    "PULUMI_OPTION_FILE",
    "PULUMI_OPTION_CWD",
    "PULUMI_OPTION_VERSION",
    "PULUMI_OPTION_SHOW_SECRETS",
    "PULUMI_NODEJS_STACK",
    "PULUMI_CONFIG",
    "PULUMI_STACK",
    "PULUMI_DRY_RUN",
  ];
  for (const name of KEPT) {
    it(`has ${name} as the engine has it`, () => {
      assert.equal(exportEnvironment({ [name]: "value" }, root)[name], "value");
    });
  }
  for (const name of DROPPED) {
    it(`is without ${name}, which is the preview's`, () => {
      assert.equal(name in exportEnvironment({ [name]: "value" }, root), false);
    });
  }

  it("names a passphrase's file that can be read again, and no pipe that would be waited for in vain", () => {
    const fileFor = (file: string) =>
      exportEnvironment({ PULUMI_CONFIG_PASSPHRASE_FILE: file }, root).PULUMI_CONFIG_PASSPHRASE_FILE;
    for (const file of [join(root, "passphrase"), "passphrase", "missing"]) assert.equal(fileFor(file), file);
    for (const pipe of [join(root, "pipe"), "pipe"]) assert.equal(fileFor(pipe), undefined);
  });
});
