// The files that docs/organisation.md hands out, as they stand, on the real engine.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as alicloud from "@pulumi/alicloud";
import { Ajv } from "ajv";
import { addInstance, KEY_ID, KEY_SECRET, REGION } from "../support/emulator/cloud";
import { startEmulator, type Emulator } from "../support/emulator/emulator";
import { newStack, repositoryRoot, type RunResult, type TestStack } from "../support/engine";
import { runCommand, type CommandResult, type Environment } from "../support/engine/command";
import { callerEnvironment } from "../support/package/packing";
import { startPulumiCloud } from "../support/package/pulumiCloud";
import { compiledPack } from "../support/processes";
import { shellStack, type ShellStack } from "../support/shellStack";
import { importResources, mandatory, priorInstance, PROGRAM } from "../support/scenario";

const folder = join(repositoryRoot, "examples/organisation");
const page = readFileSync(join(repositoryRoot, "docs/organisation.md"), "utf8");

interface Row {
  readonly stops: readonly string[];
  readonly tells: readonly RegExp[];
}

const REFUSED = /ModifyInstanceAttribute would be refused: instance i-web/;
const UNDECIDED = /Cannot say whether ModifyInstanceAttribute on instance i-gone would be refused/;
const DELETED = /Deleting instance i-old .* releases its disks/;

/** Of a locked instance that is renamed, an unknown one that is renamed, and a locked one that is deleted. */
const FILES: Readonly<Record<string, Row>> = {
  "advisory.json": { stops: [], tells: [REFUSED, UNDECIDED, DELETED] },
  "staging.json": { stops: ["ecs-modify-instance-attribute"], tells: [REFUSED, UNDECIDED, DELETED] },
  "production.json": {
    stops: ["ecs-lock-status", "ecs-lock-status", "ecs-modify-instance-attribute"],
    tells: [
      REFUSED,
      UNDECIDED,
      /DeleteInstance would be refused by the configuration \(deleteLocked\): instance i-old/,
    ],
  },
};

describe("the configurations for an organisation", () => {
  let stack: TestStack;
  let emulator: Emulator;

  before(async () => {
    emulator = await startEmulator();
    for (const id of ["i-web", "i-old"]) addInstance(emulator.cloud, id, { lockReasons: ["security"] });
    stack = await newStack(async () => {
      for (const name of ["web", "gone"]) new alicloud.ecs.Instance(name, { ...PROGRAM, instanceName: "renamed" });
    });
    await importResources(
      stack,
      ["web", "gone", "old"].map((name) => priorInstance(name)),
    );
  });
  after(async () => {
    await stack.dispose();
    await emulator.stop();
  });

  const environment = (): Environment => ({
    ALICLOUD_ACCESS_KEY: KEY_ID,
    ALICLOUD_SECRET_KEY: KEY_SECRET,
    ALICLOUD_REGION: REGION,
    ALIBABA_CLOUD_ENDPOINT_ECS: emulator.endpoint,
  });

  const preview = (file: string, expectFailure: boolean): Promise<RunResult> =>
    stack.preview({ args: ["--policy-pack-config", file], env: environment(), expectFailure });

  for (const [name, { stops, tells }] of Object.entries(FILES)) {
    it(`${name} stops ${stops.length === 0 ? "nobody" : stops.join(", ")}, and tells the rest`, async () => {
      const result = await preview(join(folder, name), stops.length > 0);
      assert.deepEqual(mandatory(result), stops, result.log);
      for (const text of tells) assert.match(result.log, text);
    });
  }

  describe("with inventory.json, audit.mjs", () => {
    const audit = (more: Environment = {}): Promise<CommandResult> =>
      runCommand(
        process.execPath,
        [join(folder, "audit.mjs"), repositoryRoot, join(folder, "inventory.json"), join(stack.tempDir, "events")],
        stack.workDir,
        { ...stack.env, PATH: `${dirname(stack.pulumi)}:${stack.env.PATH ?? ""}`, ...environment(), ...more },
      );
    const known = async (): Promise<void> =>
      importResources(
        stack,
        ["web", "old"].map((name) => priorInstance(name)),
      );

    it("lists what is locked, and ends with 0", async () => {
      await known();
      const { exitCode, stdout, log } = await audit();
      assert.equal(exitCode, 0, log);
      assert.match(stdout, /^== .*dev\nInventory: 2 instances of this stack locked for security reasons:\n/);
    });

    it("writes events that count.mjs counts", async () => {
      await known();
      await audit();
      const { stdout } = await runCommand(
        process.execPath,
        [join(folder, "count.mjs"), ...eventFiles()],
        stack.workDir,
        stack.env,
      );
      assert.equal(stdout, "1\tecs-lock-status\ttest-project/dev\tadvisory\n");
    });

    it("ends with 0 and says nothing where nothing is locked", async () => {
      await known();
      for (const id of ["i-web", "i-old"]) addInstance(emulator.cloud, id);
      const { exitCode, stdout, log } = await audit();
      for (const id of ["i-web", "i-old"]) addInstance(emulator.cloud, id, { lockReasons: ["security"] });
      assert.deepEqual([exitCode, stdout], [0, ""], log);
    });

    it("ends with 1 where an instance cannot be looked up, or the look-ups fail", async () => {
      await importResources(stack, [priorInstance("web"), priorInstance("gone")]);
      const gone = await audit();
      assert.equal(gone.exitCode, 1, gone.log);
      assert.match(gone.log, /Inventory: 1 instance of this stack[^]*Inventory: i-gone could not be looked up/);
      assert.match(gone.log, /dev: not all of it could be looked up/);
      const denied = await audit({ ALICLOUD_ACCESS_KEY: "wrong" });
      assert.equal(denied.exitCode, 1, denied.log);
    });

    it("ends with 2 where the stacks cannot be listed", async () => {
      const { exitCode, log } = await audit({ PULUMI_BACKEND_URL: "file:///nowhere/at/all" });
      assert.equal(exitCode, 2, log);
    });

    const eventFiles = (): string[] =>
      readdirSync(join(stack.tempDir, "events")).map((name) => join(stack.tempDir, "events", name));
  });

  it("are all there, and are what their schema says", () => {
    const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
    const validate = new Ajv({ strict: false }).compile(
      read(join(repositoryRoot, "docs/configuration.schema.json")) as object,
    );
    const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
    assert.deepEqual(names.sort(), ["inventory.json", ...Object.keys(FILES)].sort());
    for (const name of names) {
      const content = read(join(folder, name));
      assert.ok(validate(content), `${name}: ${JSON.stringify(validate.errors)}`);
      const { $schema = "" } = (content as Record<string, { readonly $schema?: string }>)["ecs-lock-status"] ?? {};
      assert.equal(join(folder, $schema), join(repositoryRoot, "docs/configuration.schema.json"));
    }
  });
});

describe("the lines of docs/organisation.md that measure a rollout", () => {
  let stack: ShellStack;

  before(async () => {
    stack = await shellStack();
  });
  after(() => stack.remove());

  const [, section = ""] = /^## Measure it\n([^]*?)^## /m.exec(page) ?? [];
  const blocks = [...section.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block = ""]) => block);
  const inPack = (command: string): string => command.replaceAll("FOLDER", `'${repositoryRoot}'`);
  const lines = inPack(blocks.join(""));

  it("are the report of a pipeline, and the count of all, in the order in which they are run", () => {
    assert.equal(blocks.length, 2);
  });

  it("stop nobody, and count what would be refused by policy and stack", async () => {
    await stack.deployed(true);
    stack.program.instanceName = "renamed";
    const { exitCode, stdout, log } = await stack.shell(lines);
    assert.equal(exitCode, 0, log);
    assert.equal(stdout, "1\tecs-modify-instance-attribute\ttest-project/dev\trefused\n");
  });

  it("count what cannot be said as well, and nothing twice", async () => {
    await stack.deployed(true);
    stack.program.instanceName = "renamed";
    const { exitCode, stdout, log } = await stack.shell(lines, [], { ALICLOUD_ACCESS_KEY: "wrong" });
    assert.equal(exitCode, 0, log);
    assert.equal(stdout, "1\tecs-modify-instance-attribute\ttest-project/dev\tundecided\n");
  });

  it("count the deletion of a locked instance as well, with the configuration for production", async () => {
    await stack.deployed(true);
    stack.program.instanceName = undefined;
    const forProduction = inPack("--config FOLDER/examples/organisation/production.json");
    const { exitCode, stdout, log } = await stack.shell(lines.replace("--exit-zero", `--exit-zero ${forProduction}`));
    assert.equal(exitCode, 0, log);
    assert.equal(stdout, "1\tecs-lock-status\ttest-project/dev\trefused\n");
  });

  const FAULTS: readonly (readonly [string, string, string])[] = [
    [
      "is neither a report nor events",
      "echo text > text.txt",
      "text.txt is neither a report of ecs-lock nor events of Pulumi",
    ],
    [
      "is cut off",
      `echo '{"policyEvent": {' > text.txt`,
      "text.txt is neither a report of ecs-lock nor events of Pulumi",
    ],
    ["is not there", "rm -f text.txt", "text.txt cannot be read (ENOENT)"],
  ];
  for (const [what, made, message] of FAULTS) {
    it(`say which file ${what}, in one line`, async () => {
      const command = inPack(`${made}; node FOLDER/examples/organisation/count.mjs text.txt`);
      const { exitCode, log } = await stack.shell(command);
      assert.deepEqual([exitCode, log.trim()], [2, message]);
    });
  }

  it("say how the script is called, where it is given no file", async () => {
    const { exitCode, log } = await stack.shell(inPack("node FOLDER/examples/organisation/count.mjs"));
    assert.deepEqual([exitCode, log.trim()], [2, "usage: node count.mjs FILES…"]);
  });
});

describe("the line of docs/organisation.md for destroys", () => {
  let stack: ShellStack;

  before(async () => {
    stack = await shellStack();
  });
  after(() => stack.remove());

  it("keeps a locked instance, as the configuration of production does in an update", async () => {
    const [line = ""] = /^ecs-lock guard destroy .*$/m.exec(page) ?? [];
    await stack.deployed(true);
    const command = line.replaceAll("FOLDER", `'${repositoryRoot}'`).replace("--stack prod", "--stack dev");
    const { exitCode, log } = await stack.shell(command);
    assert.equal(exitCode, 1, log);
    assert.match(log, /DeleteInstance would be refused by the configuration \(deleteLocked\)/);
    assert.match(log, /`pulumi destroy` was not run, nothing was applied\n$/);
    assert.deepEqual(stack.calls(), []);
  });
});

describe("the first line of docs/organisation.md that is copied", () => {
  const [line = ""] = /^node dist\/\S+ explain .*$/m.exec(page) ?? [];
  const run = (command: string): Promise<CommandResult> =>
    runCommand("/bin/sh", ["-ec", command], repositoryRoot, callerEnvironment());

  before(() => compiledPack());

  it("says nothing of a file that is right, in the pack's folder", async () => {
    const { exitCode, log } = await run(line);
    assert.deepEqual([exitCode, log], [0, ""]);
  });

  it("ends with 2 where the file is wrong", async () => {
    const { exitCode, log } = await run(line.replace("examples/organisation/advisory.json", "package.json"));
    assert.equal(exitCode, 2, log);
    assert.match(log, /^ecs-lock: package\.json: /);
  });
});

describe("the policy groups of docs/organisation.md", () => {
  const lines = [...page.matchAll(/^pulumi policy (?:group|enable|disable) .*$/gm)].map(([line]) => line);

  it("are made, edited and given the pack by lines that the CLI takes as they stand, each by version", async () => {
    const stack = await newStack(async () => undefined);
    const cloud = await startPulumiCloud();
    try {
      assert.ok(lines.length >= 8);
      for (const line of lines) {
        const args = ["-ec", line];
        const env = { ...stack.env, ...cloud.env, PATH: `${dirname(stack.pulumi)}:${stack.env.PATH ?? ""}` };
        const { exitCode, log } = await runCommand("/bin/sh", args, repositoryRoot, env);
        assert.equal(exitCode, 0, `${line}\n${log}`);
      }
    } finally {
      await cloud.stop();
      await stack.dispose();
    }
    const enabled = cloud.published.groups.filter((asked) => asked.includes("addPolicyPack"));
    assert.ok(enabled.length >= 4);
    assert.ok(enabled.every((asked) => asked.includes('"versionTag":"0.1.0"')));
    // What is copied first stops nobody.
    assert.match(enabled[0] ?? "", /^PATCH ecs-lock-test .*"all":\{"enforcementLevel":"advisory"\}/);
  });
});
