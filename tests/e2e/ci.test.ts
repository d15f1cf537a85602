// The examples for CI, run for real as far as they go without those services: the commands that stand in their files, and
// the scripts of the action in this repository.
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { load } from "js-yaml";
import type { CommandResult, Environment } from "../support/engine/command";
import { compiledPack } from "../support/processes";
import { repositoryRoot } from "../support/repository";
import { shellStack, tool, type ShellStack } from "../support/shellStack";

const textOf = (name: string): string => readFileSync(join(repositoryRoot, "examples/ci", name), "utf8");

/** A command of a job, with the variables that its step sets. */
interface Command {
  readonly run: string;
  readonly env?: Environment;
}

interface Step {
  readonly run?: string;
  readonly script?: string;
  readonly uses?: string;
  readonly with?: Environment;
  readonly env?: Environment;
}

const VALUES: Environment = { "matrix.stack": "dev", "inputs.action || 'up'": "up" };
const withValues = (env: Environment = {}): Environment =>
  Object.fromEntries(
    Object.entries(env).map(([name, text]) => [
      name,
      text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => VALUES[expression] ?? ""),
    ]),
  );

/** The steps of a GitHub job; this repository's action stands for its scripts. */
function github(file: string, job: string): Command[] {
  const { jobs } = load(textOf(file)) as { jobs: Readonly<Record<string, { steps: readonly Step[] }>> };
  return (jobs[job]?.steps ?? []).flatMap((step) => {
    if (step.run !== undefined) return [{ run: step.run, env: withValues(step.env) }];
    return step.uses?.startsWith("your-org/alicloud-ecs-security-lock@") === true ? action(withValues(step.with)) : [];
  });
}

interface Action {
  readonly runs: { readonly steps: readonly (Step & { readonly if?: string })[] };
}

function action(inputs: Environment): Command[] {
  const { runs } = load(readFileSync(join(repositoryRoot, "action.yml"), "utf8")) as Action;
  const isRun = ({ if: condition = "" }: Action["runs"]["steps"][number]): boolean =>
    !condition.includes("inputs.preview != ''") || inputs.preview !== undefined;
  return runs.steps.filter(isRun).flatMap(({ run, env = {} }) => {
    if (run === undefined) return [];
    // What GitHub itself gives is set by `runner`; the status is the earlier step's output.
    const values = Object.entries(env).flatMap(([name, text]): [string, string][] => {
      const [, input] = /inputs\.(\w+)/.exec(text) ?? [];
      if (input !== undefined) return [[name, inputs[input] ?? ""]];
      return name === "STATUS" ? [[name, ""]] : [];
    });
    return [{ run, env: Object.fromEntries(values) }];
  });
}

const gitlab = (job: string): Command[] =>
  (load(textOf("gitlab-ci.yml")) as Readonly<Record<string, { script?: readonly string[] }>>)[job]?.script?.map(
    (run) => ({ run }),
  ) ?? [];

function azure(job: string): Command[] {
  const { jobs } = load(textOf("azure-pipelines.yml")) as { jobs: readonly { job: string; steps: readonly Step[] }[] };
  const steps = jobs.find((one) => one.job === job)?.steps ?? [];
  return steps.flatMap(({ script }) => (script === undefined ? [] : [{ run: script }]));
}

function jenkins(stage: string): Command[] {
  const text = textOf("Jenkinsfile").split(`stage('${stage}')`)[1]?.split("stage('")[0] ?? "";
  return [...text.matchAll(/^\s*sh '(.*)'$/gm)].map(([, run = ""]) => ({ run }));
}

const PREVIEWS: readonly (readonly [string, () => Command[], readonly string[]])[] = [
  ["GitHub Actions", () => github("github-pull-request.yml", "preview"), []],
  ["GitLab CI", () => gitlab("merge request"), ["ecs-lock.xml", "gl-code-quality-report.json"]],
  ["Azure DevOps", () => azure("preview"), ["ecs-lock.xml"]],
  ["Jenkins", () => jenkins("Preview"), ["ecs-lock.xml"]],
];
const DEPLOYMENTS: readonly (readonly [string, "update" | "delete", () => Command[]])[] = [
  ["GitHub Actions", "update", () => github("github-deploy.yml", "deploy")],
  ["GitLab CI", "update", () => gitlab("up")],
  ["GitLab CI, by hand", "delete", () => gitlab("destroy")],
  ["Azure DevOps", "update", () => azure("deploy")],
  ["Jenkins", "update", () => jenkins("Deploy")],
  ["a plain shell", "update", () => [{ run: `"${join(repositoryRoot, "examples/ci/deploy.sh")}" --stack dev` }]],
];

describe("the examples for CI", () => {
  let stack: ShellStack;
  let runner: Environment;

  before(async () => {
    stack = await shellStack();
    // The action builds where nothing is built yet; that is not tried here.
    await compiledPack();
    const temp = join(stack.place.tempDir, "runner");
    await mkdir(temp);
    runner = {
      GITHUB_ACTION_PATH: repositoryRoot,
      RUNNER_TEMP: temp,
      GITHUB_PATH: join(temp, "path"),
      GITHUB_OUTPUT: join(temp, "output"),
      GITHUB_STEP_SUMMARY: join(temp, "summary.md"),
      GITHUB_REPOSITORY: "your-org/shop",
      PULL_REQUEST: "7",
      PATH: `${temp}:${stack.env.PATH ?? ""}`,
    };
    // Stands for the GitHub CLI: notes what it is asked, and knows the comments that it was told to make.
    await tool(
      temp,
      "gh",
      `echo "$@" >> "${temp}/gh.log"\ncase "$*" in *--jq*) [ ! -f "${temp}/made" ] || echo 41 ;; *POST*) touch "${temp}/made" ;; esac`,
    );
  });
  after(() => stack.remove());

  const inRunner = (name: string): string => join(runner.RUNNER_TEMP ?? "", name);
  const readInRunner = (name: string): string => readFileSync(inRunner(name), "utf8");

  /** The commands that can be run here: those that set the machine up are left out. */
  const runnable = (commands: readonly Command[]): Command[] =>
    commands.filter(({ run }) => !/npm (ci|install)|get\.pulumi\.com/.test(run));

  /** Runs commands one after another, as a job does: it ends with the first one that fails. */
  async function job(commands: readonly Command[]): Promise<CommandResult> {
    for (const name of ["path", "output", "summary.md", "ecs-lock.md", "ecs-lock.sarif", "gh.log"]) {
      rmSync(inRunner(name), { force: true });
    }
    for (const name of ["path", "output"]) writeFileSync(inRunner(name), "");
    let log = "";
    for (const { run, env } of runnable(commands)) {
      const status = /^status=(\d+)$/m.exec(readInRunner("output"))?.[1];
      const result = await stack.shell(run, [], {
        ...runner,
        ...env,
        ...(env?.STATUS === undefined ? {} : { STATUS: status ?? "" }),
      });
      log += result.log;
      if (result.exitCode !== 0) return { ...result, log };
    }
    return { exitCode: 0, stdout: "", log };
  }

  for (const [where, commandsOf, reports] of PREVIEWS) {
    it(`${where}: a preview of a locked instance's change fails, and leaves its reports`, async () => {
      await stack.deployed(true);
      stack.program.instanceName = "renamed";
      assert.ok(commandsOf().some(({ run }) => run.includes("check")));
      const { exitCode, log } = await job(commandsOf());
      assert.equal(exitCode, 1, log);
      assert.match(log, /ModifyInstanceAttribute would be refused/);
      for (const report of reports) {
        assert.match(
          readFileSync(join(stack.place.workDir, report), "utf8"),
          /ModifyInstanceAttribute would be refused/,
          report,
        );
      }
      assert.deepEqual(stack.calls(), []);
    });

    it(`${where}: a preview of what no lock refuses passes`, async () => {
      await stack.deployed(false);
      stack.program.instanceName = "renamed";
      const { exitCode, log } = await job(commandsOf());
      assert.equal(exitCode, 0, log);
    });

    it(`${where}: a preview that fails shows why, and is no success`, async () => {
      await stack.deployed(false);
      stack.program.failure = "the image is gone";
      const { exitCode, log } = await job(commandsOf());
      assert.notEqual(exitCode, 0);
      assert.match(log, /the image is gone/);
    });
  }

  it("the action annotates, summarises, uploads a category of the stack, and updates its comment", async () => {
    rmSync(inRunner("made"), { force: true });
    await stack.deployed(true);
    stack.program.instanceName = "renamed";
    const commands = github("github-pull-request.yml", "preview");
    const first = await job(commands);
    assert.match(first.log, /^::error file=Pulumi\.yaml/m);
    assert.match(readInRunner("summary.md"), /\| \*\*refused\*\* \|/);
    assert.match(readInRunner("ecs-lock.sarif"), /ModifyInstanceAttribute would be refused/);
    assert.match(readInRunner("ecs-lock-comment.md"), /^<!-- ecs-lock: dev -->\n## ECS security lock/);
    assert.match(readInRunner("gh.log"), /--method POST repos\/your-org\/shop\/issues\/7\/comments --field body=@/);
    await job(commands);
    assert.match(readInRunner("gh.log"), /--method PATCH repos\/your-org\/shop\/issues\/comments\/41 --field body=@/);
    const { runs } = load(readFileSync(join(repositoryRoot, "action.yml"), "utf8")) as Action;
    const upload = runs.steps.find(({ uses }) => uses?.includes("upload-sarif") === true);
    assert.equal(upload?.with?.category, "ecs-lock/${{ inputs.stack }}");
  });

  it("the action puts ecs-lock on the PATH", async () => {
    await job(action({}));
    const { stdout } = await stack.shell('PATH="$(cat "$GITHUB_PATH"):/usr/bin:/bin" ecs-lock --version', [], {
      ...runner,
      PATH: stack.env.PATH ?? "",
    });
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });

  for (const [where, call, commandsOf] of DEPLOYMENTS) {
    it(`${where}: ${call === "delete" ? "destroys" : "deploys"} what no lock refuses`, async () => {
      await stack.deployed(false);
      stack.program.instanceName = "renamed";
      const { exitCode, log } = await job(commandsOf());
      assert.equal(exitCode, 0, log);
      assert.deepEqual(stack.calls(), [call], log);
    });
  }

  for (const [where, , commandsOf] of DEPLOYMENTS.filter(([, call]) => call === "update")) {
    it(`${where}: deploys nothing where a lock refuses a part of it`, async () => {
      await stack.deployed(true);
      stack.program.instanceName = "renamed";
      const { exitCode, log } = await job(commandsOf());
      assert.equal(exitCode, 1, log);
      assert.match(log, /ModifyInstanceAttribute would be refused/);
      assert.deepEqual(stack.calls(), []);
    });
  }

  it("pin what they use, and say how ecs-lock gets onto the machine", () => {
    for (const name of ["github-pull-request.yml", "github-deploy.yml"]) {
      const uses = [...textOf(name).matchAll(/uses: (\S+)(?: # (.*))?$/gm)];
      for (const [line, action = "", version = ""] of uses) {
        if (action.startsWith("your-org/")) assert.match(action, /@v\d+\.\d+\.\d+$/);
        else assert.ok(/@[0-9a-f]{40}$/.test(action) && /^v\d+\.\d+\.\d+$/.test(version), line);
      }
      assert.ok(uses.some(([, action]) => action?.startsWith("your-org/alicloud-ecs-security-lock@")));
    }
    for (const name of ["gitlab-ci.yml", "azure-pipelines.yml", "Jenkinsfile", "deploy.sh"]) {
      assert.match(textOf(name), /npm install [^\n]*(ECS_LOCK_PACKAGE|git\+https)/, name);
      assert.match(textOf(name), /alicloud-ecs-security-lock\.git#v\d+\.\d+\.\d+/, name);
    }
  });
});
