export type Behavior = "affected" | "affectedWhenDiskInUse" | "unaffected";

export type SourceName = "topic" | "current" | "apiReference";

/** What one source says of one operation, directly or through the operation that it repeats. */
export interface SourceAnswer {
  readonly source: SourceName;
  readonly behavior: Behavior;
  readonly errorCode?: string;
  readonly detail?: string;
}

/** The answer of an edition, with what every source says. */
export interface OperationBehavior {
  readonly operation: string;
  readonly behavior: Behavior;
  /** The sources that list the operation, in the order topic, current, apiReference; empty: none does. */
  readonly answers: readonly SourceAnswer[];
  /** The classic operation that this one repeats, where the answer rests on that. */
  readonly sameAs?: string;
  readonly sourcesDiffer: boolean;
}
