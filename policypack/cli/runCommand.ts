import { CommanderError, type Command, type OutputConfiguration } from "commander";
import { ConfigurationError } from "../configuration/configurationError";
import { defectKind } from "../report/advisories";
import { check } from "./commands/check";
import { CliFailure, STATUS, type ExitStatus, type Status } from "./failure";
import type { Actions } from "./program";
import { baseProgram } from "./program/base";
import { addCheck } from "./program/check";
import { printable, printableLines } from "../report/escaping";
import type { Surroundings } from "./surroundings";
import { toolVersion } from "./toolVersion";

/** Runs `ecs-lock` with these arguments; resolves with its exit status and never rejects. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitStatus> {
  let status: ExitStatus = STATUS.ok;
  const program = await programFor(
    args,
    {
      check: async (file, options) => {
        if (file === undefined && surroundings.stdin.isTTY === true) throw new CliFailure(NO_INPUT, STATUS.usage);
        status = await check(file ?? "-", options, surroundings);
      },
      guard: async (action, pulumi, options) => {
        const { guard } = await import("./commands/guard.js");
        status = await guard(action, pulumi, options, surroundings);
      },
      audit: async (file, options) => {
        if (file === undefined && surroundings.stdin.isTTY === true) throw new CliFailure(NO_STATE, STATUS.usage);
        const { audit } = await import("./commands/audit.js");
        status = await audit(file ?? "-", options, surroundings);
      },
      locks: async (options) => {
        const { locks } = await import("./commands/locks.js");
        status = await locks(options, surroundings);
      },
      explain: async (operation, options) => {
        const { explain } = await import("./commands/explain.js");
        status = await explain(operation, options, surroundings);
      },
    },
    (command) => command.exitOverride().configureOutput(outputs(surroundings, args[0] === "guard")),
  );
  try {
    await program.parseAsync(args, { from: "user" });
    return status;
  } catch (error) {
    return failed(error, args.includes("--debug"), surroundings);
  }
}

/** With all commands, but where one is named that does not need the others: what is not loaded takes no time. */
async function programFor(
  args: readonly string[],
  actions: Actions,
  prepare: (program: Command) => Command,
): Promise<Command> {
  if (args[0] === "check") {
    const program = baseProgram(toolVersion(), prepare);
    addCheck(program, (file, options) => actions.check(file, options));
    return program;
  }
  const { createProgram } = await import("./program.js");
  return createProgram(actions, toolVersion(), prepare);
}

function outputs({ stdout, stderr }: Surroundings, isGuard: boolean): OutputConfiguration {
  return {
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
    // One line, also where a suggestion follows on a second one.
    outputError: (text, write) => {
      const words = text
        .replace(/^error: /, "")
        .trim()
        .replace(/\s+/g, " ");
      const hint = isGuard && words.startsWith("unknown option") ? AFTER_DASHES : "";
      write(`ecs-lock: ${printable(words)}${hint}\n`);
    },
  };
}

const AFTER_DASHES = " (pulumi's own arguments come after --, as in `ecs-lock guard up -- --stack dev`)";
const NO_STATE = "name a file, or give a state on standard input: pulumi stack export | ecs-lock audit";
const NO_INPUT = "name a file, or give the JSON of a preview on standard input";

function failed(error: unknown, debug: boolean, { stderr }: Surroundings): Status {
  if (error instanceof CommanderError) return error.exitCode === 0 ? STATUS.ok : STATUS.usage;
  const known = error instanceof CliFailure || error instanceof ConfigurationError;
  // The message of any other error may hold anything, so it is shown on demand only.
  const name = defectKind(error);
  const said = known ? error.message : `unexpected error (${name}): run with --debug, and report it`;
  stderr.write(`ecs-lock: ${printable(said)}\n`);
  if (debug && !known && error instanceof Error) stderr.write(`${printableLines(error.stack ?? "")}\n`);
  return error instanceof CliFailure ? error.status : STATUS.cannotSay;
}
