/** One time limit for everything that a batch of look-ups does. */
import { setMaxListeners } from "node:events";
import { AcsError } from "./acsError";
import type { Failure } from "../../domain/lookUps";

export interface Deadline {
  readonly signal: AbortSignal;
  /** Milliseconds that are left. */
  left(): number;
  /** The promise, or the deadline's error once time is up, even if the promise never settles. */
  race<T>(promise: Promise<T>): Promise<T>;
  /** What went wrong last, to be told if time runs out while it is tried again. */
  note(failure: Failure): void;
  /** Stops the timer; a timer that is left running would keep the process alive. */
  end(): void;
}

export function deadline(seconds: number): Deadline {
  const controller = new AbortController();
  const endsAt = performance.now() + seconds * 1000;
  let last: Failure | undefined;
  const timer = setTimeout(() => {
    controller.abort(timeIsUp(seconds, last));
  }, seconds * 1000);
  const { signal } = controller;
  // A large stack has more than ten calls under way or waiting; Node would warn of a leak.
  setMaxListeners(0, signal);
  return {
    signal,
    // A timer may come a fraction of a millisecond early.
    left: () => (signal.aborted ? 0 : Math.max(0, endsAt - performance.now())),
    race: (promise) => raceSignal(promise, signal),
    note: (failure) => {
      last = failure;
    },
    end: () => {
      clearTimeout(timer);
    },
  };
}

function timeIsUp(seconds: number, last: Failure | undefined): AcsError {
  const cause = `the look-up was not finished within timeoutSeconds (${seconds})`;
  if (last === undefined) {
    return new AcsError({
      cause,
      remedy: "check the network and the endpoint, raise timeoutSeconds, or use a lock file",
    });
  }
  return new AcsError({ ...last, cause: `${cause}; at last ${last.cause}` });
}

async function raceSignal<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener("abort", stop);
  }
}
