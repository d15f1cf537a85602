import type { Exemption } from "./exemptions";
import type { InstanceStatus } from "./statuses";
import type { OperationVerdict, ResourceVerdict, Undecided } from "./verdicts";

/** What a whole plan comes to: what its reader has to know, and can do. */
export interface PlanSummary {
  /** Every locked instance that refuses a call, with the resources whose changes it concerns. */
  readonly locked: readonly LockedInstance[];
  /** One refused call of each operation. */
  readonly refused: readonly OperationVerdict[];
  readonly refusedCalls: number;
  readonly refusedResources: number;
  readonly undecided: readonly UndecidedCause[];
  readonly wayOut: WayOut;
  /** In an update: what it had changed by then, as far as the stack's state shows. */
  readonly changedBefore?: readonly UpdatedResource[];
  /** The update has come to such a resource before, and its reader been told what to do. */
  readonly isRepeated?: true;
}

/** A resource that the update under way has changed already. */
export interface UpdatedResource {
  readonly urn: string;
  readonly change: "created" | "updated" | "replaced" | "deleted";
}

export interface LockedInstance {
  readonly instance: InstanceStatus;
  /** The region of the resources' provider, where the look-up does not say. */
  readonly region?: string;
  readonly verdicts: readonly ResourceVerdict[];
}

/** A reason why calls are undecided, told once for all the resources that it concerns. */
export interface UndecidedCause {
  readonly undecided: Undecided | undefined;
  readonly urns: readonly string[];
}

/** What lets the rest of the plan pass. Each part has been judged, the exemptions together: nothing is stopped with it. */
export interface WayOut {
  /** The URNs to leave out, with what depends on them. Empty: there are too many. */
  readonly exclude: readonly string[];
  /** Properties of which the program may ignore changes until the lock is lifted, by resource. */
  readonly ignoreChanges: readonly IgnoredChanges[];
  readonly exemption?: Exemption;
  /** For the deletion of locked instances, which the configuration alone stops. */
  readonly deletion?: Exemption;
  /** The policies that report on each resource. */
  readonly exceptions?: readonly PolicyException[];
}

export interface IgnoredChanges {
  readonly names: readonly string[];
  readonly urns: readonly string[];
}

/** An entry of Pulumi's own policy exceptions: violations of these policies on these URNs. */
export interface PolicyException {
  readonly policies: readonly string[];
  readonly targets: readonly string[];
}
