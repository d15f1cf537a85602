import type { Configuration } from "../configuration/configuration";
import type { Finding } from "../domain/findings";
import type { LookUp } from "../domain/lookUps";
import type { StackState } from "../domain/resources";
import type { ProgramResource } from "../engine/analyzer/messages";
import type { EngineKnown, EngineOptions } from "../engine/analyzer/stackPlan";
import type { LockSources } from "../review/lookUps/lockSource";
import type { PriorState } from "../review/priorState";
import type { EnabledPolicies } from "./enabledPolicies";
import type { splitByExpiry } from "../review/exemptions";
import type { JudgeNeeds } from "../review/judgePlan";
import type { prefetcher } from "../review/lookUps/prefetch";

/** What a run of the pack is given from outside. */
export interface Surroundings extends EngineOptions {
  /** A preview: nothing is applied, and the planned outputs are seen before anything is. */
  readonly preview: boolean;
  /** The engine was told which resources to go for (`--target`), and takes no `--exclude` beside that. */
  readonly targeted?: boolean;
  /** An update whose preview has been judged by another process of this pack; undefined: not to be seen. */
  readonly previewed: boolean | undefined;
  /** Undefined: there is no stack under preview (`pulumi policy analyze`), so nothing is planned. */
  readonly priorState: ((configuration: Configuration) => PriorState) | undefined;
  readonly sources: (configuration: Configuration) => LockSources;
  /** Loads what look-ups take. */
  readonly prepareLookUps?: (configuration: Configuration) => Promise<void>;
  /** To be called when everything is judged, and the process has nothing to do any more. */
  readonly settled?: () => void;
  /** Asks the engine's CLI for what its version is known for. */
  readonly engineKnown?: () => Promise<EngineKnown>;
  /** What is wrong with the names of policies in the file that the engine has the configuration from. */
  readonly unknownPolicies?: () => readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What judging needs, made once a run. */
export interface Context extends JudgeNeeds {
  readonly exemptions: ReturnType<typeof splitByExpiry>;
  readonly prefetch: ReturnType<typeof prefetcher>;
}

/** What the phases of a run share. */
export interface RunState {
  readonly surroundings: Surroundings;
  /** What the resource phase has shown, by URN. */
  readonly recorded: Map<string, ProgramResource>;
  /** What is to be reported, by policy. */
  readonly waiting: Map<string, Finding[]>;
  configuration: Configuration;
  configured: boolean;
  broken: boolean;
  /** In a preview: the state that it goes by. */
  prior?: Promise<LookUp<StackState>>;
  /** In a preview: what look-ups take is loaded already, or being loaded. */
  prepared?: true;
  /** The policy that is asked first on every resource: `ecs-lock-status`, unless that is disabled. */
  first?: string;
  /** Which policies are there to report. */
  readonly enabled: EnabledPolicies;
  context?: Context;
  /** In an update: what to do about a resource was said. */
  stopped?: true;
  engineKnown?: Promise<EngineKnown>;
  stack?: Promise<void>;
  stackJudged: boolean;
}

export function report({ waiting }: RunState, findings: readonly Finding[]): void {
  for (const finding of findings) {
    const others = waiting.get(finding.policy);
    if (others === undefined) waiting.set(finding.policy, [finding]);
    else others.push(finding);
  }
}
