import path from "node:path";
import { getHeapStatistics } from "node:v8";
import { previewCollector, type PreviewCollector, type PreviewPlan } from "../../engine/preview/preview";
import { isDefaultProvider } from "../../engine/preview/providers";
import { stateInFile } from "../../engine/state/stackExport";
import type { ProviderSettings } from "../../domain/providers";
import type { StackState } from "../../domain/resources";
import { lockSources } from "../../locks/lockSources";
import { type LockSources, failingSource, type LockSource } from "../../review/lookUps/lockSource";
import { known, notKnown, type LookUp } from "../../domain/lookUps";
import type { Configuration } from "../../configuration/configuration";
import { judgePlan } from "../../review/judgePlan";
import type { CheckReport } from "../../report/checkReport";
import { MAPPED_TYPES } from "../../resources/index";
import { splitByExpiry } from "../../review/exemptions";
import type { CheckNeeds } from "./checkedFindings";
import { checkReport } from "./checkedPlan";
import { STATUS, type Status } from "../failure";
import { collectInput } from "../input";
import { choicesOf, statusOf, writeReport, type ReportOptions } from "../reporting";
import { regionIn, settledOptions, type LookUpOptions, type SettledOptions } from "../settledOptions";
import type { Surroundings } from "../surroundings";
import { toolVersion } from "../toolVersion";

export interface CheckOptions extends LookUpOptions, ReportOptions {
  readonly exitZero?: boolean;
}

/** `ecs-lock check`: judges the JSON of a preview before anything is applied. */
export async function check(file: string, options: CheckOptions, surroundings: Surroundings): Promise<Status> {
  choicesOf(options);
  const settled = await settledOptions(options, surroundings);
  const plan = await collectInput(file, planCollector(), surroundings);
  const report = await judgedReport(plan, settled, options, surroundings);
  await writeReport(report, options, surroundings);
  return options.exitZero === true ? STATUS.ok : statusOf(report);
}

export const planCollector = (): PreviewCollector => previewCollector(getHeapStatistics().heap_size_limit);

/** Judges what a preview plans by the statuses that the options tell to ask for. */
export async function judgedReport(
  plan: PreviewPlan,
  { configuration, levels, environment }: SettledOptions,
  { profile }: LookUpOptions,
  surroundings: Surroundings,
): Promise<CheckReport> {
  const judging = judgeContext(plan, configuration, profile, { ...surroundings, environment });
  return checkReport(plan, await judgePlan(plan.resources, judging), {
    judging,
    levels,
    now: surroundings.now(),
    state: await judging.priorState.read(),
    region: regionIn(environment),
    projectFile: projectFileOf(configuration),
    toolVersion: toolVersion(),
  });
}

/** A folder on another Windows drive has no relative path, and stays absolute. */
export const projectFileOf = ({ projectDir = "." }: Configuration): string =>
  path
    .relative("", path.join(path.resolve(projectDir), "Pulumi.yaml"))
    .split(path.sep)
    .join("/");

function judgeContext(
  plan: PreviewPlan,
  configuration: Configuration,
  profile: string | undefined,
  surroundings: Surroundings,
): CheckNeeds {
  const { priorStateFile, priorState } = configuration;
  const mapped = new Set(MAPPED_TYPES);
  const inFile =
    priorState === "file" && priorStateFile !== undefined
      ? stateInFile(priorStateFile, (type) => mapped.has(type))
      : undefined;
  const shown = (): Promise<LookUp<StackState>> => Promise.resolve(known(plan.state));
  const exemptions = splitByExpiry(configuration.exemptions, surroundings.now());
  const { edition, createInstance, deleteLocked, onUndecided, lockSource } = configuration;
  return {
    options: { edition, createInstance, deleteLocked, exemptions: exemptions.holding },
    asksApi: lockSource === "api",
    exemptions,
    onUndecided,
    sourceOf: oneAProvider(withChosenProfile(sources(configuration, surroundings), profile)),
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
  return (provider) => (isShown(provider) || regionIn(environment) !== undefined ? sourceOf(provider) : NOT_SHOWN);
}

/** Unchanged provider resources are left out of a preview. Then the environment has to name the region. */
const isShown = ({ urn, settings }: ProviderSettings): boolean =>
  urn === undefined || isDefaultProvider(urn) || Object.keys(settings).length > 0;

const NOT_SHOWN = failingSource({
  cause: "the preview does not show the provider of the resource, so its region is not known",
  remedy: "make the preview with --show-sames, or set ALICLOUD_REGION",
});

/** Whoever names a profile means it for every account that the plan may name: of the plan only the region is left. */
function withChosenProfile(sourceOf: LockSources, profile: string | undefined): LockSources {
  if (profile === undefined) return sourceOf;
  return ({ urn, settings: { region } }) =>
    sourceOf({ ...(urn === undefined ? {} : { urn }), settings: region === undefined ? {} : { region } });
}

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
