import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PreviewSyntaxError } from "../../engine/preview/reader";
import type { CheckReport } from "../../report/checkReport";
import { CliFailure, STATUS, type ExitStatus, type Status } from "../failure";
import { splitArguments, says, type PulumiAction, type PulumiArguments } from "../pulumi/arguments";
import { messagesIn } from "../pulumi/failedPreview";
import { runPulumi, type Ended, type PulumiRun } from "../pulumi/run";
import { stateVersion } from "../pulumi/stateVersion";
import { choicesOf, statusOf, writeReport } from "../reporting";
import { settledOptions, type SettledOptions } from "../settledOptions";
import type { Surroundings } from "../surroundings";
import type { CheckOptions } from "./check";
import { judgedPreview } from "./judgedPreview";

export type GuardAction = PulumiAction;

export interface GuardOptions extends Omit<CheckOptions, "exitZero"> {
  /** --no-plan: false. */
  readonly plan?: boolean;
}

/** One guarded run: what was asked for, and how Pulumi is run. */
interface Guarded {
  readonly action: PulumiAction;
  readonly pulumi: PulumiArguments;
  readonly options: GuardOptions;
  readonly settled: SettledOptions;
  readonly surroundings: Surroundings;
  readonly run: Omit<PulumiRun, "output">;
  /** For the preview and its plan; nobody else can read it. */
  readonly folder: string;
}

/** `ecs-lock guard`: previews, judges, and applies what was judged if nothing of it is refused. */
export async function guard(
  action: PulumiAction,
  words: readonly string[],
  options: GuardOptions,
  surroundings: Surroundings,
): Promise<ExitStatus> {
  choicesOf(options);
  const pulumi = splitArguments(action, words);
  const settled = inFolder(await settledOptions(options, surroundings), pulumi.folder);
  const { environment, stdin, stdout } = surroundings;
  const run = { environment, terminal: stdin.isTTY === true && stdout.isTTY === true };
  const folder = mkdtempSync(path.join(tmpdir(), "ecs-lock-"));
  try {
    return await guarded({ action, pulumi, options, settled, surroundings, run, folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With `-C` the project is there, unless the configuration knows better. */
function inFolder(settled: SettledOptions, folder: string | undefined): SettledOptions {
  const { configuration } = settled;
  const projectDir = configuration.projectDir ?? folder;
  return projectDir === undefined ? settled : { ...settled, configuration: { ...configuration, projectDir } };
}

async function guarded(guard: Guarded): Promise<ExitStatus> {
  const { pulumi, run, surroundings } = guard;
  const before = pinsByPlan(guard) ? undefined : await stateVersion(pulumi.stack, run);
  const preview = path.join(guard.folder, "preview.json");
  const ended = await runPreview(guard, preview);
  if (ended.interrupted) return interruptedStatus(ended);
  if (ended.exitCode !== 0) return failedPreview(guard, preview);
  const report = await judgedPreview(preview, guard.settled, guard.options, surroundings);
  await writeReport(report, guard.options, surroundings);
  const status = statusOf(report);
  if (status !== STATUS.ok) return stopped(status, guard);
  if (before !== undefined && (await stateVersion(pulumi.stack, run)) !== before) {
    throw new CliFailure("the stack's state has changed since it was previewed: nothing was applied; run it again");
  }
  return apply(guard);
}

const pinsByPlan = ({ action, options }: Guarded): boolean => action === "up" && options.plan !== false;

const planFileOf = ({ pulumi, folder }: Guarded): string => pulumi.planFile ?? path.join(folder, "plan.json");

/** Whoever sends a signal wants no more to be done, however Pulumi has taken it. */
const interruptedStatus = ({ exitCode }: Ended): ExitStatus => (exitCode === 0 ? STATUS.cannotSay : exitCode);

/** The command that previews what the action would do. */
function previewCommand(guard: Guarded, extra: readonly string[]): string[] {
  const { action, pulumi } = guard;
  return [...(action === "up" ? ["preview"] : ["destroy", "--preview-only"]), ...extra, ...pulumi.preview];
}

async function runPreview(guard: Guarded, file: string): Promise<Ended> {
  const saved = pinsByPlan(guard) || guard.pulumi.planFile !== undefined ? ["--save-plan", planFileOf(guard)] : [];
  const shown = ["--json", "--show-replacement-steps", "--show-sames"];
  const output = openSync(file, "wx", 0o600);
  // The events that this variable asks for have no diagnostics in one place.
  const environment = { ...guard.run.environment, PULUMI_ENABLE_STREAMING_JSON_PREVIEW: undefined };
  try {
    const args = previewCommand(guard, [...shown, ...(guard.action === "up" ? saved : [])]);
    return await runPulumi(args, { ...guard.run, environment, output });
  } finally {
    closeSync(output);
  }
}

/** A text that is larger is not gone through for messages. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Shows why in Pulumi's own words, and judges what there is: a refusal may be the reason. */
async function failedPreview(guard: Guarded, file: string): Promise<ExitStatus> {
  const { surroundings, run } = guard;
  const isJson = statSync(file).size > 0;
  const messages = statSync(file).size <= MOST_BYTES ? messagesIn(readFileSync(file, "utf8")) : undefined;
  if (messages !== undefined) surroundings.stderr.write(messages);
  else if (isJson) {
    const { interrupted } = await runPulumi(previewCommand(guard, ["--non-interactive"]), {
      ...run,
      output: "inherit",
    });
    if (interrupted) return STATUS.cannotSay;
  }
  const report = isJson ? await partialReport(guard, file) : undefined;
  if (report !== undefined && report.findings.length > 0) await writeReport(report, guard.options, surroundings);
  surroundings.stderr.write("ecs-lock: the preview failed: nothing was applied\n");
  return report?.findings.some(({ kind }) => kind === "refused") === true ? STATUS.refused : STATUS.cannotSay;
}

/** Undefined: what the preview has left cannot be read. */
async function partialReport(guard: Guarded, file: string): Promise<CheckReport | undefined> {
  const { settled, options, surroundings } = guard;
  try {
    const report = await judgedPreview(file, settled, options, surroundings);
    return { ...report, incomplete: report.incomplete ?? "the preview itself failed" };
  } catch (error) {
    if (error instanceof CliFailure || error instanceof PreviewSyntaxError) return undefined;
    throw error;
  }
}

function stopped(status: Status, { action, surroundings }: Guarded): Status {
  const why = status === STATUS.refused ? "something is refused" : "it cannot be said whether something is refused";
  surroundings.stderr.write(`ecs-lock: ${why}: \`pulumi ${action}\` was not run, nothing was applied\n`);
  return status;
}

async function apply(guard: Guarded): Promise<ExitStatus> {
  const { action, pulumi, run, surroundings } = guard;
  const plan = pinsByPlan(guard) ? ["--plan", planFileOf(guard)] : [];
  const held = pinsByPlan(guard)
    ? "`pulumi up` is held to the plan that was judged"
    : `Pulumi has no plan for this \`${action}\`; the state is still the one that was judged`;
  surroundings.stderr.write(`ecs-lock: nothing is refused; ${held}\n`);
  const args = [action, ...plan, ...yes(guard), ...pulumi.update];
  return (await runPulumi(args, { ...run, output: "inherit" })).exitCode;
}

/** Where there is nobody to ask, Pulumi would ask for --yes. */
function yes({ pulumi, run }: Guarded): string[] {
  const isAsked = run.terminal && !pulumi.isNonInteractive && (run.environment.CI ?? "") === "";
  return isAsked || says(pulumi.update, "yes") ? [] : ["--yes"];
}
