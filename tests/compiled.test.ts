import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import module from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compiledIn, type CompileCache } from "../policypack/compiled";

describe("what V8 has compiled", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ecs-lock-compiled-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("is found again from the start on, and written down when it is asked for", () => {
    const did: string[] = [];
    const keep = compiledIn("folder", {
      enableCompileCache: (name) => did.push(`in ${name}`),
      flushCompileCache: () => did.push("written"),
    });
    assert.deepEqual(did, ["in folder"]);
    keep();
    assert.deepEqual(did, ["in folder", "written"]);
  });

  it("is left alone by a Node that cannot do it, or not write when it is asked to", () => {
    const did: string[] = [];
    compiledIn("folder", {})();
    compiledIn("folder", { enableCompileCache: (name) => did.push(name) })();
    assert.deepEqual(did, []);
  });

  /** In a process of its own, whose modules are not loaded yet. */
  function load(kept: string): string {
    const loaded = join(folder, "loaded.cjs");
    writeFileSync(loaded, "module.exports = () => 'ran';\n");
    const script = `
      const { compiledIn } = require(${JSON.stringify(join(__dirname, "..", "policypack", "compiled.ts"))});
      const keep = compiledIn(${JSON.stringify(kept)}, require("node:module"));
      const said = require(${JSON.stringify(loaded)})();
      keep();
      process.stdout.write(said);
    `;
    const tsx = require.resolve("tsx");
    return execFileSync(process.execPath, ["--require", tsx, "--eval", script], { encoding: "utf8" });
  }
  const canKeep = "flushCompileCache" in (module as CompileCache);

  it(`is ${canKeep ? "" : "not "}kept by this Node (${process.version})`, () => {
    const kept = join(folder, "kept");
    assert.equal(load(kept), "ran");
    assert.equal(existsSync(kept), canKeep);
  });

  it("is not missed where nothing can be written", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    assert.equal(load(join(file, "kept")), "ran");
  });
});
