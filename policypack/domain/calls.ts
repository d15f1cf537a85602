import type { Target } from "./targets";

/** One ECS API call that a change makes. */
export interface OperationCall {
  readonly operation: string;
  /** Absent: acts on no instance or disk that exists (CreateDisk, TagResources on a key pair). */
  readonly target?: Target;
  /** The changed properties that lead to the call, by name. */
  readonly because: readonly string[];
  /** The region that the call itself names, where it does not go by the provider's. */
  readonly region?: string;
  /** A secret whose plain text is not at hand decides whether it is made, or what it acts on. */
  readonly hidden?: true;
}

/** What another service does to an ECS instance as a consequence of a change: no ECS call of the provider's. */
export interface ServerSideEffect {
  /** Who acts, e.g. "Auto Scaling". */
  readonly service: string;
  /** What it does, as a verb with its object, e.g. "releases the instance". */
  readonly action: string;
  readonly instanceId: string;
  readonly because: readonly string[];
}
