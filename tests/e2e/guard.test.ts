// `ecs-lock guard` with the real engine: what is applied, and what is not.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { compiledPack } from "../support/processes";
import { repositoryRoot } from "../support/repository";
import type { CommandResult, Environment } from "../support/engine/command";
import { shellStack, tool, type ShellStack } from "../support/shellStack";

describe("ecs-lock guard", () => {
  let stack: ShellStack;
  before(async () => {
    stack = await shellStack();
  });
  after(() => stack.remove());

  const guard = (args: readonly string[], more: Environment = {}): Promise<CommandResult> =>
    stack.shell('ecs-lock guard "$@"', args, more);
  /** The commands of Pulumi that were run since the stack was made. */
  const pulumiRuns = (): string[] => readFileSync(join(stack.place.tempDir, "pulumi.log"), "utf8").trim().split("\n");

  describe("up", () => {
    it("applies nothing where a locked instance would refuse a part of it", async () => {
      const id = await stack.deployed(true);
      stack.program.instanceName = "renamed";
      const { exitCode, log } = await guard(["up"]);
      assert.equal(exitCode, 1, log);
      assert.match(log, new RegExp(`ModifyInstanceAttribute would be refused: instance ${id}`));
      assert.match(log, /ecs-lock: something is refused: `pulumi up` was not run, nothing was applied\n$/);
      assert.deepEqual(stack.calls(), []);
      assert.equal(pulumiRuns().length, 1);
    });

    it("applies what was judged where nothing is refused, held to its plan, and leaves no file behind", async () => {
      await stack.deployed(false);
      stack.program.instanceName = "renamed";
      const { exitCode, log } = await guard(["up"], { TMPDIR: stack.place.tempDir });
      assert.equal(exitCode, 0, log);
      assert.match(log, /nothing is refused; `pulumi up` is held to the plan that was judged/);
      assert.deepEqual(stack.calls(), ["update"]);
      assert.match(pulumiRuns().at(-1) ?? "", /^up --plan \S+ --yes$/);
      assert.deepEqual(
        readdirSync(stack.place.tempDir).filter((name) => name.startsWith("ecs-lock-")),
        [],
      );
    });

    it("applies nothing where the program decides otherwise after the judgement", async () => {
      await stack.deployed(false);
      stack.program.instanceName = "judged";
      let runs = 0;
      stack.program.onRun = () => {
        runs += 1;
        if (runs > 1) stack.program.instanceName = "other";
      };
      const { exitCode, log } = await guard(["up"]);
      assert.notEqual(exitCode, 0, log);
      assert.match(log, /violates plan/);
      assert.deepEqual(stack.calls(), []);
    });

    it("gives each command of Pulumi the arguments that it knows", async () => {
      await stack.deployed(false);
      stack.program.instanceName = "renamed";
      const args = ["--message", "two words", "-yf", "--continue-on-error", "--parallel=4", "-s", "dev", "--json"];
      const { exitCode, log } = await guard(["up", "--", ...args, "-C", stack.place.workDir]);
      assert.equal(exitCode, 0, log);
      const [preview = "", update = ""] = pulumiRuns();
      assert.match(
        preview,
        /^preview --json --show-replacement-steps --show-sames --save-plan \S+ --message two words --parallel=4 -s dev -C \S+$/,
      );
      assert.match(
        update,
        /^up --plan \S+ --message two words -y -f --continue-on-error --parallel=4 -s dev --json -C \S+$/,
      );
      assert.deepEqual(stack.calls(), ["update"]);
    });

    it("without a plan compares the state, as for destroy", async () => {
      await stack.deployed(false);
      stack.program.instanceName = "renamed";
      const { exitCode, log } = await guard(["up", "--no-plan"]);
      assert.equal(exitCode, 0, log);
      assert.match(log, /the state is still the one that was judged/);
      assert.deepEqual(stack.calls(), ["update"]);
    });

    it("ends with the status of Pulumi where that fails", async () => {
      await stack.deployed(false);
      stack.program.instanceName = "renamed";
      const { exitCode, log } = await guard(["up", "--", "--parallel", "none"]);
      assert.equal(exitCode, 2, log);
      assert.match(log, /invalid argument "none" for "-p, --parallel" flag/);
      const { exitCode: ofPulumi, log: said } = await guard(["up", "--", "--secrets-provider"]);
      assert.ok(ofPulumi > 2 || ofPulumi === 1, said);
      assert.deepEqual(stack.calls(), []);
    });

    it("stops with 2 where the locks cannot be looked up", async () => {
      await stack.deployed(true);
      stack.program.instanceName = "renamed";
      const { exitCode, log } = await guard(["up"], { ALICLOUD_ACCESS_KEY: "wrong" });
      assert.equal(exitCode, 2, log);
      assert.match(log, /Cannot say whether ModifyInstanceAttribute/);
      assert.match(log, /it cannot be said whether something is refused: `pulumi up` was not run/);
      assert.deepEqual(stack.calls(), []);
    });

    it("writes the report to a file in the format asked for", async () => {
      await stack.deployed(true);
      stack.program.instanceName = "renamed";
      const { exitCode, stdout, log } = await guard(["up", "--format", "sarif", "--output", "guard.sarif"]);
      assert.deepEqual([exitCode, stdout], [1, ""], log);
      assert.match(
        readFileSync(join(stack.place.workDir, "guard.sarif"), "utf8"),
        /ModifyInstanceAttribute would be refused/,
      );
    });

    it("reads the lock file where the caller is, and what the configuration names in the project of -C", async () => {
      await stack.deployed(true);
      stack.program.instanceName = "renamed";
      await stack.shell("ecs-lock locks --output locks.json");
      await stack.shell('echo \'{"lockSource": "file", "lockFile": "locks.json"}\' > config.json');
      for (const options of [
        ["--locks", join(stack.place.workDir, "locks.json")],
        ["--config", "config.json"],
      ]) {
        const { exitCode, log } = await guard([...options, "up", "--", "-C", stack.place.workDir], {
          ALICLOUD_ACCESS_KEY: "wrong",
        });
        assert.equal(exitCode, 1, log);
        assert.match(log, /seen in the lock file/);
      }
    });
  });

  describe("a preview that fails", () => {
    it("shows why in Pulumi's own words, not as JSON", async () => {
      await stack.deployed(true);
      stack.program.failure = "the image is gone";
      const { exitCode, log } = await guard(["up"]);
      assert.equal(exitCode, 2, log);
      assert.match(log, /^error: [^]*the image is gone/);
      assert.match(log, /ecs-lock: the preview failed: nothing was applied\n$/);
      assert.doesNotMatch(log, /"steps"|"message"|<\{%/);
      assert.deepEqual(stack.calls(), []);
    });

    it("shows what Pulumi says before it previews", async () => {
      await stack.deployed(true);
      const { exitCode, log } = await guard(["up", "--", "--stack", "nowhere"]);
      assert.equal(exitCode, 2, log);
      assert.match(log, /no stack named 'nowhere' found/);
      assert.match(log, /ecs-lock: the preview failed: nothing was applied\n$/);
    });

    it("shows the text of the policy that has stopped it, which the JSON leaves out", async () => {
      const id = await stack.deployed(true);
      stack.program.instanceName = "renamed";
      const { exitCode, log } = await guard(["up", "--", "--policy-pack", repositoryRoot]);
      assert.equal(exitCode, 1, log);
      assert.match(log, new RegExp(`\\[mandatory\\][^]*ModifyInstanceAttribute would be refused: instance ${id}`));
      assert.deepEqual(stack.calls(), []);
    });
  });

  describe("destroy", () => {
    it("goes by what is refused, and says that the state is the one that was judged", async () => {
      await stack.deployed(true);
      const strict = await guard(["destroy", "--edition", "strict", "--", "--message", "two words"]);
      assert.equal(strict.exitCode, 1, strict.log);
      assert.match(strict.log, /DeleteInstance would be refused/);
      assert.deepEqual(stack.calls(), []);
      const topic = await guard(["destroy", "--", "--message", "two words"]);
      assert.equal(topic.exitCode, 0, topic.log);
      assert.match(topic.log, /Pulumi has no plan for this `destroy`; the state is still the one that was judged/);
      assert.deepEqual(stack.calls(), ["delete"]);
    });

    it("keeps a locked instance where deleteLocked says so, and an unlocked one not", async () => {
      await stack.deployed(true);
      writeFileSync(join(stack.place.workDir, "keep.json"), '{"deleteLocked": "mandatory"}');
      const kept = await guard(["destroy", "--config", "keep.json"]);
      assert.equal(kept.exitCode, 1, kept.log);
      assert.match(kept.log, /DeleteInstance would be refused by the configuration \(deleteLocked\)/);
      assert.deepEqual(stack.calls(), []);
      await stack.deployed(false);
      const gone = await guard(["destroy", "--config", "keep.json"]);
      assert.equal(gone.exitCode, 0, gone.log);
      assert.deepEqual(stack.calls(), ["delete"]);
    });

    it("applies nothing where the state has changed since the preview", async () => {
      await stack.deployed(false);
      const { place } = stack;
      // Somebody else's update, in the moment after the preview.
      const meddling = join(place.tempDir, "meddling");
      await stack.shell(`mkdir -p "${meddling}"`);
      const original = join(place.tempDir, "tools/pulumi");
      const meddle = `"${original}" stack tag ls >/dev/null 2>&1; "${original}" stack export > "${meddling}/s.json"; sed -i 's/"web the web server"/x/; s/the web server/another/' "${meddling}/s.json"; "${original}" stack import --file "${meddling}/s.json" >/dev/null`;
      await tool(
        meddling,
        "pulumi",
        `"${original}" "$@"; status=$?\ncase "$*" in *--preview-only*) ${meddle} ;; esac\nexit $status`,
      );
      const { exitCode, log } = await guard(["destroy"], { PATH: `${meddling}:${stack.env.PATH ?? ""}` });
      assert.equal(exitCode, 2, log);
      assert.match(
        log,
        /ecs-lock: the stack's state has changed since it was previewed: nothing was applied; run it again/,
      );
      assert.deepEqual(stack.calls(), []);
    });
  });

  describe("a signal", () => {
    /** Stands for Pulumi: says which signal it gets, and ends a little later. */
    async function waitingPulumi(): Promise<string> {
      const folder = join(stack.place.tempDir, "waiting");
      await stack.shell(`mkdir -p "${folder}"`);
      const log = join(folder, "signals.log");
      writeFileSync(log, "");
      await tool(
        folder,
        "pulumi",
        `for s in INT TERM HUP; do trap "echo $s >> '${log}'; sleep 1; exit 9" $s; done\necho started >> '${log}'\nwhile :; do sleep 0.1; done`,
      );
      return folder;
    }

    for (const [signal, name] of [
      ["SIGTERM", "TERM"],
      ["SIGINT", "INT"],
      ["SIGHUP", "HUP"],
    ] as const) {
      it(`${signal} reaches Pulumi once, whose end is awaited`, async () => {
        const folder = await waitingPulumi();
        const log = join(folder, "signals.log");
        const child = spawn("ecs-lock", ["guard", "up"], {
          cwd: stack.place.workDir,
          env: { ...stack.env, PATH: `${folder}:${stack.env.PATH ?? ""}` },
          stdio: "ignore",
          // As a job is run: with a group of its own, which the signal is for.
          detached: true,
        });
        const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
        while (!readFileSync(log, "utf8").includes("started")) await wait(50);
        process.kill(-(child.pid ?? Number.NaN), signal);
        assert.equal(await ended, 9);
        assert.equal(readFileSync(log, "utf8"), `started\n${name}\n`);
      });
    }
  });

  it("says what is wrong with its command line, in one line", async () => {
    for (const [args, message] of [
      [["refresh"], /'refresh' is invalid for argument 'action'\. Allowed choices are up, destroy/],
      [["up", "--stack", "dev"], /unknown option '--stack'.*after --/],
      [
        ["up", "--", "--plan", "p.json"],
        /guard holds the update to the plan of the preview that it judges: leave --plan out/,
      ],
      [["up", "--locks", "nowhere.json"], /the lock file nowhere\.json cannot be read/],
    ] as const) {
      const { exitCode, stdout, log } = await guard(args);
      assert.deepEqual([exitCode === 64 || exitCode === 2, stdout], [true, ""], log);
      assert.match(log, message);
      assert.match(log, /^ecs-lock: [^\n]+\n$/);
    }
  });

  it("says in one line that there is no Pulumi", async () => {
    const main = join(await compiledPack(), "cli/main.js");
    const command = `"${process.execPath}" "${main}" guard up`;
    const { exitCode, log } = await stack.shell(command, [], { PATH: "/usr/bin:/bin" });
    assert.deepEqual(
      [exitCode, log],
      [
        2,
        "ecs-lock: pulumi cannot be run (not found on PATH): install it (https://www.pulumi.com/docs/install), or correct PATH\n",
      ],
    );
  });
});
