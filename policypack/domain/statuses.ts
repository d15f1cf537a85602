/** The one lock reason that this project is about; the API's own spelling, compared without regard to case. */
export const SECURITY = "security";

/** Where and when a status was seen: part of every message. */
export interface Evidence {
  /** "update": nobody was asked, the update under way has created it. */
  readonly source: "api" | "file" | "update";
  /** RFC 3339, UTC; "" for an update. */
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

/** Whether the security lock is among the reasons. */
export function isLocked(status: InstanceStatus): boolean {
  return status.lockReasons.some((reason) => reason.toLowerCase() === SECURITY);
}

/** Whether a disk's status makes the lock of the instance it is attached to count. */
export function isInUse(status: string): boolean {
  return status.toLowerCase() === "in_use";
}
