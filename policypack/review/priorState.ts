import type { LookUp } from "../domain/lookUps";
import type { StackState } from "../domain/resources";

/** The state before the change, from wherever it is kept. */
export interface PriorState {
  /** The state, with secrets that cannot be compared. Never rejects. */
  read(): Promise<LookUp<StackState>>;
  /** The same with secrets in plain text, in memory only; read only where a verdict hangs on one. */
  readWithSecrets(): Promise<LookUp<StackState>>;
  /** The state as it is by now, which an update under way changes; absent where that is not to be had. */
  readNow?(): Promise<LookUp<StackState>>;
}
