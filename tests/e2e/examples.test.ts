// The sample projects: what they say of themselves must hold.
import assert from "node:assert/strict";
import { accessSync, constants, readFileSync } from "node:fs";
import { copyFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { load } from "js-yaml";
import { modelOf } from "../../policypack/resources";
import { addDisk, addInstance, KEY_ID, KEY_SECRET, REGION, type CloudInstance } from "../support/emulator/cloud";
import { startEmulator, type Emulator } from "../support/emulator/emulator";
import { newStack, repositoryRoot, urnOf, type RunOptions, type TestStack } from "../support/engine";
import { runCommand, type Environment } from "../support/engine/command";
import { makePlace, type Place } from "../support/engine/place";
import { bundled } from "../support/processes";
import { INSTANCE, mandatory } from "../support/scenario";

const example = (name: string): string => join(repositoryRoot, "examples", name);
const CONFIG = { vpcId: "vpc-1", vswitchId: "vsw-1", zoneId: "cn-hangzhou-h" };
const credentials = { ALICLOUD_ACCESS_KEY: KEY_ID, ALICLOUD_SECRET_KEY: KEY_SECRET, ALICLOUD_REGION: REGION };

/** The pack's configuration as the example has it, with the emulator in the cloud's place. */
function packConfig(name: string, emulator: Emulator): Record<string, unknown> {
  const own = JSON.parse(readFileSync(join(example(name), "ecs-lock.json"), "utf8")) as Record<string, object>;
  return { ...own, "ecs-lock-status": { ...own["ecs-lock-status"], endpoint: emulator.endpoint } };
}

describe("the sample project in TypeScript", () => {
  let stack: TestStack;
  let emulator: Emulator;
  let first: CloudInstance;

  before(async () => {
    emulator = await startEmulator();
    const config = Object.entries(CONFIG).map(([key, value]) => [`test-project:${key}`, value] as const);
    stack = await newStack(program, { config: { "alicloud:region": REGION, ...Object.fromEntries(config) } });
    // Without the pack: the emulator gets to know the instances only after they are created.
    await stack.up({ policyPack: false });
    const ids = await idsOf("web-1", "web-2");
    first = addInstance(emulator.cloud, ids["web-1"] ?? "", { lockReasons: ["security"] });
    addInstance(emulator.cloud, ids["web-2"] ?? "");
    addDisk(emulator.cloud, (await idsOf("data")).data ?? "", [first.id]);
  });
  after(async () => {
    await stack.dispose();
    await emulator.stop();
  });

  const options = (): RunOptions => ({ policyPackConfig: packConfig("typescript", emulator), env: credentials });

  /** A program runs anew in each preview. */
  async function program(): Promise<Record<string, unknown>> {
    const file = join(repositoryRoot, "examples/typescript/index.ts");
    const load = createRequire(__filename);
    Reflect.deleteProperty(load.cache, file);
    return load(file) as Record<string, unknown>;
  }

  async function idsOf(...names: string[]): Promise<Record<string, string>> {
    const { resources = [] } = (await stack.exportState()).deployment;
    const found = resources.filter(({ urn, custom }) => custom === true && names.includes(urn.split("::")[3] ?? ""));
    return Object.fromEntries(found.map(({ urn, id }) => [urn.split("::")[3] ?? "", id ?? ""]));
  }

  async function setConfig(...args: string[]): Promise<void> {
    const { exitCode, log } = await stack.runPulumi(["config", ...args]);
    assert.equal(exitCode, 0, log);
  }

  it("stops another instance type on the locked server, and on no other", async () => {
    await setConfig("set", "instanceType", "ecs.g7.xlarge");
    const result = await stack.preview({ ...options(), expectFailure: true });
    await setConfig("rm", "instanceType");
    assert.deepEqual(mandatory(result), ["ecs-modify-instance-spec", "ecs-start-instance", "ecs-stop-instance"]);
    assert.ok(result.violations.every(({ urn }) => urn === urnOf(INSTANCE, "web-1")));
  });

  it("stops a further security group, which the provider would report as added", async () => {
    await setConfig("set", "--path", "extraGroups[0]", "sg-admin");
    const result = await stack.preview({ ...options(), expectFailure: true });
    await setConfig("rm", "extraGroups");
    assert.deepEqual(mandatory(result), ["ecs-join-security-group"]);
    assert.match(result.log, /The provider hides the refusal of/);
  });

  it("stops a larger disk while it is attached to the locked server", async () => {
    await setConfig("set", "dataSize", "200");
    const result = await stack.preview({ ...options(), expectFailure: true });
    await setConfig("rm", "dataSize");
    assert.deepEqual(mandatory(result), ["ecs-resize-disk"]);
  });

  it("is deployed as it is, and with a new instance type once the lock is lifted", async () => {
    await stack.up(options());
    first.lockReasons.splice(0);
    await setConfig("set", "instanceType", "ecs.g7.xlarge");
    assert.deepEqual(mandatory(await stack.up(options())), []);
  });
});

interface YamlProject {
  readonly name: string;
  readonly runtime: string;
  readonly resources: Readonly<Record<string, { readonly type: string; readonly properties: object }>>;
}

/** `alicloud:ecs:EcsDisk`, as people write it, is `alicloud:ecs/ecsDisk:EcsDisk`. */
function fullType(type: string): string {
  const [pkg = "", module = "", name = ""] = type.split(":");
  return `${pkg}:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
}

describe("the sample project in YAML", () => {
  const project = load(readFileSync(join(example("yaml"), "Pulumi.yaml"), "utf8")) as YamlProject;

  it("has resources of types that the map knows, with properties that these have", () => {
    const unknown = Object.entries(project.resources).flatMap(([name, { type, properties }]) => {
      const model = modelOf(fullType(type));
      assert.ok(model, `${name}: ${type}`);
      return Object.keys(properties).filter((property) => !(property in model.schema));
    });
    assert.deepEqual([project.runtime, unknown], ["yaml", []]);
  });

  it("stops another instance type on the locked instance (where Pulumi YAML is installed)", async function () {
    if (!isOnPath("pulumi-language-yaml")) this.skip();
    const emulator = await startEmulator();
    const place = await makePlace({});
    try {
      const { env, pulumi } = await prepareYaml(place);
      await pulumi(["up", "--yes", "--skip-preview"]);
      const { stdout } = await pulumi(["stack", "output", "instanceId"]);
      addInstance(emulator.cloud, stdout.trim(), { lockReasons: ["security"] });
      await pulumi(["config", "set", "instanceType", "ecs.g7.xlarge"]);
      const config = join(place.tempDir, "config.json");
      await writeFile(config, JSON.stringify(packConfig("yaml", emulator)));
      const args = ["preview", "--policy-pack", repositoryRoot, "--policy-pack-config", config];
      const { exitCode, log } = await runCommand(place.pulumi, args, place.workDir, env);
      assert.notEqual(exitCode, 0, log);
      assert.match(log, /ModifyInstanceSpec would be refused/);
    } finally {
      await place.remove();
      await emulator.stop();
    }
  });

  /** The project in a stack of its own, with a provider that has a schema. */
  async function prepareYaml(place: Place) {
    const env: Environment = { ...place.env, ...credentials };
    const pulumi = async (args: readonly string[]) => {
      const result = await runCommand(place.pulumi, [...args, "--non-interactive"], place.workDir, env);
      assert.equal(result.exitCode, 0, result.log);
      return result;
    };
    await copyFile(join(example("yaml"), "Pulumi.yaml"), join(place.workDir, "Pulumi.yaml"));
    const main = await bundled("tests/support/yaml/main.ts");
    const plugin = join(place.tempDir, "home/plugins/resource-alicloud-v3.108.0/pulumi-resource-alicloud");
    await writeFile(plugin, `#!/bin/sh\nexec "${process.execPath}" "${main}" 3.108.0\n`, { mode: 0o755 });
    await pulumi(["stack", "init", "dev"]);
    for (const [key, value] of Object.entries(CONFIG)) await pulumi(["config", "set", key, value]);
    return { env, pulumi };
  }
});

function isOnPath(name: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
