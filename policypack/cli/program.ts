import { Command } from "commander";
import type { AuditOptions } from "./commands/audit";
import type { CheckOptions } from "./commands/check";
import type { ExplainOptions } from "./commands/explain";
import type { GuardAction, GuardOptions } from "./commands/guard";
import type { LocksOptions } from "./commands/locks";
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
  const program = prepare(new Command("ecs-lock"))
    .description("What a security lock of Alibaba Cloud ECS instances does to planned changes.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help for a command")
    .configureHelp({ helpWidth: 80 })
    .addHelpText("after", TASKS);
  addLocks(program, (options) => actions.locks(options));
  addExplain(program, (operation, options) => actions.explain(operation, options));
  addCheck(program, (file, options) => actions.check(file, options));
  addGuard(program, (action, pulumi, options) => actions.guard(action, pulumi, options));
  addAudit(program, (file, options) => actions.audit(file, options));
  return program;
}

const TASKS = `
What is locked?                     ecs-lock locks --region cn-hangzhou
What is refused on an instance?     ecs-lock explain --instance ID
May I do this now?                  ecs-lock explain StopInstance --instance ID
Would this update be refused?       pulumi preview --json | ecs-lock check
Run it only if nothing is refused   ecs-lock guard up -- --stack dev
What has a lock swallowed before?   pulumi stack export | ecs-lock audit

Region and credentials are those of the alicloud provider's environment
variables: ALICLOUD_REGION, ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY, or
ALICLOUD_PROFILE. Each command has more in its --help.`;
