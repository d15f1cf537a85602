import type { ClearedChange } from "../../domain/verdicts";
import type { Failure } from "../../domain/lookUps";
import type { ChangeKind, OldOne } from "../../domain/decisions";
import type { Place } from "../../domain/places";
import { DELETING, PASSED_OVER, REPLACING, STATE_ONLY, TAKING_OVER, type DeletedUrns } from "./stepKinds";
import { outputId, type PreviewStep, type StepState } from "./steps";

/** What the steps of one resource amount to. */
export interface StepChange {
  readonly urn: string;
  /** The URN under which the prior state has it. */
  readonly priorUrn: string;
  readonly type: string;
  readonly provider: string;
  readonly place: Place | undefined;
  readonly kind: ChangeKind;
  /** Undefined where nothing of it is changed. */
  readonly old: StepState | undefined;
  /** Undefined where nothing takes its place. */
  readonly new: StepState | undefined;
  readonly changed: PreviewStep["changed"];
  readonly replaceKeys: PreviewStep["replaceKeys"];
  /** A replacement that does not ask for a deletion. */
  readonly oldOne: OldOne | undefined;
  /** It goes with a resource that is replaced, and the steps do not show whether the provider is asked for its deletion. */
  readonly goesWithReplaced: boolean;
  /** Nothing of it is refused, whatever the others are; its values are gone. */
  readonly cleared: ClearedChange | undefined;
  /** The steps cannot be read as a change. */
  readonly failure: Failure | undefined;
}

/**
 * The changes of one URN of the prior state: usually one, but the leftovers of interrupted updates are deleted under the
 * URN of the resource that took their place, and what is renamed may leave its URN to a new one.
 */
export function changesOf(steps: readonly PreviewStep[], deleted: DeletedUrns): StepChange[] {
  const [first] = steps;
  if (first === undefined) return [];
  // Most resources have one step.
  if (steps.length === 1 && !REPLACING.has(first.op)) return [singleChange(first, deleted)];
  const replacement = replacementOf(steps, deleted);
  const settled = replacement === undefined ? [] : [replacement];
  const gone = new Set(replacement?.old === undefined ? [] : [replacement.old.id]);
  for (const step of steps) {
    if (REPLACING.has(step.op) || STATE_ONLY.has(step.op)) continue;
    const isDeleted = DELETING.has(step.op);
    if (isDeleted && gone.has(step.old?.id ?? "")) continue;
    settled.push(singleChange(step, deleted));
    if (isDeleted) gone.add(step.old?.id ?? "");
  }
  return settled.length > 0 ? settled : [change(first, "none")];
}

/** What becomes of the old one where the provider is not simply asked to delete it; `open`: the steps do not show whether it is. */
type Left = OldOne | "open" | undefined;

function change(step: PreviewStep, kind: ChangeKind, left?: Left, failure?: Failure): StepChange {
  const goesWithReplaced = left === "open";
  const { urn, priorUrn, type, provider, place, changed, replaceKeys } = step;
  // What a step comes to was judged for every kind of change that it may lead to: for any other its values are missed.
  const cleared = goesWithReplaced ? undefined : step.cleared?.[kind];
  const isMissed = step.cleared !== undefined && kind !== "none" && cleared === undefined;
  return {
    urn,
    priorUrn,
    type,
    provider,
    place,
    kind: isMissed ? "none" : kind,
    old: kind === "create" ? undefined : step.old,
    new: kind === "delete" ? undefined : step.new,
    changed,
    replaceKeys,
    oldOne: left === "open" ? undefined : left,
    goesWithReplaced,
    cleared,
    failure: isMissed ? NOT_SHOWN : failure,
  };
}

/** A change that was taken for another one, whose values are gone. */
export const withoutItsValues = (change: StepChange): StepChange => ({ ...change, kind: "none", failure: NOT_SHOWN });

/**
 * Every change that a step may come to, whatever the other steps are; undefined: that hangs on them, or is no change that
 * can be read. None but `none`: an empty list.
 */
export function possibleChanges(step: PreviewStep): readonly StepChange[] | undefined {
  const { op, old, new: planned } = step;
  if (STATE_ONLY.has(op)) return [];
  // With others that go, it may not be deleted at all.
  if (op === "create") return planned === undefined ? undefined : [change(step, "create")];
  if (old?.deletedWith !== "" || !hasId(old)) return undefined;
  if (DELETING.has(op)) return [change(step, "delete")];
  if (planned === undefined) return undefined;
  if (op === "update") return [change(step, "update")];
  if (!REPLACING.has(op)) return undefined;
  const replaced = change(step, "replace", old.retainOnDelete ? "retained" : undefined);
  if (isReplacedAnyway(old, planned)) return [replaced];
  return [replaced, change(step, "create"), change(step, "delete")];
}

/** Whether nothing that other steps show can make anything else of a replacement; see `replacementOf`. */
const isReplacedAnyway = (old: StepState, planned: StepState): boolean =>
  !old.external &&
  !old.retainOnDelete &&
  old.pendingReplacement === false &&
  !planned.external &&
  !isImported(old, planned) &&
  (planned.id === "" || planned.id === old.id);

/** `replace` and `create-replacement` are two views of one change, and either may be hidden. */
function replacementOf(all: readonly PreviewStep[], deleted: DeletedUrns): StepChange | undefined {
  const steps = all.filter(({ op }) => REPLACING.has(op));
  const step = steps.find(({ replaceKeys }) => replaceKeys !== undefined) ?? steps[0];
  if (step === undefined) return undefined;
  if (step.old === undefined || step.new === undefined) return unreadable(step);
  if (!hasId(step.old)) return withoutId(step);
  const left = whatIsLeft(step, step.old, deleted);
  const isNobodys = step.old.external || isGone(step.old, all);
  if (step.new.external || isImported(step.old, step.new) || isTakenOver(step.old, step.new, all)) {
    const isLeft = isNobodys || left === "retained" || left === "goesAlong";
    return change(step, isLeft ? "none" : "delete");
  }
  // Where the old one is gone already, or was only read, a new one is created and nothing else.
  return isNobodys ? change(step, "create") : change(step, "replace", left);
}

/**
 * Whether an earlier, interrupted update has deleted the resource. Its state looks the same where this update deletes
 * first; then there is a step for it, which is hidden as the creation is unless --show-replacement-steps was given.
 */
function isGone({ id, pendingReplacement }: StepState, all: readonly PreviewStep[]): boolean {
  // What is adopted exists, even where it is replaced at once.
  if (all.some(({ op }) => TAKING_OVER.has(op))) return false;
  const isDeletedNow = all.some(({ op, old }) => op === "delete-replaced" && old?.id === id);
  const isHidden = !all.some(({ op }) => op === "create-replacement");
  return pendingReplacement !== false && !isDeletedNow && !isHidden;
}

/** Whether the program names an existing resource to take the place of this one. */
const isImported = (old: StepState, { importId }: StepState): boolean =>
  importId !== "" && importId !== old.importId && importId !== old.id;

/**
 * The same where the steps do not say what is imported: events have a step for the import instead, and the id of what
 * it finds. A resource that is to be created has no id yet.
 */
const isTakenOver = (old: StepState, { id }: StepState, all: readonly PreviewStep[]): boolean =>
  id !== "" && id !== old.id && all.some(({ op }) => TAKING_OVER.has(op));

function singleChange(step: PreviewStep, deleted: DeletedUrns): StepChange {
  switch (step.op) {
    case "create":
      return step.new === undefined ? unreadable(step) : change(step, "create");
    case "update":
      if (step.old === undefined || step.new === undefined) return unreadable(step);
      return hasId(step.old) ? change(step, "update") : withoutId(step);
    case "delete":
    case "delete-replaced":
      return step.old === undefined ? unreadable(step) : deletion(step, step.old, deleted);
    default:
      return STATE_ONLY.has(step.op) ? change(step, "none") : unreadable(step);
  }
}

function deletion(step: PreviewStep, old: StepState, deleted: DeletedUrns): StepChange {
  const left = whatIsLeft(step, old, deleted);
  if (old.external || left === "retained" || left === "goesAlong") return change(step, "none");
  return hasId(old) ? change(step, "delete", left) : withoutId(step);
}

/** What exists has an id, and one only: else nobody knows what a call would act on. */
function hasId(state: StepState): boolean {
  const { id } = state;
  const own = outputId(state);
  return id !== "" && id.trim() === id && (own === undefined || own === id);
}

const withoutId = (step: PreviewStep): StepChange => failed(step, WITHOUT_ID);
const failed = (step: PreviewStep, failure: Failure): StepChange => change(step, "none", undefined, failure);

function whatIsLeft(step: PreviewStep, { retainOnDelete, deletedWith }: StepState, deleted: DeletedUrns): Left {
  if (retainOnDelete) return "retained";
  const isAsked = asksFor(step, deleted.get(deletedWith), deleted.get(step.priorUrn));
  if (isAsked === undefined) return "open";
  return isAsked ? undefined : "goesAlong";
}

type Deletion = ReturnType<DeletedUrns["get"]>;

/**
 * Whether the provider is asked to delete what goes with another resource, the owner: where its deletion comes before the
 * owner's is planned. From 3.260 on the engine deletes it with an owner that is deleted first, and does not ask; before, it
 * does, and only then has such a resource a reason or an order of its own (M).
 */
function asksFor({ op }: PreviewStep, owner: Deletion, own: Deletion): boolean | undefined {
  if (owner === undefined) return true;
  if (owner === "replaced" || own === "replaced" || own === undefined) return undefined;
  if (own === "atTheEnd") return owner === "first";
  return owner === "atTheEnd" || REPLACING.has(op) ? true : undefined;
}

function unreadable(step: PreviewStep): StepChange {
  const known = [...PASSED_OVER, ...STATE_ONLY, ...REPLACING, ...DELETING, "create", "update"].includes(step.op);
  return failed(step, known ? NOT_SHOWN : OF_UNKNOWN_KIND);
}

const MAKE_AGAIN = "make the preview again; if it stays like this, report it as a defect of alicloud-ecs-security-lock";
const NOT_SHOWN: Failure = { cause: "the preview's step does not show the resource's state", remedy: MAKE_AGAIN };
const WITHOUT_ID: Failure = {
  cause: "the preview's step does not show which id the existing resource has",
  remedy: MAKE_AGAIN,
};
const OF_UNKNOWN_KIND: Failure = {
  cause: "the preview holds a step of a kind that is not known here",
  remedy: "use a newer version of alicloud-ecs-security-lock",
};
