import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findEngine } from "../../../policypack/engine/state/engineProcess";
import { findProjectDir } from "../../../policypack/engine/state/projectFolder";

describe("the project's folder", () => {
  let root: string;
  const folder = (...names: string[]) => join(root, ...names);

  before(() => {
    root = mkdtempSync(join(tmpdir(), "project-dir-"));
    for (const name of ["shop/src/deep", "other/pack", "json", "yml", "quoted", "nameless", "flow", "nested", "bom"])
      mkdirSync(folder(name), { recursive: true });
    writeFileSync(folder("shop/Pulumi.yaml"), "# the shop\nname: shop # its name\nruntime: nodejs\n");
    writeFileSync(folder("other/Pulumi.yaml"), "runtime: nodejs\nname: other\n");
    writeFileSync(folder("json/Pulumi.json"), '{\n  "name": "json-project",\n  "runtime": "nodejs"\n}\n');
    writeFileSync(folder("yml/Pulumi.yml"), "name: yml\n");
    writeFileSync(folder("quoted/Pulumi.yaml"), 'name: "quoted"\n');
    writeFileSync(folder("bom/Pulumi.yaml"), "\uFEFFname: bom\n");
    writeFileSync(folder("flow/Pulumi.yaml"), '{"runtime":"nodejs","name":"flow"}');
    writeFileSync(folder("nested/Pulumi.yaml"), "config:\n  name: other\nname: nested\n");
    writeFileSync(folder("nameless/Pulumi.yaml"), "runtime: nodejs\n");
  });
  after(() => {
    rmSync(root, { recursive: true });
  });

  const CASES: readonly (readonly [string, string, readonly (string | undefined)[], string | undefined])[] = [
    ["is the candidate itself", "shop", ["shop"], "shop"],
    ["is a folder above the candidate", "shop", ["shop/src/deep"], "shop"],
    ["is the first candidate with that name", "shop", [undefined, "other/pack", "shop/src"], "shop"],
    ["is not a project of another name", "shop", ["other/pack"], undefined],
    ["may have a JSON file", "json-project", ["json"], "json"],
    ["may have a .yml file", "yml", ["yml"], "yml"],
    ["may quote its name", "quoted", ["quoted"], "quoted"],
    ["may hold JSON in a .yaml file, on one line", "flow", ["flow"], "flow"],
    ["may begin with a byte order mark", "bom", ["bom"], "bom"],
    ["is not named by a name inside something else", "nested", ["nested"], "nested"],
    ["is not one without a name", "nameless", ["nameless"], undefined],
    ["is unknown where no candidate has it", "shop", [undefined, "nowhere"], undefined],
  ];
  for (const [name, project, candidates, expected] of CASES) {
    it(name, () => {
      const found = findProjectDir(
        project,
        candidates.map((candidate) => candidate && folder(candidate)),
      );
      assert.equal(found, expected && folder(expected));
    });
  }
});

describe("the engine's process", () => {
  it("is not found where no ancestor is called pulumi", () => {
    assert.equal(findEngine(), undefined);
  });
  it("is not found for a process that does not exist", () => {
    assert.equal(findEngine(2 ** 22 + 1), undefined);
  });
});
