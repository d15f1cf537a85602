import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import module from "node:module";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { compiledIn, type CompileCache } from "../policypack/compiled";

const CACHE = join("node_modules", ".cache", "compiled");

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
    const keep = compiledIn(folder, {
      enableCompileCache: (name) => did.push(`in ${relative(folder, name)}`),
      flushCompileCache: () => did.push("written"),
    });
    assert.deepEqual(did, [`in ${CACHE}`]);
    keep();
    assert.deepEqual(did, [`in ${CACHE}`, "written"]);
  });

  it("is left alone by a Node that cannot do it, or not write when it is asked to", () => {
    const did: string[] = [];
    compiledIn(folder, {})();
    compiledIn(folder, { enableCompileCache: (name) => did.push(name) })();
    assert.deepEqual([did, existsSync(join(folder, "node_modules"))], [[], false]);
  });

  for (const [title, rootIn] of [
    ["that is not there", (): string => join(folder, "none")],
    ["that is a file", (): string => join(folder, "file")],
    ["of a file system that has none to make", (): string => (process.platform === "linux" ? "/proc/none" : folder)],
  ] as const) {
    it(`is not missed in a folder ${title}`, () => {
      writeFileSync(join(folder, "file"), "");
      writeFileSync(join(folder, "node_modules"), "");
      const did: string[] = [];
      const says = (name: string): number => did.push(name);
      compiledIn(rootIn(), { enableCompileCache: says, flushCompileCache: () => says("written") })();
      assert.deepEqual(did, []);
    });
  }

  /** In a process of its own, whose modules are not loaded yet. */
  function load(root: string): string {
    const loaded = join(folder, "loaded.cjs");
    writeFileSync(loaded, "module.exports = () => 'ran';\n");
    const script = `
      const { compiledIn } = require(${JSON.stringify(join(__dirname, "..", "policypack", "compiled.ts"))});
      const keep = compiledIn(${JSON.stringify(root)}, require("node:module"));
      const said = require(${JSON.stringify(loaded)})();
      keep();
      process.stdout.write(said);
    `;
    const tsx = require.resolve("tsx");
    return execFileSync(process.execPath, ["--require", tsx, "--eval", script], { encoding: "utf8" });
  }
  const canKeep = "flushCompileCache" in (module as CompileCache);

  it(`is ${canKeep ? "" : "not "}kept by this Node (${process.version})`, () => {
    assert.equal(load(folder), "ran");
    assert.equal(existsSync(join(folder, CACHE)), canKeep);
  });

  it("is made anew where it is damaged", () => {
    const cache = join(folder, CACHE);
    mkdirSync(cache, { recursive: true });
    assert.equal(load(folder), "ran");
    for (const file of readdirSync(cache, { recursive: true, encoding: "utf8" })) {
      if (statSync(join(cache, file)).isFile()) writeFileSync(join(cache, file), "damaged");
    }
    assert.equal(load(folder), "ran");
    assert.equal(load(folder), "ran");
  });
});
