import { policyOperation, type OperationBehavior } from "../operations/behavior";
import { isLocked, type InstanceStatus } from "../domain/statuses";
import { type Failure } from "../domain/lookUps";
import { callsOf } from "../resources/calls";
import type { LiveView, ResourceChange, ResourceModel } from "../resources/model";
import type { OperationCall, ServerSideEffect } from "../domain/calls";
import type { Target } from "../domain/targets";
import { exemptionFor, type Exemption } from "./exemptions";
import { judgeCall, type JudgedCall, type ReviewOptions, type StatusView, type Verdict } from "./verdict";
import { DELETIONS } from "./targetsToLookUp";

/** A planned change of one resource, by whichever door it came. */
export interface PlannedChange {
  readonly urn: string;
  readonly model: ResourceModel;
  /** Secrets that cannot be compared count as changed. */
  readonly change: ResourceChange;
  /**
   * The same with these counted as unchanged, which may come to another kind of change: a secret may replace the
   * resource. Undefined: nothing is left of the change then.
   */
  readonly certain: ResourceChange | undefined;
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
  /** Something about a locked instance is, or is not, the case only on account of a secret that cannot be compared. */
  readonly hangsOnSecrets: boolean;
}

const STATE_HOW =
  'let the pack export the state itself (priorState "stack"), or make priorStateFile with --show-secrets';

const UNCOMPARABLE: Failure = {
  cause: "a secret property of the prior state cannot be compared, because its plain text is not at hand",
  remedy: STATE_HOW,
};

const UNREADABLE: Failure = {
  cause: "a secret decides what is called, and its plain text is not at hand",
  remedy: STATE_HOW,
};

/** Judges one change by the statuses at hand. */
export function reviewChange(planned: PlannedChange, view: StatusView, options: ReviewOptions): ReviewedChange {
  const { model, change } = planned;
  const judged = possibleCalls(planned, liveView(view)).map(({ call, isCertain }) => {
    const first = judgeCall(call, view, options, UNREADABLE);
    const deletes = DELETIONS.has(call.operation) && first.verdict === "allowed" ? lockedTarget(call.target, view) : [];
    return { isCertain, deletes, operation: settle(planned, first, isCertain, options) };
  });
  const operations = judged.map(({ operation }) => operation);
  return {
    planned,
    operations,
    deletesLocked: judged.flatMap(({ deletes }) => deletes),
    effects: (model.effects?.(change) ?? []).flatMap((effect) =>
      lockedTarget({ kind: "instance", instanceId: effect.instanceId }, view).map((instance) => ({ effect, instance })),
    ),
    hangsOnSecrets:
      operations.some(
        ({ verdict, failure }) => verdict === "undecided" && (failure === UNCOMPARABLE || failure === UNREADABLE),
      ) || judged.some(({ deletes, isCertain }) => deletes.length > 0 && !isCertain),
  };
}

interface PossibleCall {
  readonly call: OperationCall;
  /** Made whatever the secrets are that cannot be compared. */
  readonly isCertain: boolean;
}

function possibleCalls({ model, change, certain }: PlannedChange, live: LiveView): PossibleCall[] {
  const calls = callsOf(model, change, live);
  if (certain === change) return calls.map((call) => ({ call, isCertain: true }));
  const others = certain === undefined ? [] : callsOf(model, certain, live);
  const isIn = (list: readonly OperationCall[], call: OperationCall) => list.some((one) => sameCall(one, call));
  return [
    ...calls.map((call) => ({ call, isCertain: isIn(others, call) })),
    ...others.filter((call) => !isIn(calls, call)).map((call) => ({ call, isCertain: false })),
  ];
}

function sameCall(left: OperationCall, right: OperationCall): boolean {
  return left.operation === right.operation && JSON.stringify(left.target) === JSON.stringify(right.target);
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

/** The verdict that is reported: a call that hangs on an uncomparable secret is undecided, an exempt one is let through. */
function settle(
  { urn }: PlannedChange,
  { locked, failure, ...rest }: JudgedCall,
  isCertain: boolean,
  { exemptions }: ReviewOptions,
): ReviewedOperation {
  const judged = rest.verdict === "undecided" && failure !== undefined ? { ...rest, failure } : rest;
  if (judged.verdict === "allowed") return judged;
  const { operation, target } = judged.call;
  const ids = locked.length > 0 ? locked.map(({ instanceId }) => instanceId) : [target?.instanceId];
  const found = ids.map((instanceId) =>
    exemptionFor(exemptions, { urn, operations: [operation, policyOperation(operation)], instanceId }),
  );
  // Every instance that refuses has to be let through; the first that is not is the one to tell of.
  const open = found.indexOf(undefined);
  const instance = locked[Math.max(open, 0)];
  const reported: ReviewedOperation = { ...judged, ...(instance === undefined ? {} : { instance }) };
  const settled: ReviewedOperation =
    judged.verdict === "refused" && !isCertain
      ? { ...reported, verdict: "undecided", failure: UNCOMPARABLE }
      : reported;
  const [exemption] = found;
  // An exemption of those that are known to refuse says nothing of one that is not known.
  if (judged.verdict === "refused" && failure !== undefined && open < 0)
    return { ...judged, verdict: "undecided", failure };
  return open >= 0 || exemption === undefined ? settled : { ...settled, verdict: "exempt", exemption };
}

/** The same with the reason why the plain text of secrets is not at hand. */
export function hangingOn(reviewed: ReviewedChange, { cause, remedy }: Failure): ReviewedChange {
  const because = (start: string): Failure => ({ cause: `${start}: ${cause}`, remedy });
  const operations = reviewed.operations.map((one) => {
    if (one.failure === UNCOMPARABLE)
      return { ...one, failure: because("a secret property of the prior state cannot be compared") };
    return one.failure === UNREADABLE ? { ...one, failure: because("a secret decides what is called") } : one;
  });
  return { ...reviewed, operations };
}
