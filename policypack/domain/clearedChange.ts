import type { ChangeKind } from "./decisions";
import type { Place } from "./places";
import type { ProviderSettings } from "./providers";
import type { OperationVerdict } from "./verdicts";

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
