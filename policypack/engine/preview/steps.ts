import { topLevelName } from "../../changes/propertyPath";
import type { Place } from "../../domain/places";
import type { PriorResource } from "../../domain/resources";
import { toValueMap } from "../propertyValues";
import { placeOf } from "../sourcePosition";
import type { ValueMap } from "../../domain/values";

/**
 * One step of the engine, read at the border into what decides on a change. Sources: display.PreviewStep of the
 * document, apitype.StepEventMetadata of the streamed form (pulumi/pulumi, pkg/display, sdk/go/common/apitype).
 */
export interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  /** `urn::id` of the provider resource; empty: none. */
  readonly provider: string;
  readonly old: StepState | undefined;
  readonly new: StepState | undefined;
  /** Top-level names of the properties that differ; empty: the diff shows none; undefined: the step has no diff. */
  readonly changed: readonly string[] | undefined;
  /** Those that force a replacement. */
  readonly replaceKeys: readonly string[] | undefined;
}

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
  /** Where the program declares it; events do not say. */
  readonly place?: Place;
}

type Raw = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** What a step is about, by which most are passed over before their properties are looked at. */
export type StepHead = Pick<PreviewStep, "op" | "urn" | "type">;

export function headOf(raw: unknown): StepHead | undefined {
  if (!isRaw(raw) || typeof raw.op !== "string" || typeof raw.urn !== "string") return undefined;
  return { op: raw.op, urn: raw.urn, type: text(raw.type) || typeIn(raw.newState) || typeIn(raw.oldState) };
}

const typeIn = (state: unknown): string => (isRaw(state) ? text(state.type) : "");

/** A step of the document or the metadata of an event. */
export function stepOf(raw: unknown, { op, urn, type }: StepHead): PreviewStep | undefined {
  if (!isRaw(raw)) return undefined;
  const diff = isRaw(raw.detailedDiff) ? raw.detailedDiff : undefined;
  const paths = Object.keys(diff ?? {});
  return {
    op,
    urn,
    type,
    provider: text(raw.provider),
    old: raw.oldState === undefined ? eventState(raw.old) : stateOf(raw.oldState),
    new: raw.newState === undefined ? eventState(raw.new) : stateOf(raw.newState),
    changed: names(paths) ?? names(raw.diffReasons ?? raw.diffs) ?? (diff === undefined ? undefined : []),
    replaceKeys: names(raw.replaceReasons ?? raw.keys) ?? names(paths.filter((path) => isReplacing(diff?.[path]))),
  };
}

function isReplacing(difference: unknown): boolean {
  return isRaw(difference) && (text(difference.kind) || text(difference.diffKind)).endsWith("-replace");
}

function stateOf(raw: unknown): StepState | undefined {
  if (!isRaw(raw)) return undefined;
  const place = placeOf(raw.sourcePosition);
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
    ...(place === undefined ? {} : { place }),
  };
}

function eventState(raw: unknown): StepState | undefined {
  const state = stateOf(raw);
  return state === undefined ? undefined : { ...state, pendingReplacement: undefined };
}

/** Both sides of a state in this project's form. */
export const priorOfStep = ({ id, inputs, outputs, unfinished }: StepState): PriorResource => ({
  id,
  inputs: toValueMap(inputs),
  outputs: toValueMap(outputs),
  unfinished,
  // The step itself says what the engine makes of a taint.
  tainted: false,
});

/** The inputs alone. */
export const stepInputs = ({ inputs }: StepState): ValueMap => toValueMap(inputs);

/** Of the outputs those that are named. */
export function stepOutputs({ outputs }: StepState, names: readonly string[]): ValueMap {
  if (!isRaw(outputs)) return {};
  return toValueMap(Object.fromEntries(names.map((name) => [name, outputs[name]])));
}

/** The top-level names of property paths, each once; undefined where there are none. */
function names(paths: unknown): readonly string[] | undefined {
  if (!Array.isArray(paths)) return undefined;
  const found: string[] = [];
  for (const path of paths as unknown[]) {
    const name = typeof path === "string" ? topLevelName(path) : undefined;
    if (name !== undefined && !found.includes(name)) found.push(name);
  }
  return found.length === 0 ? undefined : found;
}
