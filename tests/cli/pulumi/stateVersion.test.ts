import assert from "node:assert/strict";
import { stateVersion } from "../../../policypack/cli/pulumi/stateVersion";
import { newFolder, type Folder } from "../runCli";
import { environmentWith } from "./standIn";

describe("the version of a stack's state", () => {
  let folder: Folder;
  before(() => {
    folder = newFolder();
  });
  after(() => {
    folder.remove();
  });

  const versionOf = (script: string, more: Readonly<Record<string, string>> = {}): Promise<string> =>
    stateVersion(["--stack", "dev"], { environment: { ...environmentWith(folder, script), ...more }, terminal: false });

  it("is the same for the same state, and another for another", async () => {
    const [one, same, other] = [await versionOf("echo a"), await versionOf("echo a"), await versionOf("echo b")];
    assert.match(one, /^[0-9a-f]{64}$/);
    assert.equal(one, same);
    assert.notEqual(one, other);
  });

  it("is of the stack that is named, by an export that nothing in the environment turns elsewhere", async () => {
    const options = { PULUMI_OPTION_FILE: "f", PULUMI_OPTION_VERSION: "3", PULUMI_OPTION_SHOW_SECRETS: "true" };
    const script = 'echo "$@" "$PULUMI_OPTION_FILE$PULUMI_OPTION_VERSION$PULUMI_OPTION_SHOW_SECRETS"';
    const expected = await versionOf('echo "stack export --non-interactive --stack dev "');
    assert.equal(await versionOf(script, options), expected);
  });

  it("that cannot be read is told, and that nothing was applied", async () => {
    await assert.rejects(versionOf("exit 255"), {
      message: "the stack's state cannot be read: `pulumi stack export` failed; nothing was applied",
    });
  });
});
