// Runs the real Pulumi engine on programs written in a test, with the test provider in the cloud's place.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { runCommand, type CommandResult, type Environment } from "./engine/command";
import { stackName, type Deployment } from "./engine/deployment";
import { readEvents, stepsOf, violationsOf, type Step, type Violation } from "./engine/events";
import { withInlineProgram } from "./engine/inlineProgram";
import { makePlace, type Place, type StackOptions } from "./engine/place";
import { repositoryRoot } from "./repository";
import type { MutatingCall } from "./testProvider/settings";

export { deployment, secretValue, urnOf } from "./engine/deployment";
export type { Deployment, PriorResource, StateEntry } from "./engine/deployment";
export type { CommandResult, Environment } from "./engine/command";
export type { Step, Violation } from "./engine/events";
export { repositoryRoot } from "./repository";
export type { StackOptions } from "./engine/place";
export type { MutatingCall } from "./testProvider/settings";

export type RunOptions = {
  /** A pack's folder, default the repository; false runs none. */
  readonly policyPack?: string | false;
  readonly policyPackConfig?: Readonly<Record<string, unknown>>;
  /** More arguments of the command: --replace URN, --target URN, --exclude URN, --refresh, --skip-preview … */
  readonly args?: readonly string[];
  readonly env?: Environment;
  readonly cwd?: string;
  /** What starts the engine, before the arguments; default: the CLI itself. */
  readonly start?: readonly string[];
  /** Whether the command is to fail (default false); the other outcome is an assertion error that shows the log. */
  readonly expectFailure?: boolean;
};

export type RunResult = CommandResult & {
  readonly failed: boolean;
  readonly violations: readonly Violation[];
  readonly steps: readonly Step[];
  /** What the run created, updated and deleted for real. */
  readonly providerLog: readonly MutatingCall[];
};

export type CommandOptions = Pick<RunOptions, "cwd" | "env" | "start">;

export type TestStack = {
  /** The project's folder (Pulumi.yaml). */
  readonly workDir: string;
  /** A temporary folder for the test's own files; it goes with the stack. */
  readonly tempDir: string;
  /** The CLI, and the environment that it runs in. */
  readonly pulumi: string;
  readonly env: Environment;
  preview(options?: RunOptions): Promise<RunResult>;
  /** Previews first, as `pulumi up --yes` does; args: ["--skip-preview"] doesn't. */
  up(options?: RunOptions): Promise<RunResult>;
  /** What `pulumi preview --json` prints. */
  previewJson(options?: RunOptions): Promise<string>;
  /** What `pulumi destroy --preview-only --json` prints. */
  destroyPreviewJson(options?: Pick<RunOptions, "args" | "env">): Promise<string>;
  exportState(options?: { readonly showSecrets?: boolean }): Promise<Deployment>;
  /** Replaces the state; `deployment` makes one. */
  importState(state: Deployment): Promise<void>;
  setProgram(program: PulumiFn): void;
  /** Any `pulumi` command in the stack's environment and, by default, in `workDir`. Doesn't throw for its exit code. */
  runPulumi(args: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  /** The same for a command that takes `--client`, which is added; the program is served meanwhile. */
  runProgram(args: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  /** Removes everything. */
  dispose(): Promise<void>;
};

/** A new, empty stack on a file backend of its own. About 0.5 s: make one a test file and use importState. */
export async function newStack(firstProgram: PulumiFn, options: StackOptions = {}): Promise<TestStack> {
  const place = await makePlace(options);
  let program = firstProgram;
  const runPulumi: TestStack["runPulumi"] = (args, { cwd = place.workDir, env = {}, start = [] } = {}) => {
    const [file = place.pulumi, ...before] = start;
    const all = [...before, ...args, "--non-interactive", "--color", "never"];
    return runCommand(file, all, cwd, { ...place.env, ...env });
  };
  const runProgram: TestStack["runProgram"] = (args, commandOptions) =>
    withInlineProgram(program, (address) => runPulumi([...args, "--client", address], commandOptions));
  const run = (command: readonly string[], runOptions: RunOptions = {}) =>
    runStack(place, runProgram, command, runOptions);
  const succeed = async (args: readonly string[], env: Environment = {}) => {
    const result = await runPulumi(args, { env });
    assert.equal(result.exitCode, 0, result.log);
    return result;
  };

  await succeed(["stack", "init", stackName]);
  return {
    workDir: place.workDir,
    tempDir: place.tempDir,
    pulumi: place.pulumi,
    env: place.env,
    preview: (runOptions) => run(["preview"], runOptions),
    up: (runOptions) => run(["up", "--yes"], runOptions),
    previewJson: async (runOptions) => (await run(["preview", "--json"], runOptions)).stdout,
    destroyPreviewJson: async ({ args = [], env = {} } = {}) =>
      (await succeed(["destroy", "--preview-only", "--json", ...args], env)).stdout,
    exportState: async ({ showSecrets = false } = {}) => {
      const { stdout } = await succeed(["stack", "export", ...(showSecrets ? ["--show-secrets"] : [])]);
      return JSON.parse(stdout) as Deployment;
    },
    importState: async (state) => {
      const file = join(place.tempDir, "import.json");
      const content = { secrets_providers: await place.secretsProvider(), ...state.deployment };
      await writeFile(file, JSON.stringify({ ...state, deployment: content }));
      await succeed(["stack", "import", "--file", file]);
    },
    setProgram: (next) => {
      program = next;
    },
    runPulumi,
    runProgram,
    dispose: () => place.remove(),
  };
}

async function runStack(
  place: Place,
  runProgram: TestStack["runProgram"],
  command: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  const eventLog = join(place.tempDir, "events.jsonl");
  const callsBefore = readCalls(place.providerLog).length;
  const args = [...command, ...(await policyArguments(place, options)), ...(options.args ?? [])];
  // The events of the last operation only: `up` writes the file anew after its preview.
  await writeFile(eventLog, "");
  const result = await runProgram([...args, "--event-log", eventLog], options);
  const failed = result.exitCode !== 0;
  const expected = options.expectFailure ?? false;
  assert.equal(failed, expected, `${command.join(" ")} ${failed ? "failed" : "succeeded"}:\n${result.log}`);
  const events = readEvents(eventLog);
  const providerLog = readCalls(place.providerLog).slice(callsBefore);
  return { ...result, failed, violations: violationsOf(events), steps: stepsOf(events), providerLog };
}

async function policyArguments(place: Place, options: RunOptions): Promise<string[]> {
  const pack = options.policyPack ?? repositoryRoot;
  if (pack === false) return [];
  if (options.policyPackConfig === undefined) return ["--policy-pack", pack];
  const file = join(place.tempDir, "policy-config.json");
  await writeFile(file, JSON.stringify(options.policyPackConfig));
  return ["--policy-pack", pack, "--policy-pack-config", file];
}

function readCalls(file: string): MutatingCall[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as MutatingCall);
}
