import { getHeapStatistics } from "node:v8";
import type { Configuration } from "../../configuration/configuration";
import { known, notKnown, type LookUp } from "../../domain/lookUps";
import type { ProviderSettings } from "../../domain/providers";
import type { StackState } from "../../domain/resources";
import { previewCollector } from "../../engine/preview/preview";
import { isDefaultProvider } from "../../engine/preview/providers";
import { fileSources } from "../../locks/file/fileSources";
import type { CheckReport } from "../../report/checkReport";
import { MAPPED_TYPES } from "../../resources/index";
import { clearAlone } from "../../review/clearAlone";
import { splitByExpiry } from "../../review/exemptions";
import { judgePlan, type JudgeNeeds } from "../../review/judgePlan";
import { failingSource, type LockSource, type LockSources } from "../../review/lookUps/lockSource";
import { collectInput } from "../input";
import { projectFileOf, regionIn, type LookUpOptions, type SettledOptions } from "../settledOptions";
import type { Surroundings } from "../surroundings";
import { toolVersion } from "../toolVersion";
import type { CheckNeeds } from "./checkedFindings";
import { checkReport } from "./checkedPlan";

/** Judges what a preview, in a file or standard input, plans by the statuses that the options tell to ask for. */
export async function judgedPreview(
  file: string,
  { configuration, levels, environment }: SettledOptions,
  { profile }: LookUpOptions,
  surroundings: Surroundings,
): Promise<CheckReport> {
  const needs = await needsBesideState(configuration, profile, { ...surroundings, environment });
  const { options, sourceOf, asksApi } = needs;
  const atHand = asksApi ? undefined : sourceOf({ settings: {} }).atHand;
  const collector = previewCollector(getHeapStatistics().heap_size_limit, (one) =>
    clearAlone(one, { options, atHand }),
  );
  const plan = await collectInput(file, collector, surroundings);
  const judging: CheckNeeds = { ...needs, priorState: await priorStateOf(configuration, plan.state) };
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

async function needsBesideState(
  configuration: Configuration,
  profile: string | undefined,
  surroundings: Surroundings,
): Promise<Omit<CheckNeeds, "priorState">> {
  const exemptions = splitByExpiry(configuration.exemptions, surroundings.now());
  const { edition, createInstance, deleteLocked, onUndecided, lockSource } = configuration;
  return {
    options: { edition, createInstance, deleteLocked, exemptions: exemptions.holding },
    asksApi: lockSource === "api",
    exemptions,
    onUndecided,
    sourceOf: oneAProvider(withChosenProfile(await sources(configuration, surroundings), profile)),
  };
}

async function priorStateOf(
  { priorStateFile, priorState }: Configuration,
  shown: StackState,
): Promise<JudgeNeeds["priorState"]> {
  if (priorState === "file" && priorStateFile !== undefined) {
    const { stateInFile } = await import("../../engine/state/stackExport.js");
    const mapped = new Set(MAPPED_TYPES);
    return stateInFile(priorStateFile, (type) => mapped.has(type));
  }
  const read = (): Promise<LookUp<StackState>> => Promise.resolve(known(shown));
  return { read, readWithSecrets: () => Promise.resolve(HIDDEN) };
}

/** A preview shows no secret. */
const HIDDEN = notKnown({
  cause: "a preview shows no secrets",
  remedy:
    'name an export made with --show-secrets by priorState "file" and priorStateFile, or run the policy pack, which ' +
    "sees the secrets of the program",
});

/** What asks the API is loaded where it is to be asked: it takes longer than a small preview does. */
async function sources(configuration: Configuration, surroundings: Surroundings): Promise<LockSources> {
  const { environment, now } = surroundings;
  const { projectDir } = configuration;
  const around = {
    environment,
    ofPlan: true,
    now: () => new Date(now()),
    ...(projectDir === undefined ? {} : { projectDir }),
  };
  if (configuration.lockSource === "file") return fileSources(configuration, around);
  const { lockSources } = await import("../../locks/lockSources.js");
  const sourceOf = lockSources(configuration, around);
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
