import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { addInstance, KEY_ID, KEY_SECRET } from "../../support/emulator/cloud";
import { startEmulator } from "../../support/emulator/emulator";
import { repositoryRoot } from "../../support/repository";
import { ecsLock, newFolder, type CliOptions, type CliResult, type Folder } from "../runCli";
import { INSTANCE, lockFile, PROVIDER, urnOf } from "../previews";

type Json = Readonly<Record<string, unknown>>;

const INPUTS = { __defaults: ["autoRenewPeriod"], autoRenewPeriod: 1, instanceName: "web", securityGroups: ["sg-1"] };
const OUTPUTS = { ...INPUTS, autoRenewPeriod: 0, status: "Running" };

const instance = (name: string, inputs: Json = {}, outputs: Json = {}, rest: Json = {}): Json => ({
  urn: urnOf(name),
  type: INSTANCE,
  custom: true,
  id: `i-${name}`,
  inputs: { ...INPUTS, ...inputs },
  outputs: { ...OUTPUTS, ...outputs },
  provider: `${PROVIDER}::1111`,
  modified: "2026-11-20T08:00:00Z",
  ...rest,
});
const provider = { urn: PROVIDER, type: "pulumi:providers:alicloud", inputs: { region: "cn-hangzhou" } };
const state = (...resources: Json[]): string =>
  JSON.stringify({ version: 3, deployment: { resources: [provider, ...resources] } });

const SWALLOWED = instance("web", { securityGroups: ["sg-1", "sg-2"] });
const RENAMED = instance(
  "db",
  {},
  { instanceName: "Planted-S3cret" },
  { initErrors: ["Resource i-db ModifyInstanceAttribute Failed!!! Code: InstanceLockedForSecurity Planted-S3cret"] },
);
const KEY_PAIR = instance(
  "key",
  {},
  { keyName: "k2" },
  { initErrors: ["Resource i-key RebootInstance Failed!!! InstanceLockedForSecurity"] },
);

describe("ecs-lock audit", () => {
  let folder: Folder;
  before(() => {
    folder = newFolder();
  });
  after(() => {
    folder.remove();
  });

  const audit = (input: string, args: readonly string[] = [], options: CliOptions = {}): Promise<CliResult> =>
    ecsLock(["audit", ...args], { input, ...options });

  it("says of a clean state that it is one, and how much it holds", async () => {
    const { status, stdout, stderr } = await audit(state(instance("web")));
    assert.deepEqual(
      [status, stdout, stderr],
      [0, "no lock has left anything behind in the state (1 resource that ECS calls are made for)\n", ""],
    );
  });

  it("tells what was swallowed, since when, and what repairs it, without a look-up", async () => {
    const { status, stdout } = await audit(state(SWALLOWED));
    assert.equal(status, 1);
    assert.equal(
      stdout,
      [
        "REFUSED  web  ecs-join-security-group",
        "  JoinSecurityGroup on instance i-web was not done, although the update reported success: the lock has swallowed it.",
        `  Resource: ${urnOf("web")}`,
        "  The program's securityGroups are in the state's inputs; the cloud has others.",
        "  Since: the update of 2026-11-20T08:00:00.000Z, or an earlier one",
        "  Whether the instance is still locked was not looked up: add --live or --locks FILE.",
        `  Repair it once the lock is lifted: pulumi up --target ${urnOf("web")}`,
        "",
        "1 leftover of locks in 1 resource (of 1 resource that ECS calls are made for)",
        "",
      ].join("\n"),
    );
  });

  it("tells what is half applied, with the command that repairs each, and no value of a property or an error", async () => {
    const { status, stdout } = await audit(state(RENAMED, KEY_PAIR, instance("fine")));
    assert.equal(status, 1);
    assert.match(stdout, /An update stopped at ModifyInstanceAttribute on instance i-db, which the lock refused/);
    assert.match(stdout, /pulumi up --refresh --target urn:/);
    assert.match(stdout, /The key pair is exchanged and not in force: the restart is missing/);
    assert.match(stdout, /aliyun ecs RebootInstance --RegionId cn-hangzhou --InstanceId i-key\n/);
    assert.match(stdout, /2 leftovers of locks in 2 resources \(of 3 resources that ECS calls are made for\)\n$/);
    assert.doesNotMatch(stdout, /Planted-S3cret/);
  });

  it("says by a lock file whether the instance is still locked, and when to repair", async () => {
    const locks = folder.write("locks.json", lockFile({ "i-web": "security", "i-db": "" }));
    const { stdout } = await audit(state(SWALLOWED, RENAMED, KEY_PAIR), ["--locks", locks]);
    assert.match(
      stdout,
      /Instance i-web \("web", cn-hangzhou\) is still locked; seen in the lock file[^]*once the lock is lifted/,
    );
    assert.match(
      stdout,
      /Instance i-db \("db", cn-hangzhou\) is not locked any more; [^\n]*\n {2}Repair it now: pulumi up --refresh/,
    );
    assert.match(
      stdout,
      /Whether the instance is still locked is not known: the lock file [^\n]* does not list this instance/,
    );
  });

  it("looks up with --live in the region of the resource's provider", async () => {
    const emulator = await startEmulator();
    addInstance(emulator.cloud, "i-web", { name: "web", lockReasons: ["security"] });
    const env = {
      ALICLOUD_ACCESS_KEY: KEY_ID,
      ALICLOUD_SECRET_KEY: KEY_SECRET,
      ALIBABA_CLOUD_ENDPOINT_ECS: emulator.endpoint,
      ALICLOUD_REGION: "cn-beijing",
    };
    const { stdout } = await audit(state(SWALLOWED), ["--live"], { env });
    assert.match(stdout, /Instance i-web \("web", cn-hangzhou\) is still locked; seen [^\n]*DescribeInstances/);
    emulator.calls.length = 0;
    await audit(state(instance("web")), ["--live"], { env });
    assert.equal(emulator.calls.length, 0);
    await emulator.stop();
  });

  it("prints JSON by the schema of check, SARIF, JUnit and the others", async () => {
    const { stdout } = await audit(state(SWALLOWED), ["--format", "json"]);
    const schema = readFileSync(join(repositoryRoot, "docs/check-output.schema.json"), "utf8");
    const validate = new Ajv({ strict: false }).compile(JSON.parse(schema) as object);
    assert.equal(validate(JSON.parse(stdout)), true, JSON.stringify(validate.errors));
    const { changes } = JSON.parse(stdout) as { changes: { operations: object[] }[] };
    assert.deepEqual(changes[0]?.operations, [
      {
        operation: "JoinSecurityGroup",
        policy: "ecs-join-security-group",
        behavior: "affected",
        verdict: "refused",
        certain: true,
        target: { instanceId: "i-web", diskId: null, region: "cn-hangzhou" },
        because: ["securityGroups"],
        lockReasons: [],
      },
    ]);
    for (const format of ["sarif", "junit", "markdown", "github"]) {
      const { status, stdout: text } = await audit(state(SWALLOWED), ["--format", format]);
      assert.equal(status, 1);
      assert.match(text, /has swallowed it/, format);
    }
  });

  it("ends with 0 with --exit-zero, and where the policy is advisory; says nothing where it is disabled", async () => {
    assert.equal((await audit(state(SWALLOWED), ["--exit-zero"])).status, 0);
    const config = (level: string): string => folder.write("config.json", { all: level });
    const locks = folder.write("locks.json", lockFile({ "i-web": "security" }));
    const advisory = await audit(state(SWALLOWED), ["--config", config("advisory"), "--locks", locks]);
    assert.deepEqual([advisory.status, advisory.stdout.startsWith("ADVISORY  web")], [0, true]);
    const disabled = await audit(state(SWALLOWED), ["--config", config("disabled"), "--locks", locks]);
    assert.deepEqual([disabled.status, disabled.stdout.startsWith("1 leftover")], [0, true]);
  });

  it("quotes what it gives to paste", async () => {
    const urn = "urn:pulumi:dev::shop::my:index:C$alicloud:ecs/instance:Instance::it's";
    const { stdout } = await audit(state({ ...SWALLOWED, urn }));
    assert.match(stdout, /--target 'urn:pulumi:dev::shop::my:index:C\$alicloud:ecs\/instance:Instance::it'\\''s'\n/);
  });

  it("ends with 2 and one line for what is no state, and with 64 for none", async () => {
    for (const input of ["{}", "Previewing", '{"steps": []}', '{"deployment": {"resources": [{"urn"']) {
      const { status, stdout, stderr } = await audit(input);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.equal(
        stderr,
        "ecs-lock: standard input is not the export of a stack: give the output of `pulumi stack export`\n",
      );
    }
    const missing = await audit("", [folder.path("nowhere.json")]);
    assert.deepEqual(
      [missing.status, missing.stderr.includes("nowhere.json cannot be read: ENOENT, no such file or directory")],
      [2, true],
    );
    const { status, stderr } = await audit("", [], { interactive: true });
    assert.deepEqual([status, stderr.includes("pulumi stack export | ecs-lock audit")], [64, true]);
  });
});
