import type { PlannedOutputs, PlannedResource } from "../changes/fromAnalyzer";
import type { Subject } from "../changes/plan";
import type { ProviderSettings } from "../changes/provider";
import { decisionSeen, isUnexplained, type DecisionSeen } from "../changes/stackPhase";
import { EMPTY_STATE, providerOf, type ResourceState, type StackState } from "../changes/state";
import type { Failure, LookUp } from "../locks/lockStatus";
import { modelOf } from "../resources";
import type { ResourceModel } from "../resources/model";

/** One resource to be judged: what is planned for it, and through which provider. */
export interface JudgedSubject {
  readonly urn: string;
  readonly model: ResourceModel;
  readonly subject: Subject;
  readonly provider: ProviderSettings;
  /** The prior resource, to read its secrets again in plain text. */
  readonly priorUrn: string | undefined;
  /** The prior state is not known: whatever the change may call is undecided. */
  readonly failure?: Failure;
  /** The engine plans an update that nothing at hand explains. */
  readonly unexplained?: boolean;
}

/** A resource of the program against the state. `seen`: its planned outputs, in the stack phase. */
export function subjectOf(
  planned: PlannedResource,
  state: StackState,
  seen: PlannedOutputs | undefined,
): JudgedSubject {
  const model = requireModel(planned.type);
  const found = priorOf(planned, state, seen);
  // A read resource is not managed, and one whose replacement was interrupted is gone: a create comes next.
  const prior = found?.external === true || found?.pendingReplacement === true ? undefined : found;
  const decision: DecisionSeen = seen === undefined ? { prior } : decisionSeen(model, prior, planned, seen);
  return {
    urn: planned.urn,
    model,
    priorUrn: prior?.urn,
    provider: planned.provider,
    unexplained:
      prior !== undefined && seen !== undefined && decision.engine === undefined && isUnexplained(prior, planned, seen),
    subject: {
      type: planned.type,
      id: prior?.id,
      prior: decision.prior,
      planned: planned.inputs,
      settings: planned.provider.settings,
      ...(decision.engine === undefined ? {} : { engine: decision.engine }),
    },
  };
}

function requireModel(type: string): ResourceModel {
  const model = modelOf(type);
  if (model === undefined) throw new Error(`no model of ${type}`);
  return model;
}

function priorOf(
  { urn, aliases }: PlannedResource,
  { resources }: StackState,
  seen: PlannedOutputs | undefined,
): ResourceState | undefined {
  return [urn, ...aliases, ...(seen?.aliases ?? [])]
    .map((name) => resources.get(name))
    .find((found) => found !== undefined);
}

export interface StackPhase {
  readonly recorded: readonly PlannedResource[];
  readonly seen: ReadonlyMap<string, PlannedOutputs>;
  /** Every URN of the planned state. */
  readonly urns: ReadonlySet<string>;
  readonly state: LookUp<StackState>;
}

/** Every resource of the program, every one that is gone from it, and the leftovers of interrupted updates. */
export function subjectsOfStack({ recorded, seen, urns, state }: StackPhase): JudgedSubject[] {
  const prior = state.known ? state.value : EMPTY_STATE;
  const planned = recorded.map((resource) => subjectOf(resource, prior, seen.get(resource.urn)));
  if (!state.known) return planned.map((subject) => ({ ...subject, failure: state.failure }));
  const kept = new Set([...urns, ...planned.map(({ priorUrn }) => priorUrn)]);
  const gone = [...prior.resources.values()].filter(({ urn }) => !kept.has(urn));
  const deleted = new Set(gone.map(({ urn }) => urn));
  return [
    ...planned,
    ...[...gone, ...prior.pendingDeletes]
      .filter((resource) => isDeletedByProvider(resource, deleted))
      .flatMap((resource) => deletion(resource, prior)),
  ];
}

/** What the engine drops from the state without asking the provider needs no judgement. */
function isDeletedByProvider(resource: ResourceState, deleted: ReadonlySet<string>): boolean {
  return !resource.external && !resource.retainOnDelete && !deleted.has(resource.deletedWith);
}

function deletion(resource: ResourceState, state: StackState): JudgedSubject[] {
  const model = modelOf(resource.type);
  if (model === undefined) return [];
  const provider = providerOf(state, resource);
  const subject = {
    type: resource.type,
    id: resource.id,
    prior: resource,
    planned: undefined,
    settings: provider.settings,
  };
  return [{ urn: resource.urn, model, priorUrn: resource.urn, provider, subject }];
}
