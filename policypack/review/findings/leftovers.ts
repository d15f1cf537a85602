import { compareProgram } from "../../changes/comparison";
import { flagsOf } from "../../changes/schemaFlags";
import type { OperationCall } from "../../domain/calls";
import type { ResourceChange } from "../../domain/decisions";
import type { Target } from "../../domain/targets";
import { holdsUndisclosed, type Value, type ValueMap } from "../../domain/values";
import { behaviorOf, OPERATIONS, type Edition } from "../../operations/behavior";
import { callsOf } from "../../resources/calls";
import { NOTHING_KNOWN, type ResourceModel } from "../../resources/model";
import { ids } from "../../resources/steps";

/** A resource as its stack's state has it, with what tells of an update that has not done everything. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: ValueMap;
  readonly outputs: ValueMap;
  /** Names of inputs that are the provider's defaults. */
  readonly defaults: readonly string[];
  /** The errors of its last update; the provider's own texts, which may hold anything. */
  readonly errors: readonly string[];
  /** When the state of the resource was written last, RFC 3339; undefined: the state does not say. */
  readonly modified: string | undefined;
}

/** A refused call that an earlier update has left behind. */
export interface Leftover {
  readonly resource: StateResource;
  /** `reported`: as done, although nothing has changed. `failed`: a part of the update may have been done. */
  readonly kind: "reported" | "failed";
  /** Undefined: the error does not name it. */
  readonly operation: string | undefined;
  readonly target: Target | undefined;
  /** Properties on which state and cloud are, or may be, apart. */
  readonly properties: readonly string[];
  readonly requestId: string | undefined;
  readonly repair: Repair;
}

/**
 * What makes it good: the update again; the update after a refresh, because the state has what the cloud has not; the
 * call that is missing, because for Pulumi there is nothing left to do.
 */
export type Repair = "update" | "refreshAndUpdate" | "call";

/** What a lock has left of earlier updates in one resource. */
export function leftoversOf(model: ResourceModel, resource: StateResource, edition: Edition): readonly Leftover[] {
  const audited = { model, resource };
  const pending = pendingChange(audited);
  const failed = resource.errors.flatMap((error) => failedCall(error));
  if (failed.length > 0) return failed.map((call) => failure(call, pending, audited));
  const isRefused = ({ operation }: OperationCall): boolean => behaviorOf(operation, edition).behavior !== "unaffected";
  return [
    ...callsOf(model, pending, NOTHING_KNOWN)
      .filter((call) => isRefused(call) && HIDDEN.has(call.operation))
      .map((call) => leftover(call, "reported", resource)),
    ...stoppingCalls(callsOf(model, doneChange(pending, resource), NOTHING_KNOWN).filter(isRefused)).map((call) =>
      leftover(call, "failed", resource),
    ),
  ];
}

/** The provider takes the refusal of these for a success; that of all others ends the update with an error. */
const HIDDEN: ReadonlySet<string> = new Set(["JoinSecurityGroup", "LeaveSecurityGroup"]);

/**
 * The last calls of a change whose other calls have been made. The outputs have the new value, so no update will make
 * them: a key pair is attached and waits for the restart, a bandwidth is set and has no address.
 */
const LEFT_TO_CALL: ReadonlySet<string> = new Set(["RebootInstance", "AllocatePublicIpAddress"]);

function leftover({ operation, target, because }: OperationCall, kind: Leftover["kind"], resource: StateResource) {
  const repair = kind === "reported" ? "update" : repairOf(operation);
  return { resource, kind, operation, target, properties: because, requestId: undefined, repair } as const;
}

const repairOf = (operation: string | undefined): Repair =>
  operation !== undefined && LEFT_TO_CALL.has(operation) ? "call" : "refreshAndUpdate";

/** Of the refused calls of each property the one that is left to be made, or the first, which stopped the update. */
function stoppingCalls(refused: readonly OperationCall[]): OperationCall[] {
  const names = new Set(refused.flatMap(({ because }) => because));
  const stopping = [...names].flatMap((name) => {
    const calls = refused.filter(({ because }) => because.includes(name));
    return calls.find(({ operation }) => LEFT_TO_CALL.has(operation)) ?? calls[0] ?? [];
  });
  return [...new Set(stopping)];
}

/** The update that failed: it kept the old inputs and took the new values into the outputs (M). */
function doneChange(pending: ResourceChange, { inputs, outputs }: StateResource): ResourceChange {
  const changed = [...pending.changed].filter(([name]) => name !== "securityGroups");
  return { ...pending, before: { ...outputs, ...inputs }, after: { ...inputs, ...outputs }, changed: new Map(changed) };
}

/** What would have to change for the outputs to be what the inputs say. */
function pendingChange({ model, resource }: Audited): ResourceChange {
  const { type, id, inputs, outputs } = resource;
  // Outputs that lack a property are an older provider's: nothing was left undone.
  const diff = compareProgram(model, { ...inputs, ...outputs }, inputs);
  const changed = [...diff.changed].filter(([name]) => isTelling(name, model, resource));
  return {
    type,
    kind: "update",
    id: id === "" ? undefined : id,
    before: diff.before,
    after: diff.after,
    changed: new Map(changed),
    replaceKeys: [],
  };
}

/**
 * Whether a difference is one between what the program said and what the cloud has. A secret cannot be compared. What
 * replaces is not changed in place, so no update has left it. And a refresh writes into the inputs of a set as many of
 * its members as the program had, so that the outputs have more (M): a set in which they only begin alike tells nothing,
 * unless other inputs are known to be the program's own.
 */
function isTelling(name: string, model: ResourceModel, resource: StateResource): boolean {
  const input = resource.inputs[name];
  const output = resource.outputs[name];
  if (holdsUndisclosed(input) || holdsUndisclosed(output)) return false;
  const entry = model.schema[name];
  const flags = entry === undefined ? undefined : flagsOf(entry);
  if (flags?.forceNew === true) return false;
  return flags?.type !== "Set" || !beginsAlike(input, output) || hasProgramsInputs(resource);
}

function beginsAlike(input: Value | undefined, output: Value | undefined): boolean {
  if (!Array.isArray(input) || !Array.isArray(output)) return false;
  const members: readonly unknown[] = output;
  return input.every((member: unknown, index) => same(member, members[index]));
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** A refresh or an import takes the inputs from the cloud: a default that the cloud does not have is the program's. */
function hasProgramsInputs({ inputs, outputs, defaults }: StateResource): boolean {
  return defaults.some((name) => outputs[name] !== undefined && !same(inputs[name], outputs[name]));
}

interface FailedCall {
  readonly operation: string | undefined;
  readonly requestId: string | undefined;
}

/** Nearly every call names this code. */
const LOCK_CODE = "InstanceLockedForSecurity";

/** The call that the lock refused, by the provider's error; empty: the error is another one. */
function failedCall(error: string): FailedCall[] {
  // Of nested errors the innermost, which stands last, names the call.
  const operation = [...error.matchAll(/\b([A-Z][A-Za-z]+) Failed!!!/g)]
    .map(([, name]) => OPERATIONS.find((known) => known === name))
    .findLast((name) => name !== undefined);
  const codes = [LOCK_CODE, ...codesOf(operation)];
  if (!codes.some((code) => new RegExp(`\\b${code}\\b`).test(error))) return [];
  const [, requestId] = /request ?id"?:\s*"?([\w-]{4,64})/i.exec(error) ?? [];
  return [{ operation, requestId }];
}

/** Older pages give the lock another code for some operations. */
const codesOf = (operation: string | undefined): string[] =>
  operation === undefined ? [] : behaviorOf(operation, "strict").answers.flatMap(({ errorCode }) => errorCode ?? []);

interface Audited {
  readonly model: ResourceModel;
  readonly resource: StateResource;
}

function failure({ operation, requestId }: FailedCall, change: ResourceChange, audited: Audited): Leftover {
  const { resource } = audited;
  return {
    resource,
    kind: "failed",
    operation,
    target: targetOf(operation, change, audited),
    properties: propertiesOf(operation, change, audited),
    requestId,
    repair: repairOf(operation),
  };
}

/** Properties that differ, or the one property that alone leads to the call. */
function propertiesOf(operation: string | undefined, change: ResourceChange, { model }: Audited): readonly string[] {
  const leading = model.update.filter((step) => step.operation === operation).flatMap(({ on }) => on ?? []);
  const differing = [...change.changed.keys()];
  const own = differing.filter((name) => leading.includes(name));
  if (own.length > 0 || leading.length !== 1) return differing;
  return [...leading, ...differing];
}

function targetOf(operation: string | undefined, change: ResourceChange, { model, resource }: Audited) {
  const calls = callsOf(model, change, NOTHING_KNOWN);
  const called =
    calls.find((call) => call.operation === operation)?.target ?? calls.find(({ target }) => target)?.target;
  const [instanceId] = instancesOf(resource);
  return called ?? (instanceId === undefined ? undefined : ({ kind: "instance", instanceId } as const));
}

/** The instances that a resource is, or that it names. */
function instancesOf({ id, outputs }: StateResource): string[] {
  return [...ids(id), ...ids(outputs.instanceId), ...ids(outputs.instanceIds)].filter((one) => /^i-[\w-]+$/.test(one));
}
