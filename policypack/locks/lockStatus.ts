/** What a look-up tells of instances and disks, wherever it asked: the ECS API or a lock file. */

/** The one lock reason that this project is about; the API's own spelling, compared without regard to case. */
export const SECURITY = "security";

/** Where and when a status was seen: part of every message. */
export interface Evidence {
  readonly source: "api" | "file";
  /** RFC 3339, UTC. */
  readonly at: string;
  /** RequestId of the DescribeInstances or DescribeDisks answer; the API only. */
  readonly requestId?: string;
  /** The lock file as configured; a file only. */
  readonly file?: string;
}

export interface InstanceStatus {
  readonly instanceId: string;
  readonly name?: string;
  readonly regionId?: string;
  /** Running, Stopped, Starting, Stopping, Pending; undefined if the answer does not say. */
  readonly status?: string;
  /** OperationLocks.LockReason[].LockReason as answered; empty: not locked. */
  readonly lockReasons: readonly string[];
  readonly evidence: Evidence;
}

export interface DiskStatus {
  readonly diskId: string;
  /** In_use, Available, Attaching, Detaching, Creating, ReIniting. */
  readonly status: string;
  /** Every instance it is attached to (several for a multi-attach disk); empty if none. */
  readonly instanceIds: readonly string[];
  readonly evidence: Evidence;
}

/** Why a status is not known, and what the reader can do about it. Neither text holds a property value or credential. */
export interface Failure {
  /** One line: what went wrong, e.g. "DescribeInstances answered Forbidden.RAM (HTTP 403)". */
  readonly cause: string;
  /** One line: what to do, e.g. "grant ecs:DescribeInstances to the identity that runs the preview". */
  readonly remedy: string;
  readonly requestId?: string;
}

export type Known<T> = { readonly known: true; readonly value: T };
export type NotKnown = { readonly known: false; readonly failure: Failure };
export type LookUp<T> = Known<T> | NotKnown;

export const known = <T>(value: T): Known<T> => ({ known: true, value });
export const notKnown = (failure: Failure): NotKnown => ({ known: false, failure });

/** The statuses that one batch brought, by id. Ids that were not asked are absent. */
export interface Statuses {
  readonly instances: ReadonlyMap<string, LookUp<InstanceStatus>>;
  readonly disks: ReadonlyMap<string, LookUp<DiskStatus>>;
}

/** Ids to ask for, in one account and region. */
export interface Wanted {
  readonly instanceIds: readonly string[];
  readonly diskIds: readonly string[];
}

/**
 * A source of statuses for one account and region. Asking twice for an id costs nothing the second time.
 * Never rejects: whatever goes wrong is a Failure per id. For each disk that is In_use, the instances it is attached
 * to are looked up as well and are in the answer.
 */
export interface LockSource {
  lookUp(wanted: Wanted): Promise<Statuses>;
  /** Every instance of the account and region that is locked for security reasons (createInstance "anyInRegion"). */
  lockedInRegion(): Promise<LookUp<readonly InstanceStatus[]>>;
}

/** Whether the security lock is among the reasons. */
export function isLocked(status: InstanceStatus): boolean {
  return status.lockReasons.some((reason) => reason.toLowerCase() === SECURITY);
}

/** Whether a disk's status makes the lock of the instance it is attached to count. */
export function isInUse(status: string): boolean {
  return status.toLowerCase() === "in_use";
}

/** Every status is this failure. */
export function failingSource(failure: Failure): LockSource {
  const fail = <T>(ids: readonly string[]): Map<string, LookUp<T>> => new Map(ids.map((id) => [id, notKnown(failure)]));
  return {
    lookUp: ({ instanceIds, diskIds }) => Promise.resolve({ instances: fail(instanceIds), disks: fail(diskIds) }),
    lockedInRegion: () => Promise.resolve(notKnown(failure)),
  };
}
