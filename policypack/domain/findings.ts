import type { Exemption } from "./exemptions";
import type { Failure } from "./lookUps";
import type { PlanSummary } from "./summaries";
import type { InstanceStatus } from "./statuses";
import type { LockedEffect, OperationVerdict, ResourceVerdict } from "./verdicts";

/** What a finding is about; report/ has the words for it. */
export type Matter =
  /**
   * A call that the lock refuses, told with the whole change. Where it is stopped because it deletes an instance, the
   * disks that are known to go with it.
   */
  | {
      readonly kind: "refused";
      readonly verdict: ResourceVerdict;
      readonly operation: OperationVerdict;
      readonly diskIds?: readonly string[];
    }
  /** Another refused call of a change that is told elsewhere. */
  | { readonly kind: "alsoRefused"; readonly verdict: ResourceVerdict; readonly operation: OperationVerdict }
  /** Calls of one resource that are undecided for one reason on one target. */
  | { readonly kind: "undecided"; readonly verdict: ResourceVerdict; readonly operations: readonly OperationVerdict[] }
  /** A call that an exemption lets through. */
  | { readonly kind: "exempt"; readonly operation: OperationVerdict; readonly exemption: Exemption }
  /** A locked instance that is deleted without being refused, and the disks that are known to go with it. */
  | ({ readonly kind: "deletesLocked" } & LockedDeletion)
  /** Another one: what to do is said at the first. */
  | ({ readonly kind: "alsoDeletesLocked" } & LockedDeletion)
  /** What another service would do to a locked instance. */
  | { readonly kind: "effect"; readonly verdict: ResourceVerdict; readonly effect: LockedEffect }
  | { readonly kind: "exemptionExpired"; readonly exemption: Exemption }
  /** An exemption names operations that do not exist. */
  | { readonly kind: "exemptionUnknown"; readonly exemption: Exemption; readonly patterns: readonly string[] }
  /** An exemption matches nothing here, although something is stopped. */
  | { readonly kind: "exemptionIdle"; readonly exemption: Exemption; readonly patterns: readonly string[] }
  /** What the plan deletes was not checked. */
  | { readonly kind: "stateUnread"; readonly failure: Failure }
  /** Every instance of the stack that is locked, and what is refused on each. */
  | { readonly kind: "inventory"; readonly locked: readonly InstanceStatus[]; readonly refused: RefusedOperations }
  | { readonly kind: "inventoryGap"; readonly instanceIds: readonly string[]; readonly failure: Failure }
  /** What the findings of the whole plan come to. */
  | { readonly kind: "summary"; readonly summary: PlanSummary }
  /** The configuration is wrong, in one line. */
  | { readonly kind: "configuration"; readonly problem: string }
  /** An error that should not be; its kind only, for its message may hold a property's value. */
  | { readonly kind: "defect"; readonly error: string };

export interface LockedDeletion {
  readonly verdict: ResourceVerdict;
  readonly instance: InstanceStatus;
  readonly diskIds: readonly string[];
}

/** The operations that a lock refuses, by when it does. */
export interface RefusedOperations {
  readonly always: readonly string[];
  readonly whileDiskInUse: readonly string[];
  /** Creations have no target: see the configuration key createInstance. */
  readonly creation: "replacement" | "anyInRegion" | "never";
}

/** Something to report, by one policy, on one resource. */
export interface Finding {
  readonly policy: string;
  /** "": of no resource. */
  readonly urn: string;
  /** A level other than the policy's own. */
  readonly level?: "advisory" | "mandatory";
  /** The region of the resource's provider, where a look-up does not say. */
  readonly region?: string;
  readonly matter: Matter;
}
