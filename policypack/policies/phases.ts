import type { PolicyResource } from "@pulumi/policy";
import { plannedOutputs, type PlannedOutputs, type PlannedResource } from "../engine/analyzer/messages";
import { EMPTY_STATE, type StackState } from "../engine/state/stackState";
import type { LockSources } from "../review/lockSource";
import { known, type Failure, type LookUp } from "../domain/lookUps";
import { unreadStateMessage } from "../report/advisories";
import { isMapped } from "../resources";
import { exemptionNotes } from "../review/exemptionNotes";
import { splitByExpiry } from "../review/exemptions";
import { advisory, violationsOf, type Violation } from "../review/findings";
import { instancesInOutputs, instancesInState, inventory } from "../review/inventory";
import { judge, type Judged, type JudgeContext } from "../review/judgePlan";
import { prefetcher } from "./prefetch";
import { withShownProviders } from "./providerKeys";
import { report, type Run } from "./runState";
import { subjectOf, subjectsOfStack } from "./subjects";

export interface Context extends JudgeContext {
  readonly prefetch: ReturnType<typeof prefetcher>;
}

/** In an update: judges one resource before its first call. */
export async function judgeResource(run: Run, planned: PlannedResource): Promise<void> {
  // `--target`: the engine shows it with its old inputs, and does nothing about it, tainted or not.
  if (run.surroundings.leavesOut(planned.urn)) return;
  const context = contextOf(run);
  const state = await context.state();
  const subject = subjectOf(planned, state.known ? state.value : EMPTY_STATE, undefined);
  if (state.known) context.prefetch(subject, state.value);
  reportJudged(run, await judge([state.known ? subject : { ...subject, failure: state.failure }], context));
}

/** In a preview: judges everything that is planned. */
export async function judgeStack(run: Run, resources: readonly PolicyResource[]): Promise<void> {
  const { surroundings, configuration } = run;
  const seen = seenIn(resources);
  if (surroundings.priorState === undefined) {
    if (configuration.inventory) await reportInventory(run, instancesInOutputs(seen.values()));
    return;
  }
  const context = contextOf(run);
  const state = withShownProviders(await context.state(), resources);
  const recorded = [...run.recorded.values()];
  const { leavesOut } = surroundings;
  const urns = new Set(resources.flatMap(({ urn, opts }) => [urn, ...opts.aliases]));
  const judged = await judge(subjectsOfStack({ recorded, seen, urns, state, leavesOut }), context);
  reportJudged(run, judged);
  if (!state.known && judged.length === 0) report(run, [unreadState(run, state.failure, resources)]);
  report(run, notes(context, judged, state, urns));
  if (configuration.inventory && state.known) await reportInventory(run, instancesInState(state.value));
}

/** What the stack loses is not seen then. Where nothing is of Alibaba Cloud, that is no reason to stop it. */
function unreadState(
  { configuration }: Run,
  failure: Failure,
  resources: readonly Pick<PolicyResource, "type">[],
): Violation {
  const concerned = resources.some(({ type }) => /^(pulumi:providers:)?alicloud(:|$)/.test(type));
  const level = concerned ? configuration.onUndecided : "advisory";
  return { ...advisory("", unreadStateMessage(failure)), level };
}

function reportJudged(run: Run, judged: readonly Judged[]): void {
  report(
    run,
    judged.flatMap(({ reviewed, subject, disksOf }) =>
      violationsOf(reviewed, {
        ...messageContext(run, subject.provider.settings.region),
        undecidedLevel: run.configuration.onUndecided,
        statusPolicy: run.configured,
        disksOf,
      }),
    ),
  );
}

const messageContext = ({ surroundings, configured }: Run, region: unknown) => ({
  now: surroundings.now(),
  region: typeof region === "string" ? region : undefined,
  defaultsHold: !configured,
});

async function reportInventory(run: Run, listed: ReturnType<typeof instancesInState>): Promise<void> {
  const { edition } = run.configuration;
  const texts = await inventory(listed, contextOf(run).sourceOf, edition, messageContext(run, undefined));
  report(
    run,
    texts.map((text) => advisory("", text)),
  );
}

function notes(
  context: Context,
  judged: readonly Judged[],
  state: LookUp<StackState>,
  urns: Iterable<string>,
): Violation[] {
  const prior = state.known ? state.value : EMPTY_STATE;
  const seen = {
    urns: [...urns, ...prior.resources.keys()],
    instanceIds: instancesInState(prior).flatMap(({ instanceIds }) => instanceIds),
  };
  const reviewed = judged.map((one) => one.reviewed);
  return exemptionNotes(context.exemptions, reviewed, seen).map((text) => advisory("", text));
}

/** Only resources that can call something; reading the others' properties would be time for nothing. */
function seenIn(resources: readonly PolicyResource[]): ReadonlyMap<string, PlannedOutputs> {
  return new Map(
    resources.filter(({ type }) => isMapped(type)).map((resource) => [resource.urn, plannedOutputs(resource)] as const),
  );
}

function contextOf(run: Run): Context {
  const { surroundings, configuration, configured } = run;
  if (run.context !== undefined) return run.context;
  const prior = surroundings.priorState?.(configuration);
  const none: Promise<LookUp<StackState>> = Promise.resolve(known(EMPTY_STATE));
  let sources: LockSources | undefined;
  const sourceOf: LockSources = (provider) => (sources ??= surroundings.sources(configuration))(provider);
  return (run.context = {
    configuration,
    configured,
    now: surroundings.now(),
    exemptions: splitByExpiry(configuration.exemptions, surroundings.now()),
    sourceOf,
    prefetch: prefetcher(sourceOf, configuration),
    state: () => prior?.read() ?? none,
    stateWithSecrets: () => prior?.readWithSecrets() ?? none,
  });
}
