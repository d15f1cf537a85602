import type { OperationBehavior } from "./behaviors";
import type { OperationCall, ServerSideEffect } from "./calls";
import type { ChangeKind, OpenQuestion, PlannedResource, ResourceChange } from "./decisions";
import type { Exemption } from "./exemptions";
import type { Failure } from "./lookUps";
import type { Place } from "./places";
import type { ProviderSettings } from "./providers";
import type { InstanceStatus } from "./statuses";

/** What the lock makes of one call. */
export type Verdict = "refused" | "allowed" | "undecided" | "exempt";

/** Why a call is undecided. */
export type Undecided =
  /** A look-up, or the prior state, is not to be had. */
  | { readonly because: "lookUp"; readonly failure: Failure }
  /** Nobody has asked for the status of its target. */
  | { readonly because: "notAsked" }
  /** The evidence leaves open whether it is made. `failure`: why a secret's plain text is not at hand. */
  | { readonly because: OpenQuestion; readonly failure?: Failure }
  /** A secret decides what it acts on, and its plain text is not at hand. */
  | { readonly because: "hiddenTarget"; readonly failure?: Failure };

/** One call of a change and what the lock makes of it. */
export interface OperationVerdict {
  readonly call: OperationCall;
  readonly behavior: OperationBehavior;
  readonly verdict: Verdict;
  /** The locked instance: refused and exempt. */
  readonly instance?: InstanceStatus;
  /** Undecided, and exempt where it would be undecided. */
  readonly undecided?: Undecided;
  /** The configuration key that stops it, where the lock itself does not. */
  readonly stoppedBy?: "deleteLocked";
  readonly exemption?: Exemption;
  /** The evidence leaves open whether it is made at all. */
  readonly mayBeMade?: true;
}

/** What is planned for one resource, with the verdict on each of its calls. */
export interface ResourceVerdict {
  readonly resource: PlannedResource;
  /** Of several possible changes the one with most calls. */
  readonly change: ResourceChange;
  /** In call order. */
  readonly operations: readonly OperationVerdict[];
  /** Locked instances that the change deletes although nothing refuses it: their disks go with them. */
  readonly deletesLocked: readonly InstanceStatus[];
  readonly effects: readonly LockedEffect[];
}

/** What another service would do to a locked instance. */
export interface LockedEffect {
  readonly effect: ServerSideEffect;
  readonly instance: InstanceStatus;
}

/**
 * A change of which nothing is refused or undecided, whatever the rest of its plan is. What it was judged by is not kept:
 * a plan may have hundreds of thousands of them.
 */
export interface ClearedChange {
  readonly kind: ChangeKind;
  /** In call order, all of them allowed. */
  readonly operations: readonly OperationVerdict[];
}

/** A resource whose change is cleared: what a report says of it. */
export interface ClearedResource {
  readonly urn: string;
  readonly type: string;
  readonly provider: ProviderSettings;
  readonly cleared: ClearedChange;
  readonly place?: Place;
}
