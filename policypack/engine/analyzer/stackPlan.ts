import { decide } from "../../changes/decision";
import type { Evidence, PlannedResource } from "../../domain/decisions";
import type { LookUp } from "../../domain/lookUps";
import { EMPTY_STATE, providerOf, type ResourceState, type StackState } from "../../domain/resources";
import { modelOf } from "../../resources";
import type { ProgramResource, StackResource } from "./messages";

/** What the engine was told to do, as far as that can be seen. */
export interface EngineOptions {
  /** Whether it leaves a resource alone (`--target`, `--exclude`); undefined: not to be seen. */
  readonly leavesOut: (urn: string) => boolean | undefined;
  /** Whether it compares with a refreshed state (`--refresh`); undefined: not to be seen. */
  readonly refreshes: boolean | undefined;
  /** It refreshes all before it runs the program, so that the planned state has whatever the refresh has found. */
  readonly refreshesFirst?: boolean;
  /** Whether it was told to replace a resource (`--replace`); false also where that is not to be seen. */
  readonly replaces: (urn: string) => boolean;
}

/** What the phases of a preview show of the whole stack. */
export interface StackPhase extends EngineOptions {
  /** What the resource phase has shown. */
  readonly program: readonly ProgramResource[];
  readonly planned: ReadonlyMap<string, StackResource>;
  /** Every URN of the planned state, and those that its resources had before. */
  readonly urns: ReadonlySet<string>;
  readonly state: LookUp<StackState>;
}

/** Every resource of the program, every one that is gone from it, and the leftovers of interrupted updates. */
export function stackPlan(phase: StackPhase): PlannedResource[] {
  const { program, planned, state, leavesOut, refreshes, replaces } = phase;
  const prior = state.known ? state.value : EMPTY_STATE;
  const resources = program.map((resource) => {
    const seen = planned.get(resource.urn);
    return programPlan(resource, prior, { ...(seen === undefined ? {} : { seen }), refreshes, replaces });
  });
  if (!state.known) return resources.map((resource) => ({ ...resource, failure: state.failure }));
  const gone = goneResources(phase, prior, resources);
  const fates = fatesOf(phase, prior, resources, gone);
  return [
    // Of all others the planned state shows what the engine leaves alone, and is the better witness.
    ...resources
      .filter(({ urn, evidence }) => modelOf(evidence.type)?.updateLoses === undefined || leavesOut(urn) !== true)
      .map((resource) => besideItsOwner(resource, prior, fates)),
    ...gone.flatMap(({ resource, seen }) => deletionPlan(resource, prior, fates, seen)),
    ...prior.pendingDeletes
      .filter(({ urn }) => leavesOut(urn) !== true)
      .flatMap((resource) => deletionPlan(resource, prior, fates)),
  ];
}

/** A resource of the program against the state. `seen`: its place in the planned state. */
export function programPlan(
  resource: ProgramResource,
  state: StackState,
  {
    seen,
    refreshes,
    previewed,
    replaces,
  }: {
    readonly seen?: StackResource;
    readonly refreshes?: boolean | undefined;
    readonly previewed?: boolean;
    readonly replaces?: (urn: string) => boolean;
  },
): PlannedResource {
  const found = stateOf(resource, state, seen);
  // A read resource is not managed, and one whose replacement was interrupted is gone: both are created next.
  const prior = found?.external === true || found?.pendingReplacement === true ? undefined : found;
  const evidence: Evidence = {
    type: resource.type,
    prior,
    program: resource.inputs,
    settings: resource.provider.settings,
    ignoreChanges: resource.ignoreChanges,
    keepsOld: prior?.retainOnDelete === true,
    ...(refreshes === undefined ? {} : { refreshed: refreshes }),
    ...(replaces?.(resource.urn) === true ? { forced: true } : {}),
    // A preview that has passed has shown whether it is replaced.
    ...(prior?.replacedOn === undefined || previewed === true ? {} : { mayReplaceOn: prior.replacedOn }),
    // The planned state shows an import as unchanged, and what an interrupted replacement has deleted is created.
    ...(seen === undefined
      ? { mayBeImport: found?.pendingReplacement !== true }
      : { planned: { id: seen.id, outputs: seen.outputs } }),
  };
  return {
    urn: resource.urn,
    provider: resource.provider,
    priorUrn: prior?.urn,
    evidence,
    ...(previewed === undefined ? {} : { previewed }),
    ...placed(found),
  };
}

/** A resource of an update, which is judged alone. `earlier`: what the engine has shown before it, of mapped types. */
export function updatePlan(
  resource: ProgramResource,
  state: StackState,
  { earlier, ...options }: Parameters<typeof programPlan>[2] & { readonly earlier: readonly ProgramResource[] },
): PlannedResource {
  const plan = programPlan(resource, state, options);
  const owner = (plan.priorUrn === undefined ? undefined : state.resources.get(plan.priorUrn))?.deletedWith ?? "";
  if (owner === "") return plan;
  const resources = earlier.map((one) => programPlan(one, state, options));
  // What is deleted shows at the end only.
  return besideItsOwner(plan, state, fatesOf({ program: earlier, urns: new Set([owner]) }, state, resources, []));
}

/** The engine shows no policy where the program declares a resource; the state has where it did. */
const placed = (resource: ResourceState | undefined): Pick<PlannedResource, "place"> =>
  resource?.place === undefined ? {} : { place: resource.place };

function stateOf(
  { urn, aliases }: ProgramResource,
  { resources }: StackState,
  seen: StackResource | undefined,
): ResourceState | undefined {
  return [urn, ...aliases, ...(seen?.aliases ?? [])]
    .map((name) => resources.get(name))
    .find((state) => state !== undefined);
}

interface GoneResource {
  readonly resource: ResourceState;
  /** It is in the planned state all the same. */
  readonly seen?: StackResource;
}

/**
 * What the program has no more. With `--refresh` the planned state still lists what is about to be deleted; without, it
 * lists only what `--target` leaves alone.
 */
function goneResources(
  { planned, urns, leavesOut, refreshes, refreshesFirst }: StackPhase,
  { resources }: StackState,
  program: readonly PlannedResource[],
): GoneResource[] {
  const managed = new Set(program.flatMap(({ urn, priorUrn }) => [urn, priorUrn]));
  return [...resources.values()].flatMap((resource): GoneResource[] => {
    const { urn } = resource;
    if (managed.has(urn)) return [];
    const isLeftOut = leavesOut(urn);
    // What is to be deleted is listed then: this is gone from the cloud as well, and from the state.
    if (!urns.has(urn)) return refreshesFirst === true && isLeftOut === false ? [] : [{ resource }];
    const seen = planned.get(urn);
    // By the URN that another resource had before; and without a refresh what is listed is kept.
    if (seen === undefined || isLeftOut === true || refreshes === false) return [];
    return isLeftOut === false ? [{ resource }] : [{ resource, seen }];
  });
}

/** What happens to the resources that others may go with. `replaced`: perhaps, or in an order that is not to be seen. */
type Fate = "deleted" | "createdFirst" | "deletedFirst" | "replaced";

function fatesOf(
  { program, urns }: Pick<StackPhase, "program" | "urns">,
  state: StackState,
  resources: readonly PlannedResource[],
  gone: readonly GoneResource[],
): (urn: string) => Fate | undefined {
  // Of other types the state here has nothing but what is read, which the engine only forgets.
  const isGone = (urn: string): boolean => !urns.has(urn) && !state.resources.has(urn) && !state.external.has(urn);
  const deleted = new Set(
    gone.filter(({ resource, seen }) => seen === undefined && !resource.external).map(({ resource }) => resource.urn),
  );
  const byUrn = new Map(resources.map((resource, index) => [resource.priorUrn ?? resource.urn, index]));
  /** Undefined: perhaps. */
  const isReplaced = ({ evidence }: PlannedResource): boolean | undefined => {
    const model = modelOf(evidence.type);
    const readings = model === undefined ? [] : decide(model, evidence).readings;
    if (!readings.some((change) => change?.kind === "replace")) return false;
    return readings.every((change) => change?.kind === "replace") ? true : undefined;
  };
  // What depends on a resource that is deleted first is deleted first as well.
  const someDeletesFirst = program.some(({ deleteBeforeReplace }) => deleteBeforeReplace);
  return (urn) => {
    if (deleted.has(urn) || isGone(urn)) return "deleted";
    const index = byUrn.get(urn);
    const resource = index === undefined ? undefined : resources[index];
    const replaced = resource !== undefined && isReplaced(resource);
    if (index === undefined || replaced === false) return undefined;
    if (replaced === undefined) return "replaced";
    if (program[index]?.deleteBeforeReplace === true) return "deletedFirst";
    return someDeletesFirst ? "replaced" : "createdFirst";
  };
}

/**
 * Whether the engine leaves it to the deletion of another resource. With one that is replaced, the provider is asked
 * only where that is deleted before it is created anew (M).
 */
function goesWithOther({ deletedWith }: ResourceState, fates: (urn: string) => Fate | undefined): boolean {
  const fate = deletedWith === "" ? undefined : fates(deletedWith);
  return fate === "deleted" || fate === "createdFirst";
}

function goesWithReplaced(
  { deletedWith }: ResourceState,
  fates: (urn: string) => Fate | undefined,
): Pick<Evidence, "goesWithReplaced"> {
  return deletedWith !== "" && fates(deletedWith) === "replaced" ? { goesWithReplaced: true } : {};
}

function besideItsOwner(
  resource: PlannedResource,
  state: StackState,
  fates: (urn: string) => Fate | undefined,
): PlannedResource {
  const prior = resource.priorUrn === undefined ? undefined : state.resources.get(resource.priorUrn);
  if (prior === undefined) return resource;
  if (goesWithOther(prior, fates)) return { ...resource, evidence: { ...resource.evidence, keepsOld: true } };
  return { ...resource, evidence: { ...resource.evidence, ...goesWithReplaced(prior, fates) } };
}

/** What the engine drops from the state without asking the provider needs no judgement. */
function deletionPlan(
  resource: ResourceState,
  state: StackState,
  fates: (urn: string) => Fate | undefined,
  seen?: StackResource,
): PlannedResource[] {
  const { urn, type, external, retainOnDelete, pendingReplacement } = resource;
  if (external || retainOnDelete || pendingReplacement || goesWithOther(resource, fates)) return [];
  const provider = providerOf(state, resource);
  return [
    {
      urn,
      provider,
      priorUrn: urn,
      ...placed(resource),
      evidence: {
        type,
        prior: resource,
        program: undefined,
        settings: provider.settings,
        ...goesWithReplaced(resource, fates),
        ...(seen === undefined ? {} : { planned: { id: seen.id, outputs: seen.outputs } }),
      },
    },
  ];
}
