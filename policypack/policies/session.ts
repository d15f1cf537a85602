import { plannedOutputs, plannedResource, type PlannedOutputs, type PlannedResource } from "../changes/fromAnalyzer";
import { EMPTY_STATE, type StackState } from "../changes/state";
import type { PriorState } from "../changes/priorState";
import { known, type LookUp } from "../locks/lockStatus";
import type { LockSources } from "../locks/lockSources";
import { modelOf } from "../resources";
import { splitByExpiry } from "../review/exemptions";
import { advisory, STATUS_POLICY, violationsOf, type Violation } from "../review/violations";
import { expiredMessage } from "../report/message";
import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { DEFAULTS, parseConfiguration, type Configuration } from "./configuration";
import { judge, type Judged, type JudgeContext } from "./judge";
import { subjectOf, subjectsOfStack, type JudgedSubject } from "./subjects";

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
  /** Whether `ecs-lock-status` has been heard of: it is the first policy, so it is by the time another one asks. */
  readonly configured: boolean;
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

export function startSession(surroundings: Surroundings): Session {
  const recorded = new Map<string, PlannedResource>();
  const waiting = new Map<string, Violation[]>();
  const toldBy = new WeakMap<object, string>();
  let configuration = DEFAULTS;
  let configured = false;
  let broken = false;
  let judged: Promise<void> | undefined;
  let context: JudgeContext | undefined;

  const report = (violations: readonly Violation[]): void => {
    for (const violation of violations)
      waiting.set(violation.policy, [...(waiting.get(violation.policy) ?? []), violation]);
  };

  const contextOf = (): JudgeContext => (context ??= newContext(surroundings, configuration, configured));

  async function judgeSubjects(subjects: readonly JudgedSubject[]): Promise<void> {
    const results = await judge(subjects, contextOf());
    report(results.flatMap((result) => violationsIn(result, contextOf())));
  }

  return {
    get configured() {
      return configured;
    },
    configure(raw) {
      if (configured) return;
      configured = true;
      const parsed = parseConfiguration(raw);
      if (parsed.ok) configuration = parsed.configuration;
      else {
        broken = true;
        report(parsed.problems.map(configurationProblem));
      }
    },
    async resource(args) {
      if (broken || surroundings.priorState === undefined || recorded.has(args.urn)) return;
      if (modelOf(args.type) === undefined) return;
      const planned = plannedResource(args);
      recorded.set(args.urn, planned);
      if (surroundings.preview) {
        // Started here so that it runs beside the program; the answer is awaited in the stack phase.
        void contextOf().state();
        return;
      }
      const state = await contextOf().state();
      const subject = subjectOf(planned, state.known ? state.value : EMPTY_STATE, undefined);
      await judgeSubjects(state.known ? [subject] : [{ ...subject, failure: state.failure }]);
    },
    stack(resources) {
      if (broken || surroundings.priorState === undefined || !surroundings.preview) return Promise.resolve();
      return (judged ??= (async () => {
        const state = await contextOf().state();
        const seen = seenIn(resources);
        const urns = new Set(resources.map(({ urn }) => urn));
        await judgeSubjects(subjectsOfStack({ recorded: [...recorded.values()], seen, urns, state }));
        report(expiredExemptions(contextOf()));
      })());
    },
    take(policy) {
      const violations = waiting.get(policy) ?? [];
      waiting.delete(policy);
      return violations.map(({ urn, level, about, text }) => {
        const told = toldBy.get(about);
        if (told === undefined) toldBy.set(about, policy);
        return { urn, message: text(told), ...(level === undefined ? {} : { level }) };
      });
    },
  };
}

/** Only resources that can call something; reading the others' properties would be time for nothing. */
function seenIn(resources: readonly PolicyResource[]): ReadonlyMap<string, PlannedOutputs> {
  return new Map(
    resources
      .filter(({ type }) => modelOf(type) !== undefined)
      .map((resource) => [resource.urn, plannedOutputs(resource)] as const),
  );
}

function newContext(surroundings: Surroundings, configuration: Configuration, configured: boolean): JudgeContext {
  const prior = surroundings.priorState?.(configuration);
  const none: Promise<LookUp<StackState>> = Promise.resolve(known(EMPTY_STATE));
  return {
    configuration,
    configured,
    now: surroundings.now(),
    exemptions: splitByExpiry(configuration.exemptions, surroundings.now()),
    sourceOf: surroundings.sources(configuration),
    state: () => prior?.read() ?? none,
    stateWithSecrets: () => prior?.readWithSecrets() ?? none,
  };
}

function violationsIn(judged: Judged, context: JudgeContext): Violation[] {
  const { reviewed, subject } = judged;
  return violationsOf(reviewed, {
    now: context.now,
    region: typeof subject.provider.settings.region === "string" ? subject.provider.settings.region : undefined,
    defaultsHold: !context.configured,
    undecidedLevel: context.configuration.onUndecided,
    statusPolicy: context.configured,
    disksOf: judged.disksOf,
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

function expiredExemptions({ exemptions }: JudgeContext): Violation[] {
  return exemptions.expired.map((exemption) => advisory("", expiredMessage(exemption)));
}
