import type { PolicyResource } from "@pulumi/policy";
import type { Configuration } from "../configuration/configuration";
import type { Finding } from "../domain/findings";
import { known, type Failure, type LookUp } from "../domain/lookUps";
import { EMPTY_STATE, type StackState } from "../domain/resources";
import type { ResourceVerdict } from "../domain/verdicts";
import { stackResource, type ProgramResource, type StackResource } from "../engine/analyzer/messages";
import { stackPlan, updatePlan, type EngineKnown } from "../engine/analyzer/stackPlan";
import { withShownProviders } from "../engine/analyzer/shownProviders";
import { isMapped } from "../resources";
import { createdInUpdate } from "../review/lookUps/createdResources";
import { decidedResource } from "../review/decidedResource";
import { exemptionFindings } from "../review/findings/exemptionFindings";
import { splitByExpiry } from "../review/exemptions";
import { advisory, findingsOf, STATUS_POLICY } from "../review/findings/findings";
import { instancesInState, instancesOf, inventory, type ListedInstances } from "../review/findings/inventory";
import { diskFinder, judgePlan } from "../review/judgePlan";
import type { LockSources } from "../review/lookUps/lockSource";
import { prefetcher } from "../review/lookUps/prefetch";
import type { PriorState } from "../review/priorState";
import { eachChangeOnce, reportedBy, summaryOf, type IsEnabled } from "../review/findings/summary";
import { updateSources } from "../review/lookUps/updateSources";
import { updateProgress } from "../review/findings/updateProgress";
import { wayOutOf } from "../review/findings/wayOut";
import { report, type Context, type RunState } from "./runState";

/** In an update: judges one resource before its first call. */
export async function judgeResource(run: RunState, resource: ProgramResource): Promise<void> {
  const { leavesOut, previewed, replaces } = run.surroundings;
  // `--target`: the engine shows it with its old inputs, and does nothing about it, tainted or not.
  if (leavesOut(resource.urn) === true) return;
  const context = contextOf(run);
  const state = await context.priorState.read();
  const planned = updatePlan(resource, state.known ? state.value : EMPTY_STATE, {
    ...(await engineKnown(run, state)),
    earlier: [...run.recorded.values()],
    replaces,
    ...(previewed === undefined ? {} : { previewed }),
  });
  const decided = decidedResource(planned);
  if (state.known && decided !== undefined) await context.prefetch(decided, state.value);
  const judged = await judgePlan([state.known ? planned : { ...planned, failure: state.failure }], context);
  await reportJudged(run, judged, { state, urn: resource.urn });
}

/** In a preview: judges everything that is planned. */
export async function judgeStack(run: RunState, resources: readonly PolicyResource[]): Promise<void> {
  const { surroundings, configuration, recorded } = run;
  const planned = plannedIn(resources);
  if (surroundings.priorState === undefined) {
    // Nothing is planned that could be stopped: the exit status tells what could not be looked up from what is not locked.
    const gapsStop = configuration.onUndecided === "mandatory";
    if (configuration.inventory) await reportInventory(run, instancesIn(planned.values()), gapsStop);
    return;
  }
  const context = contextOf(run);
  const state = withShownProviders(await context.priorState.read(), resources);
  const urns = new Set(resources.flatMap(({ urn, opts }) => [urn, ...opts.aliases]));
  const engine = await engineKnown(run, state);
  const plan = stackPlan({ ...surroundings, ...engine, program: [...recorded.values()], planned, urns, state });
  const judged = await judgePlan(plan, context);
  await reportJudged(run, judged, { state, urn: "" });
  if (!state.known && judged.length === 0) report(run, [unreadState(run, state.failure, resources)]);
  const prior = state.known ? state.value : EMPTY_STATE;
  report(run, exemptionFindings(context.exemptions, judged, seenIn(prior, urns)));
  if (configuration.inventory && state.known) await reportInventory(run, instancesInState(prior));
}

/** Asked once a run, and only where something goes with another resource: that is all that hangs on it. */
function engineKnown(run: RunState, state: LookUp<StackState>): Promise<EngineKnown> {
  return (run.engineKnown ??= hasDependants(state) ? askEngine(run) : NOTHING_KNOWN);
}

const NOTHING_KNOWN: Promise<EngineKnown> = Promise.resolve({});
const askEngine = ({ surroundings }: RunState): Promise<EngineKnown> => surroundings.engineKnown?.() ?? NOTHING_KNOWN;

function hasDependants(state: LookUp<StackState>): boolean {
  if (!state.known) return false;
  const { resources, pendingDeletes } = state.value;
  return [...resources.values(), ...pendingDeletes].some(({ deletedWith }) => deletedWith !== "");
}

/** What the stack loses is not seen then. Where nothing is of Alibaba Cloud, that is no reason to stop it. */
function unreadState(
  { configuration }: RunState,
  failure: Failure,
  resources: readonly Pick<PolicyResource, "type">[],
): Finding {
  const concerned = resources.some(({ type }) => /^(pulumi:providers:)?alicloud(:|$)/.test(type));
  const finding = advisory("", { kind: "stateUnread", failure });
  if (!concerned || configuration.onUndecided === "advisory") return finding;
  // At the level that the policy has: where all are advisory, nothing stops anybody.
  const { policy, urn, matter } = finding;
  return { policy, urn, matter };
}

interface Judged {
  readonly state: LookUp<StackState>;
  /** On which the summary is reported; "": on the stack. */
  readonly urn: string;
}

/** Each change once, and at the end what they come to. */
async function reportJudged(run: RunState, judged: readonly ResourceVerdict[], { state, urn }: Judged): Promise<void> {
  const { configuration, configured, surroundings } = run;
  const findings = judged.flatMap((verdict) =>
    findingsOf(verdict, {
      undecidedLevel: configuration.onUndecided,
      statusPolicy: configured,
      disksOf: diskFinder(state),
    }),
  );
  const enabled: IsEnabled = (policy) => (policy === STATUS_POLICY ? configured : run.enabled.isEnabled(policy));
  const told = eachChangeOnce(findings, enabled);
  report(run, told);
  const reported = reportedBy(told, enabled);
  const wayOut = await wayOutOf(judged, reported, {
    ...contextOf(run),
    now: surroundings.now(),
    canExclude: surroundings.targeted !== true,
    canExcept: true,
    isEnabled: enabled,
    statusPolicy: configured,
  });
  if (!reported.some(isStopping)) return;
  const summary = summaryOf(reported, wayOut, surroundings.preview ? {} : await stopOf(run));
  if (summary === undefined) return;
  const policy = configured ? STATUS_POLICY : (reported.find(isStopping)?.policy ?? STATUS_POLICY);
  report(run, [{ ...advisory(urn, { kind: "summary", summary }), policy }]);
}

/** An update that goes on (`--continue-on-error`, advisory policies) may come to more: what to do is said once. */
async function stopOf(run: RunState): Promise<Parameters<typeof summaryOf>[2]> {
  if (run.stopped === true) return { isRepeated: true };
  run.stopped = true;
  const changedBefore = await updateProgress(contextOf(run).priorState);
  return changedBefore === undefined ? {} : { changedBefore };
}

const isStopping = ({ matter: { kind } }: Finding): boolean => kind === "refused" || kind === "undecided";

async function reportInventory(run: RunState, listed: readonly ListedInstances[], gapsStop = false): Promise<void> {
  report(run, await inventory(listed, contextOf(run).sourceOf, { ...pick(run.configuration), gapsStop }));
}

const seenIn = (state: StackState, urns: Iterable<string>) => ({
  urns: [...urns, ...state.resources.keys()],
  instanceIds: instancesInState(state).flatMap(({ instanceIds }) => instanceIds),
});

/** Only resources that can call something; reading the others' properties would be time for nothing. */
function plannedIn(resources: readonly PolicyResource[]): ReadonlyMap<string, StackResource> {
  return new Map(
    resources.filter(({ type }) => isMapped(type)).map((resource) => [resource.urn, stackResource(resource)] as const),
  );
}

/** The instances of a stack whose state cannot be exported, by the outputs that are shown. */
const instancesIn = (resources: Iterable<StackResource>): ListedInstances[] =>
  [...resources].map(({ type, id, outputs, provider }) => ({ instanceIds: instancesOf(type, id, outputs), provider }));

/** The state that a run goes by; read once. */
export const priorStateOf = (run: RunState): Promise<LookUp<StackState>> => contextOf(run).priorState.read();

function contextOf(run: RunState): Context {
  return (run.context ??= makeContext(run));
}

const NO_STACK: PriorState = {
  read: () => Promise.resolve(known(EMPTY_STATE)),
  readWithSecrets: () => Promise.resolve(known(EMPTY_STATE)),
};

function makeContext({ surroundings, configuration }: RunState): Context {
  const exemptions = splitByExpiry(configuration.exemptions, surroundings.now());
  const options = { ...pick(configuration), exemptions: exemptions.holding };
  // Who is asked is found out at the first question: most runs have none.
  let sources: LockSources | undefined;
  const priorState = surroundings.priorState?.(configuration) ?? NO_STACK;
  const make = (): LockSources => surroundings.sources(configuration);
  const sourceOf: LockSources = (provider) =>
    (sources ??= surroundings.preview
      ? make()
      : updateSources(make, {
          created: createdInUpdate(priorState),
          maxAge: configuration.statusMaxAgeSeconds * 1000,
          now: surroundings.now,
        }))(provider);
  return {
    options,
    asksApi: configuration.lockSource === "api",
    sourceOf,
    priorState,
    exemptions,
    prefetch: prefetcher(sourceOf, options),
  };
}

const pick = ({ edition, createInstance, deleteLocked }: Configuration) => ({ edition, createInstance, deleteLocked });
