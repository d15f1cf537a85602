import type { PlannedOutputs, PlannedResource } from "../engine/analyzer/messages";
import type { Subject } from "../changes/change";
import { topLevelName } from "../engine/preview/steps";
import type { ProviderSettings } from "../domain/providers";
import { decisionSeen, type DecisionSeen } from "../engine/analyzer/stackPhase";
import { EMPTY_STATE, providerOf, type ResourceState, type StackState } from "../engine/state/stackState";
import { UNKNOWN, type ValueMap } from "../domain/values";
import type { Failure, LookUp } from "../domain/lookUps";
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
  /** The provider's keys are needed, and shown nowhere. */
  readonly keysFailure?: Failure;
  /** The engine plans a change that nothing at hand explains. */
  readonly unseen?: UnseenChange;
  /** The same, unless secrets differ that cannot be compared. */
  readonly unseenUnlessSecret?: UnseenChange;
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
  const subject = plannedSubject(model, prior, planned, seen);
  const unseen = seen === undefined ? undefined : unseenChange(model, subject, prior, planned, seen);
  if (unseen === undefined) return { ...base, subject };
  if (unseen.unlessSecret === true) return { ...base, subject, unseenUnlessSecret: unseen };
  // What is imported and changed at once is not created.
  return { ...base, subject: prior === undefined ? { ...subject, engine: { kind: "none" } } : subject, unseen };
}

function plannedSubject(
  model: ResourceModel,
  prior: ResourceState | undefined,
  planned: PlannedResource,
  seen: PlannedOutputs | undefined,
): Subject {
  const { type, inputs, ignoreChanges, provider } = planned;
  const decision: DecisionSeen = seen === undefined ? { prior } : decisionSeen(model, prior, planned, seen);
  const engine = decision.engine ?? (prior?.tainted === true ? ({ kind: "replace" } as const) : undefined);
  return {
    type,
    id: prior?.id,
    prior: decision.prior,
    planned: inputs,
    ignored: ignoreChanges,
    keepsOld: prior?.retainOnDelete === true,
    // The stack phase shows an import as unchanged.
    mayBeImport: seen === undefined,
    settings: provider.settings,
    ...(engine === undefined ? {} : { engine }),
    ...(decision.losesOutputs === undefined ? {} : { losesOutputs: true }),
    ...(seen === undefined || ignoreChanges.length === 0 ? {} : { replacedWith: programsOwn(ignoreChanges, seen) }),
  };
}

/** The program's values of properties whose changes it ignores: the resource phase has the prior ones. */
function programsOwn(ignoreChanges: readonly string[], { outputs }: PlannedOutputs): ValueMap {
  const names = new Set(ignoreChanges.map(topLevelName));
  return Object.fromEntries(
    Object.entries(outputs).filter(([name, value]) => value !== UNKNOWN && (names.has("*") || names.has(name))),
  );
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
  /** What the engine leaves alone for certain: of leftovers, and of what has no id to show it, nothing else tells. */
  readonly leavesOut: (urn: string) => boolean;
}

/** Every resource of the program, every one that is gone from it, and the leftovers of interrupted updates. */
export function subjectsOfStack({ recorded, seen, urns, state, leavesOut }: StackPhase): JudgedSubject[] {
  const prior = state.known ? state.value : EMPTY_STATE;
  const planned = recorded.map((resource) => subjectOf(resource, prior, seen.get(resource.urn)));
  if (!state.known) return planned.map((subject) => ({ ...subject, failure: state.failure }));
  const kept = new Set([...urns, ...planned.map(({ priorUrn }) => priorUrn)]);
  const gone = [...prior.resources.values()].filter(({ urn }) => !kept.has(urn));
  const goesWithOther = ({ deletedWith }: ResourceState): boolean =>
    deletedWith !== "" && !kept.has(deletedWith) && !prior.external.has(deletedWith);
  return [
    // Of all others the planned state shows what the engine leaves alone, and is the better witness.
    ...planned.filter(({ urn, model }) => model.updateLoses === undefined || !leavesOut(urn)),
    ...[...gone, ...prior.pendingDeletes.filter(({ urn }) => !leavesOut(urn))]
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
