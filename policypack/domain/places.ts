/** Where the program declares a resource. */
export interface Place {
  /** Relative to the project's folder, with slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1; not every language gives one. */
  readonly column?: number;
}
