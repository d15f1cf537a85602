// The examples for CI, run for real: the shell script as it is, and the commands that stand in the YAML files.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as alicloud from "@pulumi/alicloud";
import { load } from "js-yaml";
import { addInstance, KEY_ID, KEY_SECRET } from "../support/emulator/cloud";
import { startEmulator, type Emulator } from "../support/emulator/emulator";
import { repositoryRoot } from "../support/repository";
import { runCommand, type CommandResult, type Environment } from "../support/engine/command";
import { withInlineProgram } from "../support/engine/inlineProgram";
import { makePlace, type Place } from "../support/engine/place";
import { compiledPack } from "../support/processes";
import { PROGRAM } from "../support/scenario";

const example = (name: string): string => join(repositoryRoot, "examples/ci", name);

interface Step {
  readonly run?: string;
}
interface GitHub {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}
type GitLab = Readonly<Record<string, { readonly script?: readonly string[] }>>;

describe("the examples for CI", () => {
  let place: Place;
  let emulator: Emulator;
  let env: Environment;
  let instanceName: string | undefined;
  let failure: string | undefined;

  const program = async (): Promise<void> => {
    if (failure !== undefined) throw new Error(failure);
    if (instanceName !== undefined) new alicloud.ecs.Instance("web", { ...PROGRAM, instanceName });
  };

  before(async () => {
    emulator = await startEmulator();
    place = await makePlace({});
    const tools = join(place.tempDir, "tools");
    await mkdir(tools);
    await tool(tools, "ecs-lock", `exec "${process.execPath}" "${join(await compiledPack(), "cli/main.js")}" "$@"`);
    // The Node language host is not at hand: previews and updates are told where the program is served.
    const served = `case "$1" in preview | up) set -- "$@" --client "$PROGRAM_ADDRESS" ;; esac`;
    await tool(tools, "pulumi", `${served}\nexec "${place.pulumi}" "$@" --non-interactive`);
    env = {
      ...place.env,
      PATH: `${tools}:${dirname(process.execPath)}:${place.env.PATH ?? ""}`,
      ALICLOUD_ACCESS_KEY: KEY_ID,
      ALICLOUD_SECRET_KEY: KEY_SECRET,
      ALICLOUD_REGION: "cn-hangzhou",
      ALIBABA_CLOUD_ENDPOINT_ECS: emulator.endpoint,
      GITHUB_STEP_SUMMARY: join(place.tempDir, "summary.md"),
    };
    assert.equal((await runCommand(place.pulumi, ["stack", "init", "dev"], place.workDir, env)).exitCode, 0);
  });
  after(async () => {
    await place.remove();
    await emulator.stop();
  });

  async function tool(folder: string, name: string, text: string): Promise<void> {
    await writeFile(join(folder, name), `#!/bin/sh\n${text}\n`);
    await chmod(join(folder, name), 0o755);
  }

  /** Runs a shell command in the project's folder while the program is served. */
  const shell = (command: string, args: readonly string[] = [], more: Environment = {}): Promise<CommandResult> =>
    withInlineProgram(program, (address) =>
      runCommand("/bin/sh", ["-ec", command, "sh", ...args], place.workDir, {
        ...env,
        PROGRAM_ADDRESS: address,
        ...more,
      }),
    );

  const calls = (): string[] =>
    existsSync(place.providerLog)
      ? readFileSync(place.providerLog, "utf8")
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => (JSON.parse(line) as { call: string }).call)
      : [];

  /** A stack with the instance `web`, which is locked or not. */
  async function deployed(locked: boolean): Promise<string> {
    [instanceName, failure] = ["web", undefined];
    emulator.cloud.instances.clear();
    const result = await shell("pulumi up --yes --skip-preview");
    assert.equal(result.exitCode, 0, result.log);
    const { stdout } = await shell("pulumi stack export");
    const state = JSON.parse(stdout) as { deployment: { resources: { type: string; id: string }[] } };
    const id = state.deployment.resources.find(({ type }) => type === "alicloud:ecs/instance:Instance")?.id;
    assert.ok(id);
    addInstance(emulator.cloud, id, { lockReasons: locked ? ["security"] : [] });
    await rm(place.providerLog, { force: true });
    return id;
  }

  describe("guard.sh", () => {
    const guard = (args: readonly string[], more: Environment = {}): Promise<CommandResult> =>
      shell(`"${example("guard.sh")}" "$@"`, args, more);

    it("stops `pulumi up` where a locked instance would refuse a part of it, before anything is applied", async () => {
      const id = await deployed(true);
      instanceName = "renamed";
      const result = await guard(["up"]);
      assert.equal(result.exitCode, 1, result.log);
      assert.match(result.log, new RegExp(`ModifyInstanceAttribute would be refused: instance ${id}`));
      assert.deepEqual(calls(), []);
    });

    it("lets `pulumi up` go on where the instance is not locked", async () => {
      await deployed(false);
      instanceName = "renamed";
      const result = await guard(["up"]);
      assert.equal(result.exitCode, 0, result.log);
      assert.deepEqual(calls(), ["update"]);
    });

    it("hands options on: to Pulumi what follows, to ecs-lock ECS_LOCK_OPTIONS", async () => {
      await deployed(true);
      instanceName = undefined;
      const strict = await guard(["destroy", "--message", "two words"], { ECS_LOCK_OPTIONS: "--edition strict" });
      assert.equal(strict.exitCode, 1, strict.log);
      assert.match(strict.log, /DeleteInstance would be refused/);
      assert.deepEqual(calls(), []);
      const topic = await guard(["destroy", "--message", "two words"]);
      assert.equal(topic.exitCode, 0, topic.log);
      assert.match(topic.log, /releases its disks/);
      assert.deepEqual(calls(), ["delete"]);
    });

    it("stops with 2 where the preview fails, or the locks cannot be looked up", async () => {
      await deployed(true);
      instanceName = "renamed";
      const failed = await guard(["up", "--stack", "nowhere"]);
      assert.equal(failed.exitCode, 2, failed.log);
      const refused = await guard(["up"], { ALICLOUD_ACCESS_KEY: "wrong" });
      assert.equal(refused.exitCode, 2, refused.log);
      assert.match(refused.log, /Cannot say whether ModifyInstanceAttribute/);
      assert.deepEqual(calls(), []);
    });

    it("tells why a preview fails, which only the JSON does", async () => {
      await deployed(true);
      failure = "the image is gone";
      const result = await guard(["up"]);
      assert.equal(result.exitCode, 2, result.log);
      assert.match(result.log, /guard\.sh: the preview failed\n.*the image is gone/);
      assert.deepEqual(calls(), []);
    });

    it("says how it is called", async () => {
      assert.equal((await guard(["refresh"])).exitCode, 64);
    });
  });

  /** The commands of an example that can be run here: those that set the machine up are left out. */
  const runnable = (commands: readonly string[]): string[] =>
    commands.filter((command) => /pulumi|ecs-lock/.test(command) && !/npm (ci|install)/.test(command));

  /** Runs commands one after another, as a job does: it ends with the first one that fails. */
  async function job(commands: readonly string[]): Promise<CommandResult & { readonly done: number }> {
    let [done, last]: [number, CommandResult] = [0, { exitCode: 0, stdout: "", log: "" }];
    for (const command of runnable(commands)) {
      last = await shell(command);
      if (last.exitCode !== 0) break;
      done += 1;
    }
    return { ...last, done };
  }

  const github = async (name: string): Promise<string[]> => {
    const { jobs } = load(await readFile(example("github-actions.yml"), "utf8")) as GitHub;
    return (jobs[name]?.steps ?? []).flatMap(({ run }) => (run === undefined ? [] : [run]));
  };
  const gitlab = async (...names: string[]): Promise<string[]> => {
    const jobs = load(await readFile(example("gitlab-ci.yml"), "utf8")) as GitLab;
    return names.flatMap((name) => jobs[name]?.script ?? []);
  };

  const JOBS: readonly (readonly [string, string, () => Promise<string[]>])[] = [
    ["GitHub Actions", "up", () => github("up")],
    ["GitHub Actions", "destroy", () => github("destroy")],
    ["GitLab CI", "up", () => gitlab("preview", "locks", "up")],
    ["GitLab CI", "destroy", () => gitlab("destroy")],
  ];
  for (const [where, action, commandsOf] of JOBS) {
    it(`for ${where}: ${action} of an unlocked instance goes through`, async () => {
      await deployed(false);
      instanceName = "renamed";
      const commands = await commandsOf();
      const { exitCode, done, log } = await job(commands);
      assert.deepEqual([exitCode, done], [0, runnable(commands).length], log);
      assert.deepEqual(calls(), [action === "up" ? "update" : "delete"]);
    });
  }

  for (const [where, action, commandsOf] of JOBS.filter(([, name]) => name === "up")) {
    it(`for ${where}: ${action} of a locked instance ends before it is applied, and leaves its reports`, async () => {
      await deployed(true);
      instanceName = "renamed";
      const { exitCode, log } = await job(await commandsOf());
      assert.equal(exitCode, 1, log);
      assert.match(log, /ModifyInstanceAttribute would be refused/);
      assert.deepEqual(calls(), []);
      const report = join(place.workDir, where === "GitLab CI" ? "ecs-lock.xml" : "ecs-lock.sarif");
      assert.match(await readFile(report, "utf8"), /ModifyInstanceAttribute would be refused/);
      if (where === "GitHub Actions") {
        assert.match(await readFile(env.GITHUB_STEP_SUMMARY ?? "", "utf8"), /\| \*\*refused\*\* \|/);
      }
    });
  }

  for (const [where, action, commandsOf] of JOBS.filter(([, name]) => name === "up")) {
    it(`for ${where}: ${action} ends with a preview that fails, and shows why`, async () => {
      await deployed(false);
      failure = "the image is gone";
      const { exitCode, done, log } = await job(await commandsOf());
      assert.notEqual(exitCode, 0);
      assert.equal(done, where === "GitLab CI" ? 0 : 1, log);
      assert.match(log, /the image is gone/);
      assert.deepEqual(calls(), []);
    });
  }
});
