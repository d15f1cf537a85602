import type { Evidence, PlannedResource } from "../../domain/decisions";
import type { LookUp } from "../../domain/lookUps";
import { EMPTY_STATE, providerOf, type ResourceState, type StackState } from "../../domain/resources";
import { modelOf } from "../../resources";
import { besideOwner, ownersOf, type Owners } from "./deletedWith";
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

/** What is known of the engine itself. */
export interface EngineKnown {
  /** It replaces what is `deletedWith` a replaced resource (3.260 and later); undefined: not to be seen. */
  readonly replacesDependants?: boolean | undefined;
}

/** What the phases of a preview show of the whole stack. */
export interface StackPhase extends EngineOptions, EngineKnown {
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
  const { urns, replacesDependants } = phase;
  const owners = ownersOf({ program, resources, state: prior, urns, deleted: deletedOf(gone), replacesDependants });
  return [
    // Of all others the planned state shows what the engine leaves alone, and is the better witness.
    ...resources
      .filter(({ urn, evidence }) => modelOf(evidence.type)?.updateLoses === undefined || leavesOut(urn) !== true)
      .map((resource) => besideItsOwner(resource, prior, owners)),
    ...gone.flatMap(({ resource, seen }) => deletionPlan(resource, prior, owners, seen)),
    ...prior.pendingDeletes
      .filter(({ urn }) => leavesOut(urn) !== true)
      .flatMap((resource) => deletionPlan(resource, prior, owners)),
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
    ...(prior?.retainOnDelete === true ? { oldOne: "retained" } : {}),
    ...(refreshes === undefined ? {} : { refreshed: refreshes }),
    ...(replaces?.(resource.urn) === true ? { forced: true } : {}),
    // A preview that has passed has shown whether it is replaced.
    ...(prior?.replacedOn === undefined || previewed === true ? {} : { mayReplaceOn: prior.replacedOn }),
    // The planned state shows an import as unchanged, and what an interrupted replacement has deleted is created.
    ...(seen === undefined
      ? { mayBeImport: found?.pendingReplacement !== true && !isManagedElsewhere(resource, state) }
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

type UpdateOptions = Parameters<typeof programPlan>[2] & EngineKnown & { readonly earlier: readonly ProgramResource[] };

/** Renamed without an alias, or moved: the engine creates anew what the state holds under another URN. */
function isManagedElsewhere({ type, inputs }: ProgramResource, { resources }: StackState): boolean {
  const model = modelOf(type);
  const id = model?.idOf?.(inputs);
  return id !== undefined && [...resources.values()].some((held) => held.id === id && modelOf(held.type) === model);
}

/** A resource of an update, which is judged alone. `earlier`: what the engine has shown before it, of mapped types. */
export function updatePlan(
  resource: ProgramResource,
  state: StackState,
  { earlier, replacesDependants, ...options }: UpdateOptions,
): PlannedResource {
  const plan = programPlan(resource, state, options);
  const owner = (plan.priorUrn === undefined ? undefined : state.resources.get(plan.priorUrn))?.deletedWith ?? "";
  if (owner === "") return plan;
  const others = earlier.filter(({ urn }) => urn !== resource.urn);
  // What is deleted shows at the end only.
  const owners = ownersOf({
    program: [...others, resource],
    resources: [...others.map((one) => programPlan(one, state, options)), plan],
    state,
    urns: new Set([owner]),
    deleted: new Set(),
    replacesDependants,
  });
  return besideItsOwner(plan, state, owners);
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

/** What is only read is forgotten. */
const deletedOf = (gone: readonly GoneResource[]): ReadonlySet<string> =>
  new Set(
    gone.filter(({ resource, seen }) => seen === undefined && !resource.external).map(({ resource }) => resource.urn),
  );

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

function besideItsOwner(resource: PlannedResource, state: StackState, owners: Owners): PlannedResource {
  const prior = resource.priorUrn === undefined ? undefined : state.resources.get(resource.priorUrn);
  if (prior === undefined || prior.deletedWith === "") return resource;
  const forced = owners.replaces(resource) ? { forced: true } : {};
  return { ...resource, evidence: { ...besideOwner(owners, prior), ...resource.evidence, ...forced } };
}

/** What the engine drops from the state without asking the provider needs no judgement. */
function deletionPlan(
  resource: ResourceState,
  state: StackState,
  owners: Owners,
  seen?: StackResource,
): PlannedResource[] {
  const { urn, type, external, retainOnDelete, pendingReplacement } = resource;
  if (external || retainOnDelete || pendingReplacement) return [];
  const { oldOne, ...beside } = besideOwner(owners, resource);
  if (oldOne !== undefined) return [];
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
        ...beside,
        ...(seen === undefined ? {} : { planned: { id: seen.id, outputs: seen.outputs } }),
      },
    },
  ];
}
