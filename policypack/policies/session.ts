import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { plannedOutputs, plannedResource, type PlannedOutputs, type PlannedResource } from "../changes/fromAnalyzer";
import type { PriorState } from "../changes/priorState";
import { EMPTY_STATE, type StackState } from "../changes/state";
import type { LockSources } from "../locks/lockSources";
import { known, type LookUp } from "../locks/lockStatus";
import { defectMessage, unreadStateMessage } from "../report/notes";
import { modelOf } from "../resources";
import { exemptionNotes } from "../review/exemptionNotes";
import { splitByExpiry } from "../review/exemptions";
import { advisory, STATUS_POLICY, violationsOf, type Violation } from "../review/violations";
import { DEFAULTS, parseConfiguration, type Configuration } from "./configuration";
import { instancesInOutputs, instancesInState, inventory } from "./inventory";
import { judge, type Judged, type JudgeContext } from "./judge";
import { prefetcher } from "./prefetch";
import { subjectOf, subjectsOfStack } from "./subjects";

/** What a run of the pack is given from outside. */
export interface Surroundings {
  /** A preview: nothing is applied, and the planned outputs are seen before anything is. */
  readonly preview: boolean;
  /** Undefined: there is no stack under preview (`pulumi policy analyze`), so nothing is planned. */
  readonly priorState: ((configuration: Configuration) => PriorState) | undefined;
  readonly sources: (configuration: Configuration) => LockSources;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * One run of the pack. In a preview the resource phase only records, because the planned outputs of the stack phase
 * show more: a forced replacement, an import, a state newer than the export. In an update the stack phase comes too
 * late, so each resource is judged before its first call.
 */
export interface Session {
  /** Takes the configuration of `ecs-lock-status`; without it the defaults hold. */
  configure(raw: Readonly<Record<string, unknown>>): void;
  /** Resource phase. Resolves when the resource's violations can be taken. */
  resource(args: ResourceValidationArgs): Promise<void>;
  /** Stack phase. Resolves when the stack's violations can be taken. */
  stack(resources: readonly PolicyResource[]): Promise<void>;
  /** The violations of one policy that are waiting; taking them removes them. */
  take(policy: string): readonly TakenViolation[];
}

export interface TakenViolation extends Pick<Violation, "urn" | "level"> {
  readonly message: string;
}

interface Run {
  readonly surroundings: Surroundings;
  readonly recorded: Map<string, PlannedResource>;
  readonly waiting: Map<string, Violation[]>;
  configuration: Configuration;
  configured: boolean;
  broken: boolean;
  context?: Context;
  stack?: Promise<void>;
}

interface Context extends JudgeContext {
  readonly prefetch: ReturnType<typeof prefetcher>;
}

export function startSession(surroundings: Surroundings): Session {
  const run: Run = {
    surroundings,
    recorded: new Map(),
    waiting: new Map(),
    configuration: DEFAULTS,
    configured: false,
    broken: false,
  };
  const toldBy = new WeakMap<object, string>();
  return {
    configure: (raw) => {
      if (!run.configured) configure(run, raw);
    },
    resource: (args) => guarded(run, args.urn, () => resourcePhase(run, args)),
    stack: (resources) => (run.stack ??= guarded(run, "", () => stackPhase(run, resources))),
    take: (policy) => {
      const violations = [policy, ANY_POLICY].flatMap((name) => run.waiting.get(name) ?? []);
      for (const name of [policy, ANY_POLICY]) run.waiting.delete(name);
      return violations.map(({ urn, level, about, text }) => {
        const told = toldBy.get(about);
        if (told === undefined) toldBy.set(about, policy);
        return { urn, message: text(told), ...(level === undefined ? {} : { level }) };
      });
    },
  };
}

/** Whichever policy asks first: `ecs-lock-status`, unless that is disabled. */
const ANY_POLICY = "";

/**
 * An exception would end the whole preview with a stack, and drop the violations found so far. A defect of this pack
 * stops the preview like everything that cannot be decided, but says so in one line.
 */
async function guarded(run: Run, urn: string, phase: () => Promise<void>): Promise<void> {
  try {
    await phase();
  } catch (error) {
    const text = defectMessage(error instanceof Error ? error.name : "unknown error");
    report(run, [{ policy: ANY_POLICY, urn, level: "mandatory", about: {}, text: () => text }]);
  }
}

function configure(run: Run, raw: Readonly<Record<string, unknown>>): void {
  run.configured = true;
  const parsed = parseConfiguration(raw);
  if (parsed.ok) run.configuration = parsed.configuration;
  else {
    run.broken = true;
    report(run, parsed.problems.map(configurationProblem));
  }
}

async function resourcePhase(run: Run, args: ResourceValidationArgs): Promise<void> {
  const { recorded, surroundings, broken } = run;
  if (broken || surroundings.priorState === undefined || recorded.has(args.urn)) return;
  if (modelOf(args.type) === undefined) return;
  const planned = plannedResource(args);
  recorded.set(args.urn, planned);
  if (surroundings.preview) return;
  const context = contextOf(run);
  const state = await context.state();
  const subject = subjectOf(planned, state.known ? state.value : EMPTY_STATE, undefined);
  if (state.known) context.prefetch(subject, state.value);
  reportJudged(run, await judge([state.known ? subject : { ...subject, failure: state.failure }], context));
}

async function stackPhase(run: Run, resources: readonly PolicyResource[]): Promise<void> {
  const { surroundings, configuration, broken } = run;
  if (broken) return;
  const seen = seenIn(resources);
  if (surroundings.priorState === undefined) {
    if (configuration.inventory) await reportInventory(run, instancesInOutputs(seen.values()));
    return;
  }
  if (!surroundings.preview) return;
  const context = contextOf(run);
  const state = await context.state();
  const recorded = [...run.recorded.values()];
  const urns = new Set(resources.flatMap(({ urn, opts }) => [urn, ...opts.aliases]));
  const judged = await judge(subjectsOfStack({ recorded, seen, urns, state }), context);
  reportJudged(run, judged);
  if (!state.known && judged.length === 0) report(run, [advisory("", unreadStateMessage(state.failure))]);
  report(run, notes(context, judged, state, urns));
  if (configuration.inventory && state.known) await reportInventory(run, instancesInState(state.value));
}

const report = ({ waiting }: Run, violations: readonly Violation[]): void => {
  for (const violation of violations) {
    waiting.set(violation.policy, [...(waiting.get(violation.policy) ?? []), violation]);
  }
};

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
    resources
      .filter(({ type }) => modelOf(type) !== undefined)
      .map((resource) => [resource.urn, plannedOutputs(resource)] as const),
  );
}

function contextOf(run: Run): Context {
  const { surroundings, configuration, configured } = run;
  if (run.context !== undefined) return run.context;
  const prior = surroundings.priorState?.(configuration);
  const none: Promise<LookUp<StackState>> = Promise.resolve(known(EMPTY_STATE));
  const sourceOf = surroundings.sources(configuration);
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

function configurationProblem(problem: string): Violation {
  return {
    policy: STATUS_POLICY,
    urn: "",
    level: "mandatory",
    about: {},
    text: () => `The configuration of ecs-lock-status is wrong, so nothing was judged: ${problem}`,
  };
}
