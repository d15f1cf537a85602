import { spawn, type ChildProcess } from "node:child_process";
import { constants } from "node:os";
import type { Environment } from "../../locks/api/endpoint";
import { errorCode } from "../../locks/systemError";
import { CliFailure } from "../failure";

/** How a run of Pulumi ended. */
export interface Ended {
  readonly exitCode: number;
  /** A signal came for it meanwhile: whoever sent it wants nothing more to be done. */
  readonly interrupted: boolean;
}

export interface PulumiRun {
  readonly environment: Environment;
  /** Somebody sits at a terminal, which hands its signals to Pulumi itself. */
  readonly terminal: boolean;
  /** Where its standard output goes: on to ours, or into an open file, or to a reader. */
  readonly output: "inherit" | number | ((chunk: Buffer) => void);
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
type Signal = (typeof SIGNALS)[number];

/** Pulumi takes a second signal for the wish to end at once, whatever is under way. */
const SAME_SIGNAL_MS = 1_000;

/** Runs `pulumi` to its end. Signals for this process are for Pulumi, whose end is awaited. */
export async function runPulumi(args: readonly string[], run: PulumiRun): Promise<Ended> {
  const { environment, terminal, output } = run;
  const child = spawn("pulumi", args, {
    env: { ...environment },
    stdio: ["inherit", typeof output === "function" ? "pipe" : output, "inherit"],
    // In a group of its own it gets a signal once: from here. At a terminal it has to be in the one that may read.
    detached: !terminal && process.platform !== "win32",
    windowsHide: true,
  });
  if (typeof output === "function") child.stdout?.on("data", output);
  const forwarding = forwardSignals(child, terminal);
  try {
    const exitCode = await endOf(child);
    return { exitCode, interrupted: forwarding.some() };
  } finally {
    forwarding.end();
  }
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      const code = errorCode(error);
      const remedy = "install it (https://www.pulumi.com/docs/install), or correct PATH";
      reject(new CliFailure(`pulumi cannot be run (${code === "ENOENT" ? "not found on PATH" : code}): ${remedy}`));
    });
    child.once("close", (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

function forwardSignals(child: ChildProcess, terminal: boolean): { some(): boolean; end(): void } {
  const seenAt = new Map<Signal, number>();
  const handlers = SIGNALS.map((signal) => {
    const handler = (): void => {
      const [now, before] = [performance.now(), seenAt.get(signal)];
      seenAt.set(signal, now);
      // A terminal has sent it to Pulumi as well.
      const hasIt = terminal && signal !== "SIGTERM";
      if (!hasIt && (before === undefined || now - before > SAME_SIGNAL_MS)) child.kill(signal);
    };
    process.on(signal, handler);
    return [signal, handler] as const;
  });
  return {
    some: () => seenAt.size > 0,
    end: () => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
    },
  };
}
