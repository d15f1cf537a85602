import type { PlannedResource } from "../engine/analyzer/messages";
import type { PriorState } from "../engine/state/stackExport";
import type { LockSources } from "../review/lockSource";
import type { Violation } from "../review/findings";
import type { Configuration } from "../configuration/configuration";
import type { Context } from "./phases";

/** What a run of the pack is given from outside. */
export interface Surroundings {
  /** A preview: nothing is applied, and the planned outputs are seen before anything is. */
  readonly preview: boolean;
  /** Undefined: there is no stack under preview (`pulumi policy analyze`), so nothing is planned. */
  readonly priorState: ((configuration: Configuration) => PriorState) | undefined;
  readonly sources: (configuration: Configuration) => LockSources;
  /** Whether the engine leaves a resource alone for certain, whatever program and state say (`--target`). */
  readonly leavesOut: (urn: string) => boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What the phases of a run share. */
export interface Run {
  readonly surroundings: Surroundings;
  /** What the resource phase has shown, by URN. */
  readonly recorded: Map<string, PlannedResource>;
  /** What is to be reported, by policy. */
  readonly waiting: Map<string, Violation[]>;
  configuration: Configuration;
  configured: boolean;
  broken: boolean;
  /** The policy that is asked first on every resource: `ecs-lock-status`, unless that is disabled. */
  first?: string;
  context?: Context;
  stack?: Promise<void>;
  stackJudged: boolean;
}

export function report({ waiting }: Run, violations: readonly Violation[]): void {
  for (const violation of violations) {
    const others = waiting.get(violation.policy);
    if (others === undefined) waiting.set(violation.policy, [violation]);
    else others.push(violation);
  }
}
