import type { Edition } from "../operations/behavior";

export interface ExplainOptions {
  readonly list?: boolean;
  readonly resource?: string;
  readonly instance?: string;
  readonly disk?: string;
  readonly region?: string;
  readonly locks?: string;
  readonly live?: boolean;
  readonly edition?: Edition;
  readonly output?: string;
}
