import type { ClearedChange } from "../../domain/verdicts";
import type { ChangeKind } from "../../domain/decisions";
import { topLevelName } from "../../changes/propertyPath";
import type { Place } from "../../domain/places";
import type { PriorResource } from "../../domain/resources";
import { toValue, toValueMap, valueView } from "../propertyValues";
import { placeOf } from "../sourcePosition";
import type { Value, ValueMap } from "../../domain/values";

/**
 * One step of the engine, read at the border into what decides on a change. Sources: display.PreviewStep of the
 * document, apitype.StepEventMetadata of the streamed form (pulumi/pulumi, pkg/display, sdk/go/common/apitype).
 */
export interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  /** That of the prior state, where an alias gives the resource another one; else the same. */
  readonly priorUrn: string;
  readonly type: string;
  /** `urn::id` of the provider resource; empty: none. */
  readonly provider: string;
  /** Where the program declares the resource; events do not say. */
  readonly place: Place | undefined;
  readonly old: StepState | undefined;
  readonly new: StepState | undefined;
  /** Top-level names of the properties that differ; empty: the diff shows none; undefined: the step has no diff. */
  readonly changed: readonly string[] | undefined;
  /** Those that force a replacement. */
  readonly replaceKeys: readonly string[] | undefined;
  /** What each kind of change comes to that the step may lead to; the values of its states are gone then. */
  readonly cleared: ClearedKinds | undefined;
}

export type ClearedKinds = Readonly<Partial<Record<ChangeKind, ClearedChange>>>;

/** A resource on one side of a step. */
export interface StepState {
  readonly id: string;
  /** As parsed: it takes less memory, and much of it is never looked at. `stepValues` reads it. */
  readonly inputs: unknown;
  readonly outputs: unknown;
  /** Read, not managed. */
  readonly external: boolean;
  readonly retainOnDelete: boolean;
  /** Deleted in an earlier, interrupted update, and to be created now; undefined: events do not say. */
  readonly pendingReplacement: boolean | undefined;
  /** Empty in events: they do not say. */
  readonly deletedWith: string;
  /** Its creation or last update has not ended well. */
  readonly unfinished: boolean;
  /** The id of the existing resource that the program imports. */
  readonly importId: string;
}

type Raw = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** What a step is about, by which most are passed over before their properties are looked at. */
export interface StepHead extends Pick<PreviewStep, "op" | "urn" | "priorUrn" | "type"> {
  /** The type that the step states is the one in its URN. */
  readonly isNamedByUrn: boolean;
}

/** What a step shows of the order in which its resource is replaced; events show nothing of it. */
export interface ReplacementOrder {
  /** What was is left for a deletion at the end. */
  readonly isLeft: boolean;
  /** What was is deleted already, by this update or by one that was interrupted. */
  readonly isDeleted: boolean;
  /** It has a reason of its own; else something that it depends on may be deleted first. */
  readonly hasReason: boolean;
}

export function headOf(raw: unknown): StepHead | undefined {
  if (!isRaw(raw) || typeof raw.op !== "string" || typeof raw.urn !== "string") return undefined;
  const stated = [text(raw.type), typeIn(raw.newState)].filter((type) => type !== "");
  // An alias may give a resource another type than it had before.
  const types = stated.length > 0 ? stated : [typeIn(raw.oldState)];
  const named = typeOfUrn(raw.urn);
  const isNamedByUrn = types.every((type) => type === named);
  const type = types[0] === "" ? (named ?? "") : (types[0] ?? "");
  return { op: raw.op, urn: raw.urn, priorUrn: priorUrnIn(raw) ?? raw.urn, type, isNamedByUrn };
}

export function orderIn(raw: unknown): ReplacementOrder {
  const { oldState, replaceReasons }: Raw = isRaw(raw) ? raw : {};
  const isMarked = (name: string): boolean => isRaw(oldState) && oldState[name] === true;
  return {
    isLeft: isMarked("delete"),
    isDeleted: isMarked("pendingReplacement"),
    hasReason: Array.isArray(replaceReasons) && replaceReasons.length > 0,
  };
}

/** The deletion of what is replaced has its old URN, and its creation the new one (pulumi/pulumi, deploy/step.go). */
function priorUrnIn({ urn, oldState, old = oldState }: Raw): string | undefined {
  const prior = isRaw(old) ? text(old.urn) : "";
  return prior === "" || prior === urn ? undefined : prior;
}

/** Of `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME` the type; a name may hold colons. */
function typeOfUrn(urn: string): string | undefined {
  const [stack = "", , types, name] = urn.split("::", 4);
  return stack.startsWith("urn:pulumi:") && name !== undefined ? types?.slice(types.lastIndexOf("$") + 1) : undefined;
}

const typeIn = (state: unknown): string => (isRaw(state) ? text(state.type) : "");

/** A step of the document or the metadata of an event. */
export function stepOf(raw: unknown, { op, urn, priorUrn, type }: StepHead): PreviewStep | undefined {
  if (!isRaw(raw)) return undefined;
  const diff = isRaw(raw.detailedDiff) ? raw.detailedDiff : undefined;
  const paths = Object.keys(diff ?? {});
  return {
    op,
    urn,
    priorUrn,
    type,
    provider: text(raw.provider),
    place: placeIn(raw.newState) ?? placeIn(raw.oldState),
    old: raw.oldState === undefined ? eventState(raw.old) : stateOf(raw.oldState),
    new: raw.newState === undefined ? eventState(raw.new) : stateOf(raw.newState),
    changed: names(paths) ?? names(raw.diffReasons ?? raw.diffs) ?? (diff === undefined ? undefined : []),
    replaceKeys: names(raw.replaceReasons ?? raw.keys) ?? names(paths.filter((path) => isReplacing(diff?.[path]))),
    cleared: undefined,
  };
}

function isReplacing(difference: unknown): boolean {
  return isRaw(difference) && (text(difference.kind) || text(difference.diffKind)).endsWith("-replace");
}

const placeIn = (state: unknown): Place | undefined => (isRaw(state) ? placeOf(state.sourcePosition) : undefined);

const stateOf = (raw: unknown): StepState | undefined => (isRaw(raw) ? readState(raw) : undefined);

function readState(raw: Raw): StepState {
  return {
    id: text(raw.id),
    inputs: raw.inputs,
    outputs: raw.outputs,
    external: raw.external === true,
    retainOnDelete: raw.retainOnDelete === true,
    pendingReplacement: raw.pendingReplacement === true,
    deletedWith: text(raw.deletedWith),
    unfinished: Array.isArray(raw.initErrors) && raw.initErrors.length > 0,
    importId: text(raw.importID),
  };
}

function eventState(raw: unknown): StepState | undefined {
  const state = stateOf(raw);
  return state === undefined ? undefined : { ...state, pendingReplacement: undefined };
}

/** A state of which nothing matters any more but that there is one. */
export const NOTHING_LEFT: StepState = readState({});

/** The outputs by which a disk is known to belong to an instance; the others are not looked at once all is judged. */
export const OF_DISKS = ["systemDiskId", "instanceId", "diskId"];

/** A state whose change is judged: what tells it apart from others, and which disks it has. */
export function withoutValues(state: StepState): StepState {
  return {
    id: state.id,
    inputs: undefined,
    outputs: isRaw(state.outputs) ? shownDisks(state.outputs) : undefined,
    external: state.external,
    retainOnDelete: state.retainOnDelete,
    pendingReplacement: state.pendingReplacement,
    deletedWith: state.deletedWith,
    unfinished: state.unfinished,
    importId: state.importId,
  };
}

/** Both sides of a state in this project's form. */
export const priorOfStep = ({ id, inputs, outputs, unfinished }: StepState): PriorResource => ({
  id,
  inputs: valueView(inputs),
  outputs: valueView(outputs),
  unfinished,
  // The step itself says what the engine makes of a taint.
  tainted: false,
});

/** The inputs alone. */
export const stepInputs = ({ inputs }: StepState): ValueMap => valueView(inputs);

/** Of the outputs those that are named. */
export function stepOutputs({ outputs }: Pick<StepState, "outputs">, names: readonly string[]): ValueMap {
  const found: Record<string, unknown> = {};
  if (isRaw(outputs)) for (const name of names) found[name] = outputs[name];
  return toValueMap(found);
}

function shownDisks({ systemDiskId, instanceId, diskId }: Raw): Raw | undefined {
  const shown = systemDiskId ?? instanceId ?? diskId;
  return shown === undefined ? undefined : { systemDiskId, instanceId, diskId };
}

/** The id among the outputs; undefined: they have none. */
export const outputId = ({ outputs }: Pick<StepState, "outputs">): Value | undefined =>
  isRaw(outputs) && Object.hasOwn(outputs, "id") && outputs.id !== undefined ? toValue(outputs.id) : undefined;

/** The top-level names of property paths, each once; undefined where there are none. */
function names(paths: unknown): readonly string[] | undefined {
  if (!Array.isArray(paths)) return undefined;
  const found = new Set<string>();
  for (const path of paths as unknown[]) {
    const name = typeof path === "string" ? topLevelName(path) : undefined;
    if (name !== undefined) found.add(name);
  }
  return found.size === 0 ? undefined : [...found];
}
