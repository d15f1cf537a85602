import path from "node:path";
import { getHeapStatistics } from "node:v8";
import { previewCollector, type PreviewPlan } from "../../engine/preview/preview";
import { isDefaultProvider } from "../../engine/preview/providers";
import { stateInFile } from "../../engine/state/stackExport";
import type { ProviderSettings } from "../../domain/providers";
import type { StackState } from "../../domain/resources";
import { lockSources } from "../../locks/lockSources";
import { type LockSources, failingSource, type LockSource } from "../../review/lockSource";
import { known, notKnown, type LookUp } from "../../domain/lookUps";
import type { Edition } from "../../operations/behavior";
import type { Configuration } from "../../configuration/configuration";
import { judgePlan } from "../../review/judgePlan";
import { summaryLine, type CheckReport } from "../../report/checkReport";
import { printable } from "../../report/phrases";
import { MAPPED_TYPES } from "../../resources/index";
import { splitByExpiry } from "../../review/exemptions";
import { checkReport, type CheckNeeds } from "./checkedPlan";
import { readConfiguration } from "../../configuration/configurationFile";
import { STATUS, type Status } from "../failure";
import { render, type Format } from "../../report/formats/index";
import { collectInput } from "../input";
import { writeOutput } from "../output";
import type { Surroundings } from "../surroundings";
import { toolVersion } from "../toolVersion";

export interface CheckOptions {
  readonly locks?: string;
  readonly live?: boolean;
  readonly edition?: Edition;
  readonly config?: string;
  readonly format: Format;
  readonly output?: string;
}

/** `ecs-lock check`: judges the JSON of a preview before anything is applied. */
export async function check(file: string, options: CheckOptions, surroundings: Surroundings): Promise<Status> {
  const configuration = configured(await readConfiguration(options.config), options);
  const plan = await collectInput(file, previewCollector(getHeapStatistics().heap_size_limit), surroundings);
  const judging = judgeContext(plan, configuration, surroundings);
  const report = checkReport(plan, await judgePlan(plan.resources, judging), {
    judging,
    now: surroundings.now(),
    state: await judging.priorState.read(),
    region: regionIn(surroundings),
    projectFile: projectFileOf(configuration),
    toolVersion: toolVersion(),
  });
  const colour = options.output === undefined && surroundings.stdout.hasColors?.() === true;
  writeOutput(await render(report, options.format, { colour }), options.output, surroundings);
  if (options.output !== undefined) {
    surroundings.stderr.write(`${summaryLine(report.summary)}; written to ${printable(options.output)}\n`);
  }
  if (options.format !== "text" || options.output !== undefined) explainStatus(report, surroundings);
  return statusOf(report);
}

function configured(configuration: Configuration, { locks, live, edition }: CheckOptions): Configuration {
  return {
    ...filesInProject(configuration),
    ...(locks === undefined ? {} : { lockSource: "file", lockFile: locks }),
    ...(live === true ? { lockSource: "api" } : {}),
    ...(edition === undefined ? {} : { edition }),
  };
}

/** As for the pack: what the configuration names is the project's, wherever the command runs. */
function filesInProject(configuration: Configuration): Configuration {
  const { projectDir = ".", lockFile, priorStateFile } = configuration;
  const inProject = (file: string): string => (path.isAbsolute(file) ? file : path.join(projectDir, file));
  return {
    ...configuration,
    ...(lockFile === undefined ? {} : { lockFile: inProject(lockFile) }),
    ...(priorStateFile === undefined ? {} : { priorStateFile: inProject(priorStateFile) }),
  };
}

/** A folder on another Windows drive has no relative path, and stays absolute. */
const projectFileOf = ({ projectDir = "." }: Configuration): string =>
  path
    .relative("", path.join(path.resolve(projectDir), "Pulumi.yaml"))
    .split(path.sep)
    .join("/");

function judgeContext(plan: PreviewPlan, configuration: Configuration, surroundings: Surroundings): CheckNeeds {
  const { priorStateFile, priorState } = configuration;
  const mapped = new Set(MAPPED_TYPES);
  const inFile =
    priorState === "file" && priorStateFile !== undefined
      ? stateInFile(priorStateFile, (type) => mapped.has(type))
      : undefined;
  const shown = (): Promise<LookUp<StackState>> => Promise.resolve(known(plan.state));
  const exemptions = splitByExpiry(configuration.exemptions, surroundings.now());
  const { edition, createInstance, onUndecided, lockSource } = configuration;
  return {
    options: { edition, createInstance, exemptions: exemptions.holding },
    asksApi: lockSource === "api",
    exemptions,
    onUndecided,
    sourceOf: oneAProvider(sources(configuration, surroundings)),
    priorState: {
      read: () => inFile?.read() ?? shown(),
      readWithSecrets: () => inFile?.readWithSecrets() ?? Promise.resolve(HIDDEN),
    },
  };
}

/** A preview shows no secret. */
const HIDDEN = notKnown({
  cause: "a preview shows no secrets",
  remedy:
    'name an export made with --show-secrets by priorState "file" and priorStateFile, or run the policy pack, which ' +
    "sees the secrets of the program",
});

function sources(configuration: Configuration, surroundings: Surroundings): LockSources {
  const { environment, now } = surroundings;
  const { projectDir } = configuration;
  const sourceOf = lockSources(configuration, {
    environment,
    ofPlan: true,
    now: () => new Date(now()),
    ...(projectDir === undefined ? {} : { projectDir }),
  });
  if (configuration.lockSource === "file") return sourceOf;
  return (provider) => (isShown(provider) || regionIn(surroundings) !== undefined ? sourceOf(provider) : NOT_SHOWN);
}

/** Unchanged provider resources are left out of a preview. Then the environment has to name the region. */
const isShown = ({ urn, settings }: ProviderSettings): boolean =>
  urn === undefined || isDefaultProvider(urn) || Object.keys(settings).length > 0;

const NOT_SHOWN = failingSource({
  cause: "the preview does not show the provider of the resource, so its region is not known",
  remedy: "make the preview with --show-sames, or set ALICLOUD_REGION",
});

/** Finding the source of a provider takes a while, and thousands of changes have the same one. */
function oneAProvider(sourceOf: LockSources): LockSources {
  const known = new Map<string, LockSource>();
  return (provider) => {
    const { urn, settings } = provider;
    // Without a URN it is one change's own.
    if (urn === undefined && Object.keys(settings).length > 0) return sourceOf(provider);
    const source = known.get(urn ?? "") ?? sourceOf(provider);
    known.set(urn ?? "", source);
    return source;
  };
}

const regionIn = ({ environment }: Surroundings): string | undefined =>
  environment.ALICLOUD_REGION ?? environment.ALIBABA_CLOUD_REGION;

function statusOf({ summary, findings, incomplete }: CheckReport): Status {
  if (summary.refused > 0) return STATUS.refused;
  const undecided = findings.some(({ kind }) => kind === "undecided");
  return undecided || incomplete !== undefined ? STATUS.cannotSay : STATUS.ok;
}

/** Formats for machines, and files, do not tell the reader of the log why the status is 2. */
function explainStatus({ findings, incomplete }: CheckReport, { stderr }: Surroundings): void {
  const undecided = findings.filter(({ kind }) => kind === "undecided");
  const [first] = undecided;
  const reason = incomplete ?? first?.text().split("\n")[0];
  if (reason === undefined) return;
  const more = incomplete === undefined && undecided.length > 1 ? ` (and ${undecided.length - 1} more)` : "";
  stderr.write(`ecs-lock: cannot say: ${printable(reason)}${more}\n`);
}
