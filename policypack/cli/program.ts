import type { Command } from "commander";
import type { AuditOptions } from "./commands/audit";
import type { CheckOptions } from "./commands/check";
import type { ExplainOptions } from "./commands/explain";
import type { GuardAction, GuardOptions } from "./commands/guard";
import type { LocksOptions } from "./commands/locks";
import { baseProgram } from "./program/base";
import { addAudit } from "./program/audit";
import { addCheck } from "./program/check";
import { addExplain } from "./program/explain";
import { addGuard } from "./program/guard";
import { addLocks } from "./program/locks";

/** What the commands do. The documentation of the commands is made from the same program, with nothing to do. */
export interface Actions {
  locks(options: LocksOptions): Promise<void>;
  explain(operation: string | undefined, options: ExplainOptions): Promise<void>;
  check(file: string | undefined, options: CheckOptions): Promise<void>;
  guard(action: GuardAction, pulumi: readonly string[], options: GuardOptions): Promise<void>;
  audit(file: string | undefined, options: AuditOptions): Promise<void>;
}

/** The commands with their options and help texts. `prepare` is what the subcommands are to inherit. */
export function createProgram(
  actions: Actions,
  version: string,
  prepare: (program: Command) => Command = (program) => program,
): Command {
  const program = baseProgram(version, prepare);
  addLocks(program, (options) => actions.locks(options));
  addExplain(program, (operation, options) => actions.explain(operation, options));
  addCheck(program, (file, options) => actions.check(file, options));
  addGuard(program, (action, pulumi, options) => actions.guard(action, pulumi, options));
  addAudit(program, (file, options) => actions.audit(file, options));
  return program;
}
