import { decide } from "../../changes/decision";
import type { Evidence, PlannedResource } from "../../domain/decisions";
import type { ResourceState, StackState } from "../../domain/resources";
import { modelOf } from "../../resources";
import type { ProgramResource } from "./messages";

/**
 * What becomes of resources that are `deletedWith` another one, their owner. The engine does not ask the provider to delete
 * them where the deletion of the owner is planned by then (M, 3.259 and 3.276; isDeletedWith in deploy/step.go).
 */
export interface Owners {
  /** Whether the provider is asked to delete what goes with its owner; undefined: that hangs on what is not to be seen. */
  readonly asksFor: (dependant: ResourceState) => boolean | undefined;
  /** Whether the engine replaces the resource together with its owner, whatever else is shown of it. */
  readonly replaces: (dependant: PlannedResource) => boolean;
}

/** What the phases show that decides on it. */
export interface OwnersShown {
  readonly program: readonly ProgramResource[];
  /** What is planned for each of them, in the same order. */
  readonly resources: readonly PlannedResource[];
  readonly state: StackState;
  /** Every URN of the planned state. */
  readonly urns: ReadonlySet<string>;
  /** What is deleted of mapped types, also where the planned state lists it. */
  readonly deleted: ReadonlySet<string>;
  /** The engine is 3.260 or later: it replaces what goes with a replaced owner, and leaves its deletion to that. */
  readonly replacesDependants: boolean | undefined;
}

/** `atTheEnd`: after all creations, like what is gone from the program or is replaced and created first. */
type Deletion = "atTheEnd" | "first" | "perhaps";

export function ownersOf({ program, resources, state, urns, deleted, replacesDependants }: OwnersShown): Owners {
  const replaced = resources.map((resource) => once(() => isReplacedToo(resource) || isReplaced(resource)));
  const byUrn = new Map(resources.map(({ urn, priorUrn }, index) => [priorUrn ?? urn, index]));
  // The state here has all of the mapped types, and of other types only what is read: an owner that neither it nor the plan
  // has is one of another type that is gone, and was managed.
  const isGone = (urn: string): boolean => !urns.has(urn) && !state.resources.has(urn) && !state.external.has(urn);
  // The engine goes by URNs: the deletion of what an interrupted update has left behind counts as the owner's, although the
  // resource that took its place stays.
  const hasLeftover = (urn: string): boolean => state.pendingDeletes.some((leftover) => leftover.urn === urn);
  const deletesFirst = (index: number): boolean => program[index]?.deleteBeforeReplace === true;
  /**
   * Whether it may depend on a resource that is deleted first, and be deleted before that; on which, the state here does
   * not say. It is none of those at the indices `except`: itself and what goes with it.
   */
  const mayGoFirst = (resource: ResourceState | undefined, ...except: readonly (number | undefined)[]): boolean =>
    resource?.dependsOnOthers === true &&
    replaced.some((answer, index) => deletesFirst(index) && !except.includes(index) && answer() !== false);
  const deletionOf = (urn: string, dependant: number | undefined): Deletion | undefined => {
    if (deleted.has(urn) || isGone(urn) || hasLeftover(urn)) return "atTheEnd";
    const index = byUrn.get(urn);
    const answer = index === undefined ? false : replaced[index]?.();
    if (index === undefined || answer === false) return undefined;
    if (answer === undefined) return "perhaps";
    if (deletesFirst(index)) return "first";
    return mayGoFirst(state.resources.get(urn), index, dependant) ? "perhaps" : "atTheEnd";
  };
  return {
    asksFor: (dependant) => {
      const index = byUrn.get(dependant.urn);
      const deletion = dependant.deletedWith === "" ? undefined : deletionOf(dependant.deletedWith, index);
      if (deletion === undefined) return true;
      if (deletion === "perhaps") return undefined;
      if (deletion === "first") return replacesDependants === undefined ? undefined : !replacesDependants;
      if (index !== undefined && deletesFirst(index)) return true;
      return mayGoFirst(dependant, index) ? undefined : false;
    },
    replaces: isReplacedToo,
  };

  function isReplacedToo({ evidence, priorUrn, previewed }: PlannedResource): boolean {
    const owner = priorUrn === undefined ? undefined : state.resources.get(priorUrn)?.deletedWith;
    const index = owner === undefined ? undefined : byUrn.get(owner);
    if (replacesDependants !== true || index === undefined || previewed === true) return false;
    // Where the plan shows a replacement by itself, it is the better witness: the program may have let go of the owner.
    const { planned, type } = evidence;
    const isUnseen = planned === undefined || (planned.id === undefined && modelOf(type)?.updateLoses !== undefined);
    return isUnseen && replaced[index]?.() === true;
  }
}

/** Undefined: perhaps. */
function isReplaced({ evidence }: PlannedResource): boolean | undefined {
  const model = modelOf(evidence.type);
  const readings = model === undefined ? [] : decide(model, evidence).readings;
  if (!readings.some((change) => change?.kind === "replace")) return false;
  return readings.every((change) => change?.kind === "replace") ? true : undefined;
}

/** Answered when it is asked for, as most resources have no owner; undefined to a question that it leads to itself. */
function once(answer: () => boolean | undefined): () => boolean | undefined {
  let [isAsked, known]: [boolean, boolean | undefined] = [false, undefined];
  return () => {
    if (isAsked) return known;
    isAsked = true;
    return (known = answer());
  };
}

/** What the owner adds to the evidence of a change: what becomes of the old one. */
export function besideOwner(owners: Owners, dependant: ResourceState): Pick<Evidence, "oldOne" | "goesWithReplaced"> {
  const isAsked = owners.asksFor(dependant);
  if (isAsked === undefined) return { goesWithReplaced: true };
  return isAsked ? {} : { oldOne: "goesAlong" };
}
