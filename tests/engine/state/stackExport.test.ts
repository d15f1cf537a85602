import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportedState, stateInFile } from "../../../policypack/engine/state/stackExport";
import type { LookUp } from "../../../policypack/domain/lookUps";
import type { StackState } from "../../../policypack/domain/resources";

const STACK = { organization: "acme", project: "shop", stack: "prod" };
const EMPTY = '{"version": 3, "deployment": {}}';

function failureOf(state: LookUp<StackState>) {
  assert.equal(state.known, false);
  return state.failure;
}

describe("the prior state", () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), "prior-state-"));
  });
  after(() => {
    rmSync(root, { recursive: true });
  });

  /** An executable that stands where the CLI does; the real one runs in the end-to-end tests. */
  function cli(script: string) {
    const executable = join(root, `cli-${Math.random()}`);
    writeFileSync(executable, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return exportedState({ executable, stack: STACK, folder: root, environment: process.env }, () => true);
  }

  const exportOf = (...urns: readonly string[]): string =>
    JSON.stringify({ version: 3, deployment: { resources: urns.map((urn) => ({ urn, type: "a:b:C" })) } });

  it("is exported once, by the stack's full name, and with secrets only when asked", async () => {
    const log = join(root, "log");
    const state = cli(`echo "$@" >> ${log}; echo '${EMPTY}'`);
    assert.equal((await state.read()).known, true);
    assert.equal((await state.read()).known, true);
    assert.equal((await state.readWithSecrets()).known, true);
    assert.equal((await state.readWithSecrets()).known, true);
    const { readFileSync } = await import("node:fs");
    assert.deepEqual(readFileSync(log, "utf8").trim().split("\n"), [
      "stack export --stack acme/shop/prod --non-interactive",
      "stack export --stack acme/shop/prod --non-interactive --show-secrets",
    ]);
  });

  it("that cannot be exported names the command, the folder and the CLI's first line", async () => {
    const { cause, remedy } = failureOf(await cli("echo 'error: not logged in' >&2; echo more >&2; exit 255").read());
    assert.equal(cause, `\`pulumi stack export --stack acme/shop/prod\`, run in ${root}, failed: error: not logged in`);
    assert.match(remedy, /projectDir/);
  });

  it("that cannot be exported is told with the CLI's error, not with what it says before", async () => {
    const said = "warning: Found legacy stack files\\n\\nerror: \\nno stack named prod\\n";
    const { cause } = failureOf(await cli(`printf '${said}' >&2; exit 1`).read());
    assert.match(cause, /failed: no stack named prod$/);
  });

  it("never shows the credentials of a backend's URL", async () => {
    const { cause } = failureOf(await cli("echo 'error: postgres://me:hunter2@db/x refused' >&2; exit 1").read());
    assert.match(cause, /postgres:\/\/\*\*\*@db/);
    assert.doesNotMatch(cause, /hunter2/);
  });

  it("says the exit status of a CLI that says nothing, and that one is missing", async () => {
    assert.match(failureOf(await cli("exit 3").read()).cause, /failed: exit status 3$/);
    const missing = exportedState(
      { executable: join(root, "none"), stack: STACK, folder: root, environment: process.env },
      () => true,
    );
    assert.match(failureOf(await missing.read()).cause, /failed: not found$/);
  });

  it("that is no export is not taken for an empty one", async () => {
    assert.match(failureOf(await cli("echo '{}'").read()).cause, /is not the export of a stack/);
  });

  it("that needs a passphrase which only the engine has says which variable helps", async () => {
    for (const said of [
      "passphrase must be set with PULUMI_CONFIG_PASSPHRASE",
      "failed to decrypt: incorrect passphrase",
    ]) {
      const { remedy } = failureOf(await cli(`echo 'error: ${said}' >&2; exit 255`).readWithSecrets());
      assert.match(remedy, /^set PULUMI_CONFIG_PASSPHRASE for the preview/);
    }
  });

  it("that another backend has under the same name, of another stack, is none of this one's", async () => {
    const { cause, remedy } = failureOf(await cli(`echo '${exportOf("urn:pulumi:dev::shop::a:b:C::c")}'`).read());
    assert.match(cause, /is of another stack than shop\/prod$/);
    assert.match(remedy, /projectDir/);
  });

  it("in a file is read from there, with whatever secrets it has", async () => {
    const file = join(root, "state.json");
    writeFileSync(file, EMPTY);
    const state = stateInFile(file, () => true);
    assert.equal((await state.read()).known, true);
    assert.equal(await state.readWithSecrets(), await state.read());
  });

  it("in a file that is missing or broken names the file", async () => {
    const missing = join(root, "missing.json");
    assert.equal(
      failureOf(await stateInFile(missing, () => true).read()).cause,
      `the prior state ${missing} cannot be read: not found`,
    );
    const broken = join(root, "broken.json");
    writeFileSync(broken, "{");
    assert.equal(
      failureOf(await stateInFile(broken, () => true).read()).cause,
      `${broken} is not the export of a stack`,
    );
  });

  const inFile = (content: string | Buffer) => {
    const file = join(root, "of-a-stack.json");
    writeFileSync(file, content);
    return { file, state: stateInFile(file, () => true, STACK) };
  };

  it("in a file that is a pipe or a device is not waited for", async () => {
    const pipe = join(root, "pipe");
    execFileSync("mkfifo", [pipe]);
    for (const file of [pipe, "/dev/zero"]) {
      const state = await stateInFile(file, () => true).read();
      assert.ok(!state.known);
      assert.match(state.failure.cause, /cannot be read: not a regular file$/);
    }
  });

  it("in a file of another stack is none of this one's", async () => {
    for (const urn of ["urn:pulumi:dev::shop::a:b:C::c", "urn:pulumi:prod::shopping::a:b:C::c"]) {
      const { file, state } = inFile(exportOf(urn));
      const { cause, remedy } = failureOf(await state.read());
      assert.equal(cause, `the prior state ${file} is of another stack than shop/prod`);
      assert.match(remedy, /pulumi stack export --stack shop\/prod --file FILE/);
    }
  });

  it("in a file of this stack, or without resources, is read", async () => {
    for (const content of [exportOf("urn:pulumi:prod::shop::a:b:C::c"), exportOf(), EMPTY]) {
      assert.equal((await inFile(content).state.read()).known, true);
    }
  });

  it("in a file that PowerShell has written is read", async () => {
    const text = exportOf("urn:pulumi:prod::shop::a:b:C::c");
    for (const content of [Buffer.from(`\uFEFF${text}`, "utf16le"), Buffer.from(`\uFEFF${text}`)]) {
      const state = await inFile(content).state.read();
      assert.ok(state.known);
      assert.equal(state.value.resources.size, 1);
    }
  });
});
