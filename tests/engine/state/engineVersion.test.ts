import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineVersion, replacesDependants } from "../../../policypack/engine/state/engineVersion";

describe("the version of the engine", () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), "engine-version-"));
  });
  after(() => {
    rmSync(root, { recursive: true });
  });

  /** An executable that stands where the CLI does; the real one answers in the end-to-end tests. */
  function versionOf(script: string) {
    const executable = join(root, `cli-${Math.random()}`);
    writeFileSync(executable, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return engineVersion(executable, process.env);
  }

  it("is what its CLI prints", async () => {
    assert.deepEqual(await versionOf('test "$*" = version && echo v3.276.0'), [3, 276]);
    assert.deepEqual(await versionOf("echo 3.260.1-alpha.1+abc"), [3, 260]);
  });

  it("is asked for as nothing but the version: no option of the preview, no look for updates", async () => {
    process.env.PULUMI_OPTION_STACK = "dev";
    try {
      const script = 'test -z "$PULUMI_OPTION_STACK" && test "$PULUMI_SKIP_UPDATE_CHECK" = true && echo v3.1.0';
      assert.deepEqual(await versionOf(script), [3, 1]);
    } finally {
      delete process.env.PULUMI_OPTION_STACK;
    }
  });

  it("is not known where it prints something else, fails, or is not there", async () => {
    for (const script of ["echo hello", "echo v3.276.0; exit 1"]) assert.equal(await versionOf(script), undefined);
    assert.equal(await engineVersion(join(root, "none"), process.env), undefined);
  });

  const ROWS = [
    [[3, 259], false],
    [[3, 260], true],
    [[4, 0], true],
    [[2, 300], false],
    [undefined, undefined],
  ] as const;
  for (const [version, expected] of ROWS) {
    it(`${version?.join(".") ?? "that is not known"}: whether it replaces what goes with a replaced one: ${String(expected)}`, () => {
      assert.equal(replacesDependants(version), expected);
    });
  }
});
