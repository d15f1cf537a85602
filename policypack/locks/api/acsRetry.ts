/** Asking again: exponential back-off with jitter, or as long as the server asks for, and never past the deadline. */
import { setTimeout as wait } from "node:timers/promises";
import { acsCall } from "./acsCall";
import type { AcsAnswer, AcsCall } from "./acsCall";
import { AcsError } from "./acsError";
import type { Deadline } from "./deadline";
import type { Transport } from "./transport";

export interface Pace {
  /** The first pause; it doubles up to `longestMs`, and up to twice that by jitter. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** One attempt, headers and body; three fit into the default timeoutSeconds. */
  readonly attemptMs: number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const USUAL_PACE: Pace = {
  firstMs: 200,
  longestMs: 8000,
  attemptMs: 9000,
  sleep: async (ms, signal) => {
    await wait(ms, undefined, { signal });
  },
};

/** An ES module: before 22.12, Node 22 cannot require it. */
export const loadPaces = () => import("p-retry");

/** Answers, or rejects with an AcsError. */
export async function askUntilAnswered(
  call: AcsCall,
  transport: Transport,
  { deadline, pace }: { readonly deadline: Deadline; readonly pace: Pace },
): Promise<AcsAnswer> {
  const { default: pRetry } = await loadPaces();
  return pRetry(() => acsCall(call, transport, deadline.signal), {
    retries: 100,
    minTimeout: pace.firstMs,
    maxTimeout: pace.longestMs,
    randomize: true,
    signal: deadline.signal,
    shouldRetry: ({ error, attemptNumber }) => error instanceof AcsError && attemptNumber < error.attempts,
    onFailedAttempt: async ({ error }) => {
      if (!(error instanceof AcsError)) return;
      deadline.note(error.failure);
      const wish = error.retryAfterMs;
      if (wish === undefined) return;
      // Waiting for an answer that cannot come in time only delays the verdict.
      if (wish >= deadline.left()) throw error;
      await pace.sleep(wish, deadline.signal);
    },
  });
}
