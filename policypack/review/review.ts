import {
  behaviorOf,
  createsInstances,
  policyOperation,
  type Edition,
  type OperationBehavior,
} from "../operations/behavior";
import {
  isLocked,
  type Failure,
  type InstanceStatus,
  type LookUp,
  type DiskStatus,
  type Wanted,
} from "../locks/lockStatus";
import { callsOf, disksOfImport } from "../resources/calls";
import type {
  LiveView,
  OperationCall,
  ResourceChange,
  ResourceModel,
  ServerSideEffect,
  Target,
} from "../resources/model";
import { NOTHING_KNOWN } from "../resources/model";
import { exemptionFor, type Exemption } from "./exemptions";

/** What the lock makes of one call. */
export type Verdict = "refused" | "allowed" | "undecided" | "exempt";

/** See the configuration key `createInstance`. */
export type CreateInstance = "replacement" | "anyInRegion" | "never";

export interface ReviewOptions {
  readonly edition: Edition;
  readonly createInstance: CreateInstance;
  /** Those that hold today. */
  readonly exemptions: readonly Exemption[];
}

/** A planned change of one resource, by whichever door it came. */
export interface PlannedChange {
  readonly urn: string;
  readonly model: ResourceModel;
  /** Secrets that cannot be compared count as changed. */
  readonly change: ResourceChange;
  /** The same with these counted as unchanged; undefined: nothing is left of the change then. */
  readonly certain: ResourceChange | undefined;
}

/** The statuses at hand. `undefined`: nobody has asked. */
export interface StatusView {
  instance(instanceId: string): LookUp<InstanceStatus> | undefined;
  disk(diskId: string): LookUp<DiskStatus> | undefined;
  /** Only with createInstance "anyInRegion". */
  lockedInRegion(): LookUp<readonly InstanceStatus[]> | undefined;
}

/** One call of a change and what the lock makes of it. */
export interface ReviewedOperation {
  readonly call: OperationCall;
  readonly behavior: OperationBehavior;
  readonly verdict: Verdict;
  /** The locked instance: refused and exempt. */
  readonly instance?: InstanceStatus;
  /** Undecided: why. */
  readonly failure?: Failure;
  readonly exemption?: Exemption;
}

export interface ReviewedChange {
  readonly planned: PlannedChange;
  readonly operations: readonly ReviewedOperation[];
  /** Locked instances that the change deletes although nothing refuses it: their disks go with them. */
  readonly deletesLocked: readonly InstanceStatus[];
  /** What other services would do to locked instances. */
  readonly effects: readonly { readonly effect: ServerSideEffect; readonly instance: InstanceStatus }[];
}

const DELETIONS = new Set(["DeleteInstance", "DeleteInstances"]);

const NOT_ASKED: Failure = {
  cause: "its status was not looked up",
  remedy: "run the preview again; if it stays like this, report it as a defect of alicloud-ecs-security-lock",
};

const UNCOMPARABLE: Failure = {
  cause: "a secret property of the prior state cannot be compared, because its plain text is not at hand",
  remedy: 'let the pack export the state itself (priorState "stack"), or make priorStateFile with --show-secrets',
};

/** The ids whose status decides on a change; none, where nothing that it calls is affected by a lock. */
export function wantedFor({ model, change }: PlannedChange, { edition, createInstance }: ReviewOptions): Wanted {
  const instanceIds = new Set<string>();
  const diskIds = new Set<string>();
  const calls = callsOf(model, change, NOTHING_KNOWN);
  for (const call of calls) {
    const affected = behaviorOf(call.operation, edition).behavior !== "unaffected";
    const skipped = createsInstances(call.operation) && createInstance === "never";
    if ((affected && !skipped) || DELETIONS.has(call.operation)) addTarget(call.target, instanceIds, diskIds);
  }
  for (const { instanceId } of model.effects?.(change) ?? []) instanceIds.add(instanceId);
  // Whether a create is an import matters only where a call of it may be refused.
  if (instanceIds.size > 0) for (const diskId of disksOfImport(model, change)) diskIds.add(diskId);
  return { instanceIds: [...instanceIds], diskIds: [...diskIds] };
}

/** Whether the change creates an instance in a way that any lock of the region decides on. */
export function wantsRegion({ model, change }: PlannedChange, options: ReviewOptions): boolean {
  return (
    options.createInstance === "anyInRegion" &&
    callsOf(model, change, NOTHING_KNOWN).some(
      ({ operation }) =>
        createsInstances(operation) && behaviorOf(operation, options.edition).behavior !== "unaffected",
    )
  );
}

function addTarget(target: Target | undefined, instanceIds: Set<string>, diskIds: Set<string>): void {
  if (target?.kind === "instance") instanceIds.add(target.instanceId);
  else if (target?.instanceId !== undefined) instanceIds.add(target.instanceId);
  else if (target !== undefined) diskIds.add(target.diskId);
}

/** Judges one change by the statuses at hand. */
export function reviewChange(planned: PlannedChange, view: StatusView, options: ReviewOptions): ReviewedChange {
  const { model, change, certain } = planned;
  const live = liveView(view);
  const calls = callsOf(model, change, live);
  const certainCalls = certain === change ? calls : certain === undefined ? [] : callsOf(model, certain, live);
  const operations = calls.map((call) => settle(planned, judge(call, view, options), certainCalls, options));
  return {
    planned,
    operations,
    deletesLocked: operations.flatMap(({ call, verdict }) =>
      DELETIONS.has(call.operation) && verdict === "allowed" ? lockedTarget(call.target, view) : [],
    ),
    effects: (model.effects?.(change) ?? []).flatMap((effect) =>
      lockedTarget({ kind: "instance", instanceId: effect.instanceId }, view).map((instance) => ({ effect, instance })),
    ),
  };
}

function liveView(view: StatusView): LiveView {
  return {
    instanceStatus: (instanceId) => {
      const found = view.instance(instanceId);
      return found?.known === true ? found.value.status : undefined;
    },
    diskInstances: (diskId) => {
      const found = view.disk(diskId);
      return found?.known === true ? found.value.instanceIds : undefined;
    },
  };
}

function lockedTarget(target: Target | undefined, view: StatusView): InstanceStatus[] {
  const found = target?.instanceId === undefined ? undefined : view.instance(target.instanceId);
  return found?.known === true && isLocked(found.value) ? [found.value] : [];
}

/** A verdict before secrets and exemptions are considered. */
function judge(call: OperationCall, view: StatusView, options: ReviewOptions): ReviewedOperation {
  const behavior = behaviorOf(call.operation, options.edition);
  const found =
    behavior.behavior === "unaffected"
      ? ALLOWED
      : createsInstances(call.operation)
        ? judgeCreation(call, view, options)
        : judgeTarget(call.target, view);
  return { call, behavior, ...found };
}

type Judgement = Pick<ReviewedOperation, "verdict" | "instance" | "failure">;
const ALLOWED: Judgement = { verdict: "allowed" };

function judgeCreation({ target }: OperationCall, view: StatusView, { createInstance }: ReviewOptions): Judgement {
  if (createInstance === "never") return ALLOWED;
  const replaced = judgeTarget(target, view);
  if (createInstance === "replacement" || replaced.verdict === "refused") return replaced;
  const locked = view.lockedInRegion();
  if (locked === undefined) return { verdict: "undecided", failure: NOT_ASKED };
  if (!locked.known) return { verdict: "undecided", failure: locked.failure };
  const [first] = locked.value;
  return first === undefined ? replaced : { verdict: "refused", instance: first };
}

function judgeTarget(target: Target | undefined, view: StatusView): Judgement {
  if (target === undefined) return ALLOWED;
  if (target.kind === "instance") return judgeInstances([target.instanceId], view);
  const disk = view.disk(target.diskId);
  // A lock concerns a disk only while it is in use; a system disk is, unless a look-up says otherwise.
  if (disk?.known === true && disk.value.status !== "In_use") return ALLOWED;
  if (target.instanceId !== undefined) return judgeInstances([target.instanceId], view);
  if (disk === undefined) return { verdict: "undecided", failure: NOT_ASKED };
  return disk.known ? judgeInstances(disk.value.instanceIds, view) : { verdict: "undecided", failure: disk.failure };
}

/** One locked instance is enough for a refusal; one that is not known is enough for not being able to say. */
function judgeInstances(instanceIds: readonly string[], view: StatusView): Judgement {
  let undecided: Judgement | undefined;
  for (const instanceId of instanceIds) {
    const found = view.instance(instanceId) ?? { known: false, failure: NOT_ASKED };
    if (!found.known) undecided ??= { verdict: "undecided", failure: found.failure };
    else if (isLocked(found.value)) return { verdict: "refused", instance: found.value };
  }
  return undecided ?? ALLOWED;
}

/** The verdict that is reported: a call that hangs on an uncomparable secret is undecided, an exempt one is let through. */
function settle(
  { urn }: PlannedChange,
  reviewed: ReviewedOperation,
  certainCalls: readonly OperationCall[],
  { exemptions }: ReviewOptions,
): ReviewedOperation {
  const uncertain = reviewed.verdict === "refused" && !certainCalls.some((call) => sameCall(call, reviewed.call));
  const settled: ReviewedOperation = uncertain
    ? { ...reviewed, verdict: "undecided", failure: UNCOMPARABLE }
    : reviewed;
  if (settled.verdict !== "refused" && settled.verdict !== "undecided") return settled;
  const instanceId = settled.instance?.instanceId ?? settled.call.target?.instanceId;
  const { operation } = settled.call;
  const exemption = exemptionFor(exemptions, { urn, operations: [operation, policyOperation(operation)], instanceId });
  return exemption === undefined ? settled : { ...settled, verdict: "exempt", exemption };
}

function sameCall(left: OperationCall, right: OperationCall): boolean {
  return left.operation === right.operation && JSON.stringify(left.target) === JSON.stringify(right.target);
}

/** Whether some call would be refused, or is not decided, only on account of a secret that cannot be compared. */
export function hangsOnSecrets({ operations }: ReviewedChange): boolean {
  return operations.some(({ failure }) => failure === UNCOMPARABLE);
}
