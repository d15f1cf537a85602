import { behaviorOf, createsInstances, deletesInstances, type Edition } from "../operations/behavior";
import { type OperationBehavior } from "../domain/behaviors";
import { isInUse, isLocked, type DiskStatus, type InstanceStatus } from "../domain/statuses";
import { type Failure, type LookUp } from "../domain/lookUps";
import type { OperationCall } from "../domain/calls";
import type { Target } from "../domain/targets";
import type { Exemption } from "../domain/exemptions";
import type { Undecided, Verdict } from "../domain/verdicts";

/** See the configuration key `createInstance`. */
export type CreateInstance = "replacement" | "anyInRegion" | "never";

/** See the configuration key `deleteLocked`. */
export type DeleteLocked = "advisory" | "mandatory" | "ignore";

export interface ReviewOptions {
  readonly edition: Edition;
  readonly createInstance: CreateInstance;
  readonly deleteLocked: DeleteLocked;
  /** Those that hold today. */
  readonly exemptions: readonly Exemption[];
}

/** The statuses at hand. `undefined`: nobody has asked. */
export interface StatusView {
  instance(instanceId: string): LookUp<InstanceStatus> | undefined;
  disk(diskId: string): LookUp<DiskStatus> | undefined;
  /** Only with createInstance "anyInRegion". */
  lockedInRegion(): LookUp<readonly InstanceStatus[]> | undefined;
}

/** One call, before exemptions are considered. */
export interface JudgedCall {
  readonly call: OperationCall;
  readonly behavior: OperationBehavior;
  readonly verdict: Exclude<Verdict, "exempt">;
  /** Every locked instance that refuses it; empty unless it is refused. */
  readonly locked: readonly InstanceStatus[];
  /** Undecided: why. Refused: why it is not known of another target whether it refuses the call as well. */
  readonly undecided?: Undecided;
  /** Not by the lock, but because the configuration lets no locked instance be deleted. */
  readonly stoppedBy?: "deleteLocked";
}

type Judgement = Pick<JudgedCall, "verdict" | "locked" | "undecided">;
const ALLOWED: Judgement = { verdict: "allowed", locked: [] };
const undecided = (why: Undecided): Judgement => ({ verdict: "undecided", locked: [], undecided: why });
const notKnown = (failure: Failure): Undecided => ({ because: "lookUp", failure });
const refusedBy = (locked: readonly InstanceStatus[]): Judgement => ({ verdict: "refused", locked });

const NOT_ASKED: Undecided = { because: "notAsked" };

/** What decides on the verdict besides exemptions. */
export type JudgedBy = Omit<ReviewOptions, "exemptions">;

/** Whether the status of its target decides on an operation, and what makes it so. */
export function affectedBy(
  operation: string,
  { edition, deleteLocked }: JudgedBy,
): "lock" | "deleteLocked" | undefined {
  if (behaviorOf(operation, edition).behavior !== "unaffected") return "lock";
  return deleteLocked === "mandatory" && deletesInstances(operation) ? "deleteLocked" : undefined;
}

/** What the lock makes of a call, by the statuses at hand. */
export function judgeCall(call: OperationCall, view: StatusView, options: JudgedBy): JudgedCall {
  const { edition, createInstance } = options;
  const behavior = behaviorOf(call.operation, edition);
  const affected = affectedBy(call.operation, options);
  const judgement = (): Judgement => {
    const creates = createsInstances(call.operation);
    if (affected === undefined || (creates && createInstance === "never")) return ALLOWED;
    const found = creates ? judgeCreation(call, view, createInstance) : judgeTarget(call.target, view);
    if (call.hidden !== true) return found;
    return call.target !== undefined && found.verdict === "allowed" ? ALLOWED : undecided({ because: "hiddenTarget" });
  };
  return { call, behavior, ...judgement(), ...(affected === "deleteLocked" ? { stoppedBy: affected } : {}) };
}

function judgeCreation({ target }: OperationCall, view: StatusView, createInstance: CreateInstance): Judgement {
  const replaced = judgeTarget(target, view);
  if (createInstance === "replacement") return replaced;
  const found = view.lockedInRegion();
  if (found?.known === true) {
    const locked = new Map([...replaced.locked, ...found.value].map((one) => [one.instanceId, one]));
    return locked.size > 0 ? refusedBy([...locked.values()]) : replaced;
  }
  return replaced.verdict === "refused"
    ? replaced
    : undecided(found === undefined ? NOT_ASKED : notKnown(found.failure));
}

function judgeTarget(target: Target | undefined, view: StatusView): Judgement {
  if (target === undefined) return ALLOWED;
  if (target.kind === "instance") return judgeInstances([target.instanceId], view);
  const disk = view.disk(target.diskId);
  // A lock concerns a disk only while it is in use; a system disk is, unless a look-up says otherwise.
  if (disk?.known === true && !isInUse(disk.value.status)) return ALLOWED;
  if (target.instanceId !== undefined) return judgeInstances([target.instanceId], view);
  if (disk === undefined) return undecided(NOT_ASKED);
  return disk.known ? judgeInstances(disk.value.instanceIds, view) : undecided(notKnown(disk.failure));
}

/** One locked instance is enough for a refusal; one that is not known is enough for not being able to say. */
function judgeInstances(instanceIds: readonly string[], view: StatusView): Judgement {
  const found = instanceIds.map((id) => view.instance(id));
  const locked = found.flatMap((status) => (status?.known === true && isLocked(status.value) ? [status.value] : []));
  const [unknown] = found.flatMap((status) => {
    if (status === undefined) return [NOT_ASKED];
    return status.known ? [] : [notKnown(status.failure)];
  });
  if (locked.length > 0) return { ...refusedBy(locked), ...(unknown === undefined ? {} : { undecided: unknown }) };
  return unknown === undefined ? ALLOWED : undecided(unknown);
}
