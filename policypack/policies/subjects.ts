import type { PlannedOutputs, PlannedResource } from "../changes/fromAnalyzer";
import type { Subject } from "../changes/plan";
import type { ProviderSettings } from "../changes/provider";
import { decisionSeen, type DecisionSeen } from "../changes/stackPhase";
import { EMPTY_STATE, providerOf, type ResourceState, type StackState } from "../changes/state";
import type { Failure, LookUp } from "../locks/lockStatus";
import { modelOf } from "../resources";
import type { ResourceModel } from "../resources/model";
import { unseenChange, type UnseenChange } from "./unseen";

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
  /** The engine plans a change that nothing at hand explains. */
  readonly unseen?: UnseenChange;
}

/** A resource of the program against the state. `seen`: its planned outputs, in the stack phase. */
export function subjectOf(
  planned: PlannedResource,
  state: StackState,
  seen: PlannedOutputs | undefined,
): JudgedSubject {
  const model = requireModel(planned.type);
  const prior = priorOf(planned, state, seen);
  const base = { urn: planned.urn, model, priorUrn: prior?.urn, provider: planned.provider };
  if (prior !== undefined && seen?.id !== undefined && seen.id !== prior.id) {
    // An import: another resource, which exists, takes the place of this one.
    return { ...base, subject: subjectOfDeletion(prior, planned.provider) };
  }
  const decision: DecisionSeen = seen === undefined ? { prior } : decisionSeen(model.schema, prior, planned, seen);
  const subject: Subject = {
    type: planned.type,
    id: prior?.id,
    prior: decision.prior,
    planned: planned.inputs,
    ignored: planned.ignoreChanges,
    keepsOld: prior?.retainOnDelete === true,
    settings: planned.provider.settings,
    ...(decision.engine === undefined ? {} : { engine: decision.engine }),
  };
  const unseen = seen === undefined ? undefined : unseenChange(model, subject, prior, planned, seen);
  return unseen === undefined ? { ...base, subject } : { ...base, subject, unseen };
}

function requireModel(type: string): ResourceModel {
  const model = modelOf(type);
  if (model === undefined) throw new Error(`no model of ${type}`);
  return model;
}

/** A read resource is not managed, and one whose replacement was interrupted is gone: both are created next. */
function priorOf(
  { urn, aliases }: PlannedResource,
  { resources }: StackState,
  seen: PlannedOutputs | undefined,
): ResourceState | undefined {
  const found = [urn, ...aliases, ...(seen?.aliases ?? [])]
    .map((name) => resources.get(name))
    .find((state) => state !== undefined);
  return found?.external === true || found?.pendingReplacement === true ? undefined : found;
}

export interface StackPhase {
  readonly recorded: readonly PlannedResource[];
  readonly seen: ReadonlyMap<string, PlannedOutputs>;
  /** Every URN of the planned state, and those that its resources had before. */
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
  const goesWithOther = ({ deletedWith }: ResourceState): boolean =>
    deletedWith !== "" && !kept.has(deletedWith) && !prior.external.has(deletedWith);
  return [
    ...planned,
    ...[...gone, ...prior.pendingDeletes]
      .filter((resource) => isDeletedByProvider(resource) && !goesWithOther(resource))
      .flatMap((resource) => deletion(resource, prior)),
  ];
}

/** What the engine drops from the state without asking the provider needs no judgement. */
const isDeletedByProvider = ({ external, retainOnDelete, pendingReplacement }: ResourceState): boolean =>
  !external && !retainOnDelete && !pendingReplacement;

function deletion(resource: ResourceState, state: StackState): JudgedSubject[] {
  const model = modelOf(resource.type);
  if (model === undefined) return [];
  const provider = providerOf(state, resource);
  return [
    { urn: resource.urn, model, priorUrn: resource.urn, provider, subject: subjectOfDeletion(resource, provider) },
  ];
}

function subjectOfDeletion(resource: ResourceState, { settings }: ProviderSettings): Subject {
  const { type, id } = resource;
  const dropped: Pick<Subject, "engine"> = isDeletedByProvider(resource) ? {} : { engine: { kind: "none" } };
  return { type, id, prior: resource, planned: undefined, settings, ...dropped };
}
