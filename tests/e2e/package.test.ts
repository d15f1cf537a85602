import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as alicloud from "@pulumi/alicloud";
import { newStack, repositoryRoot, type RunOptions, type TestStack } from "../support/engine";
import { runCommand } from "../support/engine/command";
import { callerEnvironment, contents, copyCheckout, npm, pack, unpack } from "../support/package/packing";
import { brokenLinks, pagesBelow } from "../support/links";
import { bytesBeyond } from "../support/package/size";
import { startPulumiCloud, type Published } from "../support/package/pulumiCloud";
import { addInstance, KEY_ID, KEY_SECRET, REGION } from "../support/emulator/cloud";
import { startEmulator, type Emulator } from "../support/emulator/emulator";
import { importResources, mandatory, priorInstance, PROGRAM, withLockFile } from "../support/scenario";

interface Manifest {
  readonly version: string;
  readonly scripts?: unknown;
  readonly devDependencies?: unknown;
}

interface Bill {
  readonly bomFormat: string;
  readonly components: readonly { readonly name: string }[];
}

describe("the package that `npm pack` makes", function () {
  this.timeout(300_000);
  let root: string;
  let checkout: string;
  let tarball: string;
  let stack: TestStack;
  let emulator: Emulator;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), "ecs lock package "));
    checkout = join(root, "checkout");
    await copyCheckout(checkout);
    tarball = await pack(checkout);
    emulator = await startEmulator();
    addInstance(emulator.cloud, "i-web", { lockReasons: ["security"] });
    stack = await newStack(async () => {
      new alicloud.ecs.Instance("web", { ...PROGRAM, instanceName: "web-2" });
    });
    await importResources(stack, [priorInstance("web")]);
  });
  after(async () => {
    await stack.dispose();
    await emulator.stop();
    await runCommand("chmod", ["-R", "u+w", root], tmpdir(), callerEnvironment());
    await rm(root, { recursive: true, force: true });
  });

  const manifestIn = async (folder: string): Promise<Manifest> =>
    JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;

  const install = async (name: string, command: readonly string[]): Promise<string> => {
    const folder = await unpack(join(checkout, tarball), join(root, name));
    await npm([...command, "--no-audit", "--no-fund", "--prefer-offline"], folder);
    return folder;
  };

  const refuses = async (options: RunOptions): Promise<void> => {
    const result = await stack.preview({ ...options, expectFailure: true });
    assert.deepEqual(mandatory(result), ["ecs-modify-instance-attribute"], result.log);
  };

  const viaApi = (): RunOptions => ({
    policyPackConfig: { "ecs-lock-status": { endpoint: emulator.endpoint } },
    env: { ALICLOUD_ACCESS_KEY: KEY_ID, ALICLOUD_SECRET_KEY: KEY_SECRET, ALICLOUD_REGION: REGION },
  });

  it("is named on standard output by nothing but its file name, as `pulumi policy publish` needs it", async () => {
    const { version } = await manifestIn(repositoryRoot);
    assert.equal(tarball, `alicloud-ecs-security-lock-${version}.tgz`);
    assert.ok(existsSync(join(checkout, tarball)));
  });

  it("leaves the checkout as it was", async () => {
    assert.deepEqual(await manifestIn(checkout), await manifestIn(repositoryRoot));
    for (const file of ["npm-shrinkwrap.json", ".package.json.unpacked"]) assert.ok(!existsSync(join(checkout, file)));
  });

  it("has neither scripts to run nor sources, tests and development dependencies", async () => {
    const folder = await unpack(join(checkout, tarball), join(root, "looked at"));
    const { scripts, devDependencies } = await manifestIn(folder);
    assert.deepEqual([scripts, devDependencies], [undefined, undefined]);
    for (const name of ["policypack", "tests", "build", "tools", "package-lock.json"]) {
      assert.ok(!existsSync(join(folder, name)), name);
    }
  });

  it("has a bill of materials (CycloneDX) that names what is installed", async () => {
    const folder = join(root, "looked at/package");
    const { stdout } = await npm(["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"], folder);
    const { bomFormat, components } = JSON.parse(stdout) as Bill;
    const names = components.map(({ name }) => name);
    assert.equal(bomFormat, "CycloneDX");
    for (const name of ["@pulumi/policy", "@pulumi/pulumi", "@alicloud/openapi-core"]) assert.ok(names.includes(name));
    for (const name of ["typescript", "@pulumi/alicloud", "mocha"]) assert.ok(!names.includes(name), name);
  });

  it("has no link that leads to nothing", () => {
    const folder = join(root, "looked at/package");
    const pages = pagesBelow(folder);
    assert.ok(pages.size > 40);
    assert.deepEqual(brokenLinks(pages, folder), []);
  });

  it("refuses a change of a locked instance after `npm ci --omit=dev`, from a read-only folder with spaces", async () => {
    const folder = await install("installed by npm ci", ["ci", "--omit=dev"]);
    await runCommand("chmod", ["-R", "a-w", folder], folder, callerEnvironment());
    const before = await contents(folder);
    const policyPackConfig = await withLockFile(stack, { instances: [{ id: "i-web" }] });
    await refuses({ policyPack: folder, policyPackConfig });
    await refuses({ policyPack: folder, ...viaApi() });
    assert.deepEqual(await contents(folder), before);
  });

  it("does the same after `npm ci --omit=dev --ignore-scripts`, without a compiler and the provider's SDK", async () => {
    const folder = await install("without scripts", ["ci", "--omit=dev", "--ignore-scripts"]);
    await refuses({ policyPack: folder, ...viaApi() });
    for (const name of ["typescript", "ts-node", "@pulumi/alicloud", "@alicloud/ecs20140526", "mocha"]) {
      assert.ok(!existsSync(join(folder, "node_modules", name)), name);
    }
  });

  it("takes no more than 30 MB beyond what @pulumi/policy itself installs", () => {
    const bytes = bytesBeyond(join(root, "without scripts/package"), ["@pulumi/policy"]);
    assert.ok(bytes > 5e6 && bytes < 30e6, `${bytes} bytes`);
  });

  it("refuses the same after `npm install --production`, as Pulumi installs an enforced pack", async () => {
    const folder = await install("installed by Pulumi", ["install", "--production"]);
    await refuses({ policyPack: folder, ...viaApi() });
  });

  it("puts the command ecs-lock on the PATH where it is installed globally, and is a policy pack there", async () => {
    const prefix = join(root, "global");
    const options = ["--global", "--prefix", prefix, "--no-audit", "--no-fund", "--prefer-offline"];
    await npm(["install", ...options, join(checkout, tarball)], root);
    const command = join(prefix, "bin/ecs-lock");
    const { log } = await runCommand(command, ["explain", "StopInstance"], root, callerEnvironment());
    assert.match(log, /^StopInstance: affected/);
    await refuses({ policyPack: join(prefix, "lib/node_modules/alicloud-ecs-security-lock"), ...viaApi() });
  });

  it("is a policy pack and the command ecs-lock in the node_modules of a project that depends on it, without a compiler", async () => {
    const project = join(root, "a project");
    await cp(join(checkout, tarball), join(project, "pack.tgz"));
    await writeFile(join(project, "package.json"), JSON.stringify({ private: true }));
    await npm(["install", "./pack.tgz", "--no-audit", "--no-fund", "--prefer-offline"], project);
    const { log } = await runCommand(
      join(project, "node_modules/.bin/ecs-lock"),
      ["--version"],
      project,
      callerEnvironment(),
    );
    assert.match(log, /\d+\.\d+\.\d+/);
    const pack = join(project, "node_modules/alicloud-ecs-security-lock");
    await findModulesAsPulumiDoes();
    await refuses({ policyPack: pack, ...viaApi() });
    for (const folder of [project, pack]) assert.ok(!existsSync(join(folder, "node_modules/typescript")));
  });

  describe("as a library", () => {
    let own: string;
    const compile = (...options: string[]) => {
      const compiler = join(repositoryRoot, "node_modules/typescript/bin/tsc");
      const args = ["--strict", "--skipLibCheck", "--esModuleInterop", "--target", "es2022", ...options, "index.ts"];
      return runCommand(process.execPath, [compiler, ...args], own, callerEnvironment());
    };

    before(async () => {
      own = join(root, "a pack of one's own");
      // `pulumi policy publish` takes the tarball away.
      await cp(join(checkout, await pack(checkout)), join(own, "pack.tgz"));
      await writeFile(join(own, "package.json"), JSON.stringify({ version: "1.0.0", private: true, main: "index.js" }));
      await writeFile(join(own, "PulumiPolicy.yaml"), "runtime: nodejs\n");
      await npm(["install", "./pack.tgz", "@pulumi/policy", "--no-audit", "--no-fund", "--prefer-offline"], own);
      await writeFile(join(own, "index.ts"), await sampleOf("docs/library.md", "ts"));
      const { exitCode, log } = await compile("--module", "nodenext");
      assert.equal(exitCode, 0, log);
    });

    it("has types also where TypeScript looks modules up in its old way, as Pulumi's templates do", async () => {
      const old = ["--module", "commonjs", "--moduleResolution", "node10", "--ignoreDeprecations", "6.0"];
      const { exitCode, log } = await compile(...old, "--noEmit");
      assert.equal(exitCode, 0, log);
    });

    it("refuses a change of a locked instance beside another policy of the same pack, by the same configuration", async () => {
      const result = await stack.preview({ policyPack: own, ...viaApi(), expectFailure: true });
      assert.deepEqual(mandatory(result), ["acme-instance-tags", "ecs-modify-instance-attribute"], result.log);
    });

    it("is there for `require` of the package itself, which starts no pack", async () => {
      const script =
        "const { ecsLockPolicies } = require('alicloud-ecs-security-lock'); process.stdout.write(typeof ecsLockPolicies)";
      const { exitCode, stdout, log } = await runCommand(process.execPath, ["-e", script], own, callerEnvironment());
      assert.deepEqual([exitCode, stdout], [0, "function"], log);
    });

    it("is there for `import` as well", async () => {
      const script =
        "import { ecsLockPolicies } from 'alicloud-ecs-security-lock/policies'; process.stdout.write(typeof ecsLockPolicies)";
      const args = ["--input-type=module", "-e", script];
      const { exitCode, stdout, log } = await runCommand(process.execPath, args, own, callerEnvironment());
      assert.deepEqual([exitCode, stdout], [0, "function"], log);
    });
  });

  /** The one sample of a language in a document. */
  const sampleOf = async (file: string, language: string): Promise<string> => {
    const text = await readFile(join(root, "looked at/package", file), "utf8");
    const [, sample = ""] = new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "m").exec(text) ?? [];
    return sample;
  };

  /** Pulumi's Node host looks the SDK up as Node does, also above the pack's folder; the tests' stand-in for it does not. */
  const findModulesAsPulumiDoes = async (): Promise<void> => {
    const runner = join(stack.tempDir, "home/plugins/analyzer-policy-nodejs-v1.0.0/pulumi-analyzer-policy-nodejs");
    if (!existsSync(runner)) return;
    const find = "process.stdout.write(require.resolve('@pulumi/pulumi/cmd/run-policy-pack'))";
    await writeFile(runner, `#!/bin/sh\nexec node "$(node -e "${find}")" "$@"\n`);
  };

  const publish = async (folder: string): Promise<Published> => {
    const cloud = await startPulumiCloud();
    try {
      const { exitCode, log } = await stack.runPulumi(["policy", "publish", "acme"], { cwd: folder, env: cloud.env });
      assert.equal(exitCode, 0, log);
      return cloud.published;
    } finally {
      await cloud.stop();
    }
  };

  const uploaded = async ({ tarball: content }: Published, name: string): Promise<string> => {
    await writeFile(join(root, `${name}.tgz`), content ?? "");
    return unpack(join(root, `${name}.tgz`), join(root, name));
  };

  it("is what `pulumi policy publish acme` uploads, with the schema of its configuration", async () => {
    const published = await publish(checkout);
    assert.equal(published.completed, (await manifestIn(repositoryRoot)).version);
    assert.match(JSON.stringify(published.description), /"ecs-lock-status".*"lockFileMaxAgeMinutes"/);
    const folder = await uploaded(published, "uploaded");
    assert.ok(existsSync(join(folder, "PulumiPolicy.yaml")));
    assert.deepEqual(await manifestIn(folder), await manifestIn(join(root, "looked at/package")));
  });

  it("can be published again from where it was unpacked and installed, with its lock", async () => {
    const folder = await uploaded(await publish(join(root, "installed by Pulumi/package")), "published again");
    assert.ok(existsSync(join(folder, "npm-shrinkwrap.json")));
    assert.deepEqual(await manifestIn(folder), await manifestIn(join(root, "looked at/package")));
  });
});
