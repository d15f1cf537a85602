// What a run of the pack takes from its process, here one that no engine has started: the engine's own is seen in
// engine/state/findEngine.test.ts and in the end-to-end tests.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { DEFAULTS, type Configuration } from "../../policypack/configuration/configuration";
import type { LookUp } from "../../policypack/domain/lookUps";
import type { StackState } from "../../policypack/domain/resources";
import type { Surroundings } from "../../policypack/policies/runState";
import { surroundingsOf } from "../../policypack/policies/surroundings";
import { compiledPack } from "../support/processes";
import { describeInstances, INSTANCE } from "../support/scenario";

const runFile = promisify(execFile);

const urn = (name: string): string => `urn:pulumi:dev::shop::${INSTANCE}::${name}`;
const exportOf = (name: string): string =>
  JSON.stringify({ version: 3, deployment: { resources: [{ urn: urn(name), type: INSTANCE, id: `i-${name}` }] } });

describe("the surroundings of a run that no engine has started", () => {
  let root: string;
  let project: string;
  let made: Surroundings[];
  beforeEach(() => {
    made = [];
    root = realpathSync(mkdtempSync(join(tmpdir(), "surroundings-")));
    project = join(root, "project");
    const [other, bin] = [join(root, "other"), join(root, "bin")];
    for (const folder of [join(project, "sub"), other, bin]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(project, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    writeFileSync(join(other, "Pulumi.yaml"), "name: another\nruntime: nodejs\n");
    writeFileSync(join(project, "state.json"), exportOf("from-file"));
    const locks = { ...describeInstances([{ id: "i-1" }]), takenAt: new Date().toISOString() };
    writeFileSync(join(project, "locks.json"), JSON.stringify(locks));
    // In the CLI's place, which is run in the end-to-end tests: it notes where it runs.
    const script = `#!/bin/sh\npwd >> ${join(root, "exports")}\necho '${exportOf("from-cli")}'\n`;
    writeFileSync(join(bin, "pulumi"), script, { mode: 0o755 });
  });
  afterEach(async () => {
    // Each may have an export under way that its test did not ask for.
    for (const given of made) await given.priorState?.(DEFAULTS).read();
    rmSync(root, { recursive: true });
  });

  const surroundings = (more: NodeJS.ProcessEnv = {}): Surroundings => {
    const given = surroundingsOf({
      PATH: `${join(root, "bin")}:/usr/bin:/bin`,
      PWD: join(project, "sub"),
      PULUMI_NODEJS_PROJECT: "shop",
      PULUMI_NODEJS_STACK: "dev",
      PULUMI_NODEJS_DRY_RUN: "true",
      ...more,
    });
    made.push(given);
    return given;
  };
  const stateIn = async (given: Surroundings, configuration: Partial<Configuration> = {}) =>
    (await given.priorState?.({ ...DEFAULTS, ...configuration }).read()) ?? assert.fail("no stack");
  const namesIn = (state: LookUp<StackState>): string[] => {
    assert.ok(state.known, JSON.stringify(state));
    return [...state.value.resources.keys()].map((name) => name.split("::").at(-1) ?? "");
  };
  const causeOf = (state: LookUp<unknown>): string => {
    assert.ok(!state.known);
    return `${state.failure.cause}: ${state.failure.remedy}`;
  };
  const exportsMade = (): string[] => {
    const log = join(root, "exports");
    return existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
  };

  describe("tell", () => {
    const STACKLESS: readonly NodeJS.ProcessEnv[] = [{ PULUMI_NODEJS_STACK: "" }, { PULUMI_NODEJS_PROJECT: "" }];
    for (const [index, without] of STACKLESS.entries()) {
      it(`that nothing is planned where no ${index === 0 ? "stack" : "project"} is named, as in pulumi policy analyze`, () => {
        assert.equal(surroundings(without).priorState, undefined);
      });
    }

    it("a preview from an update by what the engine says of it", () => {
      assert.equal(surroundings().preview, true);
      for (const said of ["false", "", undefined]) {
        assert.equal(surroundings({ PULUMI_NODEJS_DRY_RUN: said }).preview, false);
      }
    });

    it("the time", () => {
      const now = surroundings().now();
      assert.ok(Math.abs(now - Date.now()) < 10_000);
    });
  });

  describe("read the prior state", () => {
    it("by an export that starts at once, beside the program, in the folder that was told", async () => {
      const given = surroundings();
      assert.deepEqual(namesIn(await stateIn(given)), ["from-cli"]);
      await stateIn(given);
      assert.deepEqual(exportsMade(), [join(project, "sub")]);
    });

    it("in this folder where the pack was started by hand, and no engine could mean another", async () => {
      const script =
        "const { surroundingsOf } = require(process.env.MODULE);" +
        "surroundingsOf(process.env).priorState({ priorState: 'stack' }).read()" +
        ".then((state) => console.log(state.known, process.cwd()))";
      const stdoutAt = async (address: string): Promise<string> => {
        const env = {
          PATH: `${join(root, "bin")}:/usr/bin:/bin`,
          PWD: root,
          PULUMI_NODEJS_PROJECT: "shop",
          PULUMI_NODEJS_STACK: "dev",
          MODULE: join(await compiledPack(), "policies/surroundings.js"),
        };
        const { stdout } = await runFile(process.execPath, ["-e", script, "pack", address], { cwd: root, env });
        return stdout.trim();
      };
      assert.equal(await stdoutAt("127.0.0.1:1"), `true ${root}`);
      assert.deepEqual(exportsMade(), [root]);
      // Without an address nothing tells whether an engine is there.
      assert.equal(await stdoutAt("no-address"), `false ${root}`);
    });

    it("in a file, relative to the project's folder", async () => {
      const state = await stateIn(surroundings(), { priorState: "file", priorStateFile: "state.json" });
      assert.deepEqual(namesIn(state), ["from-file"]);
    });

    it("in a file by its absolute path, where the project's folder is not known", async () => {
      const configuration = { priorState: "file", priorStateFile: join(project, "state.json") } as const;
      assert.deepEqual(namesIn(await stateIn(surroundings({ PWD: root }), configuration)), ["from-file"]);
    });

    it("in no relative file where the project's folder is not known", async () => {
      const configuration = { priorState: "file", priorStateFile: "state.json" } as const;
      assert.equal(
        causeOf(await stateIn(surroundings({ PWD: root }), configuration)),
        "the configured file state.json is relative to the project's folder, which is not known: name that folder with " +
          "projectDir, or give the file an absolute path",
      );
    });

    it("in the folder that projectDir names, where no other is known", async () => {
      const given = surroundings({ PWD: root });
      assert.deepEqual(namesIn(await stateIn(given, { projectDir: project })), ["from-cli"]);
      assert.deepEqual(exportsMade(), [project]);
    });

    it("not where another project is, though projectDir names it", async () => {
      assert.equal(
        causeOf(await stateIn(surroundings({ PWD: root }), { projectDir: join(root, "other") })),
        "projectDir is not the folder of the project shop: set projectDir to the folder of its Pulumi.yaml",
      );
      assert.deepEqual(exportsMade(), []);
    });

    it("nowhere where no folder is known, for another backend may have a stack of that name", async () => {
      assert.equal(
        causeOf(await stateIn(surroundings({ PWD: root }))),
        "the folder of the project shop is not known, since the process of the engine cannot be seen here: another backend " +
          "may have a stack of that name: name the folder with projectDir, or the backend with PULUMI_BACKEND_URL",
      );
      assert.deepEqual(exportsMade(), []);
    });

    it("not at once in an update whose refresh nobody can see", async () => {
      const given = surroundings({ PULUMI_NODEJS_DRY_RUN: "false" });
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.deepEqual(exportsMade(), []);
      assert.deepEqual(namesIn(await stateIn(given)), ["from-cli"]);
    });

    it("of what an update creates meanwhile too, where a file has the state before it", async () => {
      const configuration: Configuration = { ...DEFAULTS, priorState: "file", priorStateFile: "state.json" };
      const state = surroundings().priorState?.(configuration);
      assert.deepEqual(namesIn(await (state ?? assert.fail()).read()), ["from-file"]);
      assert.deepEqual(namesIn((await state?.underWay?.now()) ?? assert.fail()), ["from-cli"]);
    });
  });

  describe("look locks up", () => {
    const lookUp = async (given: Surroundings, configuration: Partial<Configuration>) => {
      const source = given.sources({ ...DEFAULTS, ...configuration })({ settings: { region: "cn-hangzhou" } });
      const { instances } = await source.lookUp({ instanceIds: ["i-1"], diskIds: [] });
      return instances.get("i-1") ?? assert.fail("no answer");
    };

    it("in a lock file, relative to the project's folder", async () => {
      const found = await lookUp(surroundings(), { lockSource: "file", lockFile: "locks.json" });
      assert.ok(found.known);
      assert.deepEqual(found.value.lockReasons, ["security"]);
    });

    it("in a lock file beside a projectDir that is relative to the project's folder", async () => {
      const found = await lookUp(surroundings(), { lockSource: "file", lockFile: "../locks.json", projectDir: "sub" });
      assert.equal(found.known, true);
    });

    it("in no relative lock file where the project's folder is not known", async () => {
      const configuration = { lockSource: "file", lockFile: "locks.json" } as const;
      for (const projectDir of [undefined, "sub"]) {
        const more = projectDir === undefined ? {} : { projectDir };
        assert.match(
          causeOf(await lookUp(surroundings({ PWD: root }), { ...configuration, ...more })),
          /^the configured file locks\.json is relative to the project's folder, which is not known: /,
        );
      }
    });

    it("by the API where the configuration says so, with what the environment has for it", async () => {
      const found = await lookUp(surroundings({ ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true", HOME: root }), {});
      assert.match(causeOf(found), /credential/i);
    });
  });
});
