import type { LookUp } from "../domain/lookUps";
import type { StackState } from "../domain/resources";

/** The state before the change, from wherever it is kept. */
export interface PriorState {
  /** The state, with secrets that cannot be compared. Never rejects. */
  read(): Promise<LookUp<StackState>>;
  /** The same with secrets in plain text, in memory only; read only where a verdict hangs on one. */
  readWithSecrets(): Promise<LookUp<StackState>>;
  /** The stack's own state, which an update under way changes; absent where that is not to be had. */
  readonly underWay?: StateUnderWay;
}

/** Whatever `now` has and `before` lacks has come by this update. */
export interface StateUnderWay {
  /** As it was before the first change. Never rejects. */
  before(): Promise<LookUp<StackState>>;
  /** As it is by now, read anew. Never rejects. */
  now(): Promise<LookUp<StackState>>;
}
