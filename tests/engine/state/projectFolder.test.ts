import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mayHoldProject, placeByName, placeOfEngine } from "../../../policypack/engine/state/projectFolder";

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
      const places = candidates.map((candidate) => candidate && folder(candidate));
      assert.equal(placeByName(project, places, {}).projectDir, expected && folder(expected));
    });
  }

  it("is the nearest one around the engine's folder, whatever its name", () => {
    const deep = folder("shop/src/deep");
    assert.deepEqual(placeOfEngine(deep), { projectDir: folder("shop"), exportFolder: deep });
    assert.deepEqual(placeOfEngine(folder("nameless")).projectDir, folder("nameless"));
  });

  it("is not where the state is read, but the candidate: a relative backend is relative to that", () => {
    const candidate = folder("shop/src/deep");
    assert.equal(placeByName("shop", [candidate], {}).exportFolder, candidate);
  });

  const BACKENDS: readonly (readonly [string, boolean])[] = [
    ["https://api.pulumi.com", true],
    ["s3://states?region=eu-1", true],
    ["file:///srv/states", true],
    ["file://~", true],
    ["file://./states", false],
    ["file://states", false],
    ["file:states", false],
    ["", false],
  ];
  for (const [url, isReadable] of BACKENDS) {
    it(`where it is not known, leaves the state ${isReadable ? "to" : "unread, also with"} the backend "${url}"`, () => {
      const { projectDir, exportFolder } = placeByName("shop", [folder("other")], { PULUMI_BACKEND_URL: url });
      assert.equal(projectDir, undefined);
      assert.equal(exportFolder !== undefined, isReadable);
    });
  }

  it("may be one that is named by hand, unless there is another project or none", () => {
    const named = ["shop", "shop/src/deep", "nameless", "other", "nowhere"];
    assert.deepEqual(
      named.map((name) => mayHoldProject(folder(name), "shop")),
      [true, true, true, false, false],
    );
  });
});
