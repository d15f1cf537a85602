import assert from "node:assert/strict";
import { decide } from "../../../policypack/changes/decision";
import type { ValueMap } from "../../../policypack/domain/values";
import { modelOf } from "../../../policypack/resources";
import { callsOf } from "../../../policypack/resources/calls";
import { NOTHING_KNOWN, type LiveView, type ResourceModel } from "../../../policypack/resources/model";
import { type ResourceChange } from "../../../policypack/domain/decisions";
import { type OperationCall, type ServerSideEffect } from "../../../policypack/domain/calls";

/** A change as a test writes it down: the state and the program, as far as they matter. */
export interface Planned {
  readonly id?: string;
  readonly before?: ValueMap;
  readonly after?: ValueMap;
  /** Replaced by the engine whatever the properties say. */
  readonly forced?: boolean;
  /** A create of which nobody can say that it is no import. */
  readonly mayBeImport?: boolean;
  readonly settings?: ValueMap;
}

export function requireModel(type: string): ResourceModel {
  const model = modelOf(type);
  assert.ok(model, `${type} is not in the map`);
  return model;
}

/** What the provider is asked to do, if secrets that cannot be compared have changed; undefined: nothing. */
export function changeOf(
  type: string,
  { id, before, after, forced, mayBeImport = false, settings }: Planned,
): ResourceChange | undefined {
  const prior =
    before === undefined
      ? undefined
      : { id: id ?? "", inputs: before, outputs: before, unfinished: false, tainted: false };
  const [change] = decide(requireModel(type), {
    type,
    prior,
    program: after,
    settings: settings ?? {},
    mayBeImport,
    ...(forced === true ? { step: { kind: "replace", replaceKeys: [] } } : {}),
  }).readings;
  return change;
}

export function callsFor(type: string, planned: Planned, live: LiveView = NOTHING_KNOWN): readonly OperationCall[] {
  const change = changeOf(type, planned);
  return change === undefined ? [] : callsOf(requireModel(type), change, live);
}

/** The calls as a log would list them: `StopInstance i-1`, `CreateSnapshot d-1`, `RunInstances`. */
export function listed(type: string, planned: Planned, live: LiveView = NOTHING_KNOWN): string[] {
  return callsFor(type, planned, live).map(({ operation, target }) => {
    if (target === undefined) return operation;
    return `${operation} ${target.kind === "disk" ? target.diskId : target.instanceId}`;
  });
}

export function effectsFor(type: string, planned: Planned): readonly ServerSideEffect[] {
  const change = changeOf(type, planned);
  return change === undefined ? [] : (requireModel(type).effects?.(change) ?? []);
}

/** Every instance has this status. */
export const allAre = (status: string): LiveView => ({ ...NOTHING_KNOWN, instanceStatus: () => status });
