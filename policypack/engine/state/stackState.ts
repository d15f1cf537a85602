import { topLevelName } from "../../changes/propertyPath";
import type { ResourceState, StackState } from "../../domain/resources";
import { exportReader, ExportSyntaxError } from "./exportReader";
import { toValueMap } from "../propertyValues";
import { placeOf } from "../sourcePosition";
import type { ValueMap } from "../../domain/values";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** A resource of an export or of a step of preview JSON; undefined: not a resource. */
export function toResourceState(raw: unknown): ResourceState | undefined {
  if (typeof raw !== "object" || raw === null) return undefined;
  const entry = raw as Readonly<Record<string, unknown>>;
  if (typeof entry.urn !== "string" || typeof entry.type !== "string") return undefined;
  const place = placeOf(entry.sourcePosition);
  const replacedOn = replacedOnIn(entry);
  return {
    urn: entry.urn,
    type: entry.type,
    id: text(entry.id),
    provider: text(entry.provider),
    external: entry.external === true,
    imported: text(entry.importID) !== "",
    retainOnDelete: entry.retainOnDelete === true,
    deletedWith: text(entry.deletedWith),
    pendingDelete: entry.delete === true,
    pendingReplacement: entry.pendingReplacement === true,
    unfinished: Array.isArray(entry.initErrors) && entry.initErrors.length > 0,
    tainted: entry.taint === true,
    inputs: toValueMap(entry.inputs),
    outputs: toValueMap(entry.outputs),
    ...(dependsOnOthers(entry) ? { dependsOnOthers: true } : {}),
    ...(replacedOn.length === 0 ? {} : { replacedOn }),
    ...(place === undefined ? {} : { place }),
  };
}

function dependsOnOthers({ deletedWith, dependencies }: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(dependencies) && dependencies.some((urn) => urn !== deletedWith);
}

/** A trigger may change with whatever else does. */
function replacedOnIn({ replaceOnChanges, replacementTrigger }: Readonly<Record<string, unknown>>): readonly string[] {
  if (replacementTrigger !== undefined && replacementTrigger !== null) return ["*"];
  if (!Array.isArray(replaceOnChanges)) return [];
  return replaceOnChanges.flatMap((path: unknown) => (typeof path === "string" ? topLevelName(path) : []));
}

/** What the engine writes of every resource that a provider manages has these forms. */
function isWhole(entry: unknown): boolean {
  const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
  const isTextOrNone = (name: string): boolean => ["undefined", "string"].includes(typeof member(entry, name));
  const isMapOrNone = (name: string): boolean => {
    const value = member(entry, name);
    return value === undefined || value === null || isObject(value);
  };
  const isFlagOrNone = (name: string): boolean => ["undefined", "boolean"].includes(typeof member(entry, name));
  return (
    ["id", "provider", "deletedWith"].every(isTextOrNone) &&
    ["inputs", "outputs"].every(isMapOrNone) &&
    ["external", "retainOnDelete", "delete", "pendingReplacement"].every(isFlagOrNone)
  );
}

const isProvider = (type: string): boolean => type.startsWith("pulumi:providers:");

/** Reads `pulumi stack export` and keeps what matters: resources of the types asked for, and the providers. */
export interface StateReader {
  /** @throws ExportSyntaxError if this is not what an export looks like. */
  push(chunk: Buffer): void;
  /** No more input. @throws ExportSyntaxError */
  end(): StackState;
}

/** `onUrn`: told the URN of every resource, of any type. */
export function stateReader(wanted: (type: string) => boolean, onUrn?: (urn: string) => void): StateReader {
  const resources = new Map<string, ResourceState>();
  const pendingDeletes: ResourceState[] = [];
  const external = new Set<string>();
  const providers = new Map<string, ValueMap>();
  const reader = exportReader((entry) => {
    const type = text(member(entry, "type"));
    onUrn?.(text(member(entry, "urn")));
    if (member(entry, "external") === true) external.add(text(member(entry, "urn")));
    if (type === "" || text(member(entry, "urn")) === "") throw new ExportSyntaxError();
    if (!wanted(type) && !isProvider(type)) return;
    const state = toResourceState(entry);
    // A part that cannot be read must not look like one that is not there: a state without it would call things new.
    if (state === undefined || !isWhole(entry)) throw new ExportSyntaxError();
    if (resources.has(state.urn) && !state.pendingDelete) throw new ExportSyntaxError();
    if (isProvider(type)) providers.set(state.urn, state.inputs);
    else if (state.pendingDelete) pendingDeletes.push(state);
    else resources.set(state.urn, state);
  });
  return {
    push: (chunk) => {
      reader.push(chunk);
    },
    end: () => {
      reader.end();
      return { resources, pendingDeletes, external, providers };
    },
  };
}

/** @throws ExportSyntaxError if the text is not an export. */
export function stateFromExport(json: string, wanted: (type: string) => boolean): StackState {
  const reader = stateReader(wanted);
  reader.push(Buffer.from(json));
  return reader.end();
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
