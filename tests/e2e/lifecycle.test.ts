import assert from "node:assert/strict";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as alicloud from "@pulumi/alicloud";
import * as pulumi from "@pulumi/pulumi";
import { newStack, repositoryRoot, secretValue, urnOf, type RunOptions, type TestStack } from "../support/engine";
import { writePolicyPack } from "../support/engine/policyPack";
import {
  advisories,
  importResources,
  INSTANCE,
  mandatory,
  priorInstance,
  PROGRAM,
  withLockFile,
} from "../support/scenario";

const LOCKED = { instances: [{ id: "i-web" }] };
const PASSWORD = "Planted-Secret-1";

describe("a locked ECS instance", () => {
  let stack: TestStack;
  let args: Partial<alicloud.ecs.InstanceArgs> | undefined;

  before(async () => {
    stack = await newStack(async () => {
      if (args !== undefined) new alicloud.ecs.Instance("web", { ...PROGRAM, ...args });
    });
  });
  after(() => stack.dispose());
  beforeEach(() => {
    args = {};
    return importResources(stack, [priorInstance("web")]);
  });

  it("stops `pulumi up` in its preview, before anything is applied", async () => {
    args = { instanceName: "web-2" };
    const result = await stack.up({ policyPackConfig: await withLockFile(stack, LOCKED), expectFailure: true });
    assert.deepEqual(mandatory(result), ["ecs-modify-instance-attribute"]);
    assert.deepEqual(result.providerLog, []);
  });

  it("stops `pulumi up --skip-preview` before the first call of the update", async () => {
    args = { userData: "#!/bin/bash" };
    const policyPackConfig = await withLockFile(stack, LOCKED);
    const result = await stack.up({ policyPackConfig, args: ["--skip-preview"], expectFailure: true });
    assert.deepEqual(mandatory(result), ["ecs-modify-instance-attribute", "ecs-start-instance", "ecs-stop-instance"]);
    assert.deepEqual(result.providerLog, []);
  });

  it("does not stop `pulumi up` of an unaffected change", async () => {
    args = { tags: { team: "web" } };
    const result = await stack.up({ policyPackConfig: await withLockFile(stack, LOCKED) });
    assert.deepEqual(result.violations, []);
    assert.deepEqual(
      result.providerLog.map(({ urn }) => urn),
      [urnOf(INSTANCE, "web")],
    );
  });

  it("may be deleted; an advisory names the disks that go with it", async () => {
    args = undefined;
    const result = await stack.preview({ policyPackConfig: await withLockFile(stack, LOCKED) });
    assert.deepEqual(mandatory(result), []);
    const [message] = advisories(result);
    assert.match(message ?? "", /Deleting instance i-web .*releases its disks[^]*Disks: d-system/);
  });

  it("may not be deleted with deleteLocked mandatory, nor replaced; the log says who refuses it, and the way out", async () => {
    args = undefined;
    const policyPackConfig = await withLockFile(stack, LOCKED, { deleteLocked: "mandatory" });
    const result = await stack.preview({ policyPackConfig, expectFailure: true });
    assert.deepEqual(mandatory(result), ["ecs-lock-status"]);
    assert.match(result.log, /DeleteInstance would be refused by the configuration \(deleteLocked\): instance i-web/);
    assert.match(result.log, /Disks that would go with it: d-system\n/);
    assert.match(result.log, /"operations":\["DeleteInstance"\],"instances":\["i-web"\]/);
    const exemptions = [{ reason: "r", expires: "2999-01-01", operations: ["DeleteInstance"] }];
    const exempt = await withLockFile(stack, LOCKED, { deleteLocked: "mandatory", exemptions });
    assert.deepEqual(mandatory(await stack.preview({ policyPackConfig: exempt })), []);
    args = { instanceName: "web-1" };
    const config = await withLockFile(stack, LOCKED, { deleteLocked: "mandatory", createInstance: "never" });
    const replaced = ["--replace", urnOf(INSTANCE, "web")];
    const replacement = await stack.preview({ policyPackConfig: config, args: replaced, expectFailure: true });
    assert.deepEqual(mandatory(replacement), ["ecs-lock-status"]);
  });

  it("is deleted without a word with deleteLocked ignore", async () => {
    args = undefined;
    const policyPackConfig = await withLockFile(stack, LOCKED, { deleteLocked: "ignore" });
    assert.deepEqual((await stack.preview({ policyPackConfig })).violations, []);
  });

  it("may not be deleted in edition strict: DeleteInstance", async () => {
    args = undefined;
    const policyPackConfig = await withLockFile(stack, LOCKED, { edition: "strict" });
    const result = await stack.preview({ policyPackConfig, expectFailure: true });
    assert.deepEqual(mandatory(result), ["ecs-delete-instance"]);
    assert.match(result.log, new RegExp(urnOf(INSTANCE, "web").replace(/[$]/g, "\\$&")));
  });

  it("is replaced by --replace: CreateInstance, although no property changes", async () => {
    const policyPackConfig = await withLockFile(stack, LOCKED);
    const result = await stack.preview({
      policyPackConfig,
      args: ["--replace", urnOf(INSTANCE, "web")],
      expectFailure: true,
    });
    assert.deepEqual(mandatory(result), ["ecs-create-instance"]);
  });

  it("with a new user data that is only known at apply: counts as changed, and the log says so", async () => {
    const program = stack;
    args = {};
    program.setProgram(async () => {
      const group = new alicloud.ecs.SecurityGroup("new", { securityGroupName: "new" });
      new alicloud.ecs.Instance("web", { ...PROGRAM, userData: group.id });
    });
    const result = await stack.preview({ policyPackConfig: await withLockFile(stack, LOCKED), expectFailure: true });
    assert.deepEqual(mandatory(result), ["ecs-modify-instance-attribute", "ecs-start-instance", "ecs-stop-instance"]);
    assert.match(result.log, /Only known at apply, and taken for a change: userData/);
    assert.doesNotMatch(result.log, /can't run policy/);
  });
});

describe("a locked ECS instance with a secret password", () => {
  let stack: TestStack;
  let password = PASSWORD;

  before(async () => {
    stack = await newStack(async () => {
      new alicloud.ecs.Instance("web", { ...PROGRAM, password: pulumi.secret(password) });
    });
    const secret = { password: secretValue(PASSWORD) };
    await importResources(stack, [priorInstance("web", { inputs: secret, outputs: secret })]);
  });
  after(() => stack.dispose());

  it("unchanged passes", async () => {
    password = PASSWORD;
    const result = await stack.preview({ policyPackConfig: await withLockFile(stack, LOCKED) });
    assert.deepEqual(result.violations, []);
  });

  it("changed is refused, and neither password appears anywhere in the output", async () => {
    password = "Planted-Secret-2";
    const policyPackConfig = await withLockFile(stack, LOCKED);
    const result = await stack.preview({ policyPackConfig, expectFailure: true });
    assert.deepEqual(mandatory(result), ["ecs-modify-instance-attribute", "ecs-start-instance", "ecs-stop-instance"]);
    assert.doesNotMatch(result.log, /Planted-Secret/);
    assert.doesNotMatch(JSON.stringify(result.violations), /Planted-Secret/);
  });

  it("that cannot be compared, because the prior state is a file without plain text, is undecided", async () => {
    password = "Planted-Secret-2";
    const priorStateFile = join(stack.tempDir, "state.json");
    await writeFile(priorStateFile, JSON.stringify(await stack.exportState()));
    const policyPackConfig = await withLockFile(stack, LOCKED, { priorState: "file", priorStateFile });
    const result = await stack.preview({ policyPackConfig, expectFailure: true });
    assert.deepEqual(mandatory(result), ["ecs-lock-status"]);
    assert.match(result.log, /a secret property of the prior state cannot be compared/);
  });

  it("that cannot be compared passes where the engine itself leaves the instance alone", async () => {
    password = PASSWORD;
    const priorStateFile = join(stack.tempDir, "state.json");
    await writeFile(priorStateFile, JSON.stringify(await stack.exportState()));
    const policyPackConfig = await withLockFile(stack, LOCKED, { priorState: "file", priorStateFile });
    assert.deepEqual((await stack.preview({ policyPackConfig })).violations, []);
  });

  it("is compared with a prior state file that holds plain text", async () => {
    password = PASSWORD;
    const priorStateFile = join(stack.tempDir, "plain.json");
    await writeFile(priorStateFile, JSON.stringify(await stack.exportState({ showSecrets: true })));
    const policyPackConfig = await withLockFile(stack, LOCKED, { priorState: "file", priorStateFile });
    assert.deepEqual((await stack.preview({ policyPackConfig })).violations, []);
  });
});

describe("what cannot be decided", () => {
  let stack: TestStack;
  const twoRenamed = async (): Promise<void> => {
    new alicloud.ecs.Instance("web", { ...PROGRAM, instanceName: "web-2" });
    new alicloud.ecs.Instance("db", { ...PROGRAM, instanceName: "db-2" });
  };

  before(async () => {
    stack = await newStack(twoRenamed);
    await importResources(stack, [priorInstance("web"), priorInstance("db")]);
  });
  after(() => stack.dispose());
  beforeEach(() => {
    stack.setProgram(twoRenamed);
  });

  /** The backend goes away when the engine has read the state, and before the pack exports it. */
  const previewWithoutBackend = async (options: RunOptions) => {
    const backend = join(stack.tempDir, "backend");
    const [from, to] = [backend, `${backend} that is away`].map((folder) => JSON.stringify(folder));
    const source = `require("node:fs").renameSync(${from}, ${to});\nrequire(${JSON.stringify(repositoryRoot)});\n`;
    const policyPack = await writePolicyPack(await mkdtemp(join(stack.tempDir, "pack-")), source);
    try {
      return await stack.preview({ ...options, policyPack });
    } finally {
      await rm(backend, { recursive: true, force: true });
      await rename(`${backend} that is away`, backend);
    }
  };

  it("an instance that the look-up does not know is undecided; the other one is still judged", async () => {
    const policyPackConfig = await withLockFile(stack, { instances: [{ id: "i-db" }] });
    const result = await stack.preview({ policyPackConfig, expectFailure: true });
    assert.deepEqual(result.violations.map(({ policyName, urn }) => [policyName, urn]).sort(), [
      ["ecs-lock-status", urnOf(INSTANCE, "web")],
      ["ecs-modify-instance-attribute", urnOf(INSTANCE, "db")],
    ]);
    assert.match(result.log, /Cannot say whether ModifyInstanceAttribute on instance i-web would be refused/);
  });

  it("is advisory with onUndecided advisory", async () => {
    const policyPackConfig = await withLockFile(stack, {}, { onUndecided: "advisory" });
    const result = await stack.preview({ policyPackConfig });
    assert.equal(advisories(result).length, 2);
  });

  it("a prior state that cannot be read is undecided, and the log names the command", async () => {
    const policyPackConfig = await withLockFile(stack, LOCKED);
    const result = await previewWithoutBackend({ policyPackConfig, expectFailure: true });
    assert.deepEqual(mandatory(result), ["ecs-lock-status", "ecs-lock-status"], result.log);
    assert.match(
      result.log,
      /`pulumi stack export --stack organization\/test-project\/dev`, run in .*project, failed: /,
    );
    assert.match(result.log, /make this command work for the user that runs the preview/);
  });

  it("nor is what is deleted then, where anything is of Alibaba Cloud; elsewhere the log says so and nothing stops", async () => {
    const policyPackConfig = await withLockFile(stack, LOCKED);
    const concerned: readonly (readonly [() => unknown, string])[] = [
      [() => new alicloud.oss.Bucket("logs", { bucket: "logs" }), "mandatory"],
      [() => new pulumi.ComponentResource("test:index:App", "app"), "advisory"],
    ];
    for (const [program, level] of concerned) {
      stack.setProgram(async () => void program());
      const result = await previewWithoutBackend({ policyPackConfig, expectFailure: level === "mandatory" });
      const found = result.violations.map(({ policyName, enforcementLevel }) => [policyName, enforcementLevel]);
      assert.deepEqual(found, [["ecs-lock-status", level]], result.log);
      assert.match(result.log, /What this preview deletes was not checked/);
    }
  });

  it("a configuration with an unknown key is one clear line, and no stack", async () => {
    const policyPackConfig = { "ecs-lock-status": { lockSuorce: "file" } };
    const result = await stack.preview({ policyPackConfig, expectFailure: true });
    assert.deepEqual(mandatory(result), ["ecs-lock-status"]);
    assert.match(result.log, /"lockSuorce" is not a configuration key: remove it, or use one of lockSource, lockFile/);
    assert.doesNotMatch(result.log, /\.js:\d+/);
  });

  it("a policy that the pack does not have is one clear line, before anything is judged", async () => {
    const policyPackConfig = { "ecs-lock-status": { inventory: false }, "ecs-stop-instnace": "disabled" };
    const result = await stack.preview({ policyPackConfig, expectFailure: true });
    assert.deepEqual(mandatory(result), ["ecs-lock-status"]);
    assert.match(result.log, /"ecs-stop-instnace" is not a policy of this pack: did you mean ecs-stop-instance/);
  });

  it("with ecs-lock-status disabled the operation's policy reports it, and says that the defaults hold", async () => {
    const env = { ALICLOUD_REGION: "cn-hangzhou" };
    const result = await stack.preview({
      policyPackConfig: { "ecs-lock-status": "disabled" },
      env,
      expectFailure: true,
    });
    assert.deepEqual(mandatory(result), ["ecs-modify-instance-attribute", "ecs-modify-instance-attribute"]);
    assert.match(result.log, /the defaults of the pack hold/);
  });
});

describe("the prior state", () => {
  let stack: TestStack;

  before(async () => {
    stack = await newStack(async () => {
      new alicloud.ecs.Instance("web", PROGRAM);
    });
  });
  after(() => stack.dispose());

  it("of a new stack is empty: a first instance passes", async () => {
    const result = await stack.preview({ policyPackConfig: await withLockFile(stack, {}) });
    assert.deepEqual(result.violations, []);
  });

  it("of a stack without resources is empty: a first instance passes", async () => {
    await importResources(stack, []);
    const result = await stack.preview({ policyPackConfig: await withLockFile(stack, {}) });
    assert.deepEqual(result.violations, []);
  });
});

describe("exemptions and the inventory", () => {
  let stack: TestStack;
  const exemption = { reason: "the incident team renames it", expires: "2999-01-01" };

  before(async () => {
    stack = await newStack(async () => {
      new alicloud.ecs.Instance("web", { ...PROGRAM, instanceName: "web-2" });
    });
    await importResources(stack, [priorInstance("web")]);
  });
  after(() => stack.dispose());

  const preview = async (configuration: Record<string, unknown>, expectFailure: boolean) =>
    stack.preview({ policyPackConfig: await withLockFile(stack, LOCKED, configuration), expectFailure });

  it("an exempt operation passes, with reason and days left in the log", async () => {
    const exemptions = [{ ...exemption, operations: ["ModifyInstance*"], instances: ["i-web"] }];
    const [message] = advisories(await preview({ exemptions }, false));
    assert.match(message ?? "", /ModifyInstanceAttribute is let through by an exemption/);
    assert.match(message ?? "", /the incident team renames it; expires 2999-01-01, \d+ days left/);
  });

  it("an expired exemption has no effect and is reported", async () => {
    const result = await preview({ exemptions: [{ ...exemption, expires: "2020-01-01" }] }, true);
    assert.deepEqual(mandatory(result), ["ecs-modify-instance-attribute"]);
    assert.match(advisories(result).join(), /An exemption has expired on 2020-01-01/);
  });

  it("an exemption that names an unknown operation, or nothing of the stack, is reported", async () => {
    const exemptions = [
      { ...exemption, operations: ["ModifyInstanceAtribute"] },
      { ...exemption, instances: ["i-wbe"] },
    ];
    const result = await preview({ exemptions }, true);
    assert.match(advisories(result).join(), /names operations that no table knows: ModifyInstanceAtribute/);
    assert.match(advisories(result).join(), /matches nothing in this stack: i-wbe/);
  });

  it("an exemption without a reason is refused by the engine before anything runs", async () => {
    const result = await preview({ exemptions: [{ expires: "2999-01-01" }] }, true);
    assert.match(result.log, /ecs-lock-status: exemptions\.0: reason is required/);
  });

  it("the inventory names every locked instance, also where nothing changes", async () => {
    const [message] = advisories(await preview({ inventory: true, exemptions: [exemption] }, false)).filter((text) =>
      text.includes("Inventory"),
    );
    assert.match(message ?? "", /Inventory: 1 instance of this stack locked for security reasons:\n {2}instance i-web/);
    assert.match(message ?? "", /Refused on each of them: AllocatePublicIpAddress, AttachDisk/);
  });

  it("`pulumi policy analyze` finds nothing in a state alone, and lists the inventory", async () => {
    const configuration = await withLockFile(stack, LOCKED, { inventory: true });
    const file = join(stack.tempDir, "analyze.json");
    await writeFile(file, JSON.stringify(configuration));
    const args = ["policy", "analyze", "--stack", "dev", "--policy-pack", repositoryRoot, "--policy-pack-config", file];
    const result = await stack.runPulumi(args);
    assert.equal(result.exitCode, 0, result.log);
    assert.match(result.log, /Inventory: 1 instance of this stack locked/);
    assert.doesNotMatch(result.log, /would be refused/);
  });

  it("`pulumi policy analyze` takes relative files for the project's: of a stack and of a file, from a folder below, with -C", async () => {
    await withLockFile(stack, LOCKED);
    await rename(join(stack.tempDir, "locks.json"), join(stack.workDir, "locks.json"));
    const file = join(stack.tempDir, "relative.json");
    const state = join(stack.tempDir, "state.json");
    const configuration = { lockSource: "file", lockFile: "locks.json", inventory: true };
    await writeFile(file, JSON.stringify({ "ecs-lock-status": configuration }));
    await writeFile(state, JSON.stringify(await stack.exportState()));
    const folder = await mkdtemp(join(stack.workDir, "below-"));
    const pack = ["--policy-pack", repositoryRoot, "--policy-pack-config", file];
    const ways: readonly (readonly [readonly string[], string])[] = [
      [["--stack", "dev"], folder],
      [["--file", state], folder],
      [["--stack", "dev", "-C", stack.workDir], stack.tempDir],
    ];
    for (const [args, cwd] of ways) {
      const { exitCode, log } = await stack.runPulumi(["policy", "analyze", ...args, ...pack], { cwd });
      assert.equal(exitCode, 0, log);
      assert.match(log, /Inventory: 1 instance of this stack locked/, args.join(" "));
    }
    const elsewhere = await stack.runPulumi(["policy", "analyze", "--file", state, ...pack], {
      cwd: stack.tempDir,
    });
    assert.notEqual(elsewhere.exitCode, 0, elsewhere.log);
    assert.match(elsewhere.log, /relative to the project's folder, which is not known/);
  });
});
