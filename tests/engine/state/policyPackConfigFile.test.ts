import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../../policypack/engine/state/exportEnvironment";
import { policyPackConfigFile } from "../../../policypack/engine/state/policyPackConfigFile";

describe("The file with the configuration of this pack", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "ecs-lock-config-"));
    for (const name of ["project", "own", "other"]) mkdirSync(join(folder, name));
    symlinkSync(join(folder, "own"), join(folder, "link"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const found = (line: string, environment: Environment = {}): string | undefined => {
    const commandLine = line.split(" ");
    const engine = { executable: "pulumi", folder: join(folder, "project"), commandLine };
    return policyPackConfigFile(engine, environment, join(folder, "own"));
  };

  const CASES: readonly (readonly [what: string, line: string, file: string | undefined])[] = [
    ["is named beside the pack", "preview --policy-pack ../own --policy-pack-config ../c.json", "c.json"],
    ["is found where the pack is named by a link", "up --policy-pack ../link --policy-pack-config=../c.json", "c.json"],
    ["is the second of the second pack", "up --policy-pack ../other,../own --policy-pack-config a,../b", "b"],
    ["is none where none is named", "preview --policy-pack ../own", undefined],
    ["is none where another pack loads this one", "up --policy-pack ../other --policy-pack-config a", undefined],
    ["is none where the pack is not there", "up --policy-pack ../gone --policy-pack-config a", undefined],
  ];
  for (const [what, line, file] of CASES) {
    it(what, () => {
      assert.equal(found(line), file === undefined ? undefined : join(folder, file));
    });
  }

  it("is named by variables as well, behind which the command line goes", () => {
    const environment = { PULUMI_OPTION_POLICY_PACK: "../own", PULUMI_OPTION_POLICY_PACK_CONFIG: "../v.json" };
    assert.equal(found("preview", environment), join(folder, "v.json"));
    assert.equal(found("preview --policy-pack-config ../c.json", environment), join(folder, "c.json"));
  });

  it("is none where the engine's command line is not shown", () => {
    assert.equal(policyPackConfigFile(undefined, {}, folder), undefined);
    const engine = { executable: "pulumi", folder, commandLine: undefined };
    assert.equal(policyPackConfigFile(engine, {}, folder), undefined);
  });
});
