import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "./support/repository";

interface Manifest {
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly type?: string;
}

const manifestAt = (file: string): Manifest => JSON.parse(readFileSync(file, "utf8")) as Manifest;
const own = manifestAt(join(repositoryRoot, "package.json"));

describe("the pack's entry", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "entry-"));
    copyFileSync(join(repositoryRoot, "entry.cjs"), join(folder, "entry.cjs"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const start = (version: string) => {
    const versions = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`;
    return spawnSync(process.execPath, ["-e", `${versions}; require("./entry.cjs")`], {
      cwd: folder,
      encoding: "utf8",
    });
  };

  it("says in one line that the pack is not compiled, and how to do it", () => {
    const { status, stderr } = start("20.19.0");
    assert.equal(stderr, `alicloud-ecs-security-lock is not compiled: run \`npm run build\` in ${folder}\n`);
    assert.equal(status, 1);
  });

  const [, major = "", minor = ""] = /(\d+)\.(\d+)/.exec(own.engines.node) ?? [];
  for (const version of ["18.20.8", `${major}.${Number(minor) - 1}.9`]) {
    it(`says in one line that Node ${version} is too old`, () => {
      const { status, stderr } = start(version);
      assert.equal(
        stderr,
        `alicloud-ecs-security-lock needs Node ${major}.${minor} or later: ${process.execPath} is ${version}\n`,
      );
      assert.equal(status, 1);
    });
  }
});

describe("the pack's sources", () => {
  const require = createRequire(join(repositoryRoot, "package.json"));
  /** Packages that are ES modules, which Node 22.0 to 22.11 cannot require. */
  const modules = Object.keys(own.dependencies).filter((name) => {
    const files = require.resolve.paths(name)?.map((path) => join(path, name, "package.json")) ?? [];
    return files.some((file) => existsSync(file) && manifestAt(file).type === "module");
  });

  it("import ES modules by import(), as every Node that is supported can", () => {
    assert.ok(modules.length > 0, "no dependency is an ES module any more: this test can go");
    const sources = readdirSync(join(repositoryRoot, "policypack"), { recursive: true, encoding: "utf8" });
    for (const name of sources.filter((file) => file.endsWith(".ts"))) {
      const text = readFileSync(join(repositoryRoot, "policypack", name), "utf8");
      const required = modules.filter((one) => new RegExp(`^import (?!type ).* from "${one}"`, "m").test(text));
      assert.deepEqual(required, [], name);
    }
  });
});
