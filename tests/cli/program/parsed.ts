// What a command line comes to: which action is asked for, and with what.
import { CommanderError } from "commander";
import { createProgram, type Actions } from "../../../policypack/cli/program";

export interface Parsed {
  /** The action, and what it was given. */
  readonly asked: readonly unknown[];
  /** What is wrong with the command line; "": nothing. */
  readonly error: string;
}

export async function parsed(...args: readonly string[]): Promise<Parsed> {
  let asked: readonly unknown[] = [];
  let error = "";
  const noting =
    (name: keyof Actions, given: number) =>
    (...all: readonly unknown[]): Promise<void> => {
      // Commander gives the command itself besides.
      asked = [name, ...all.slice(0, given)];
      return Promise.resolve();
    };
  const actions: Actions = {
    locks: noting("locks", 1),
    explain: noting("explain", 2),
    check: noting("check", 2),
    guard: noting("guard", 3),
    audit: noting("audit", 2),
  };
  const program = createProgram(actions, "1.2.3", (command) =>
    command.exitOverride().configureOutput({
      writeOut: () => undefined,
      writeErr: () => undefined,
      outputError: (text) => {
        error = text.replace(/^error: /, "").trim();
      },
    }),
  );
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
  }
  return { asked, error };
}
