import type { Command } from "commander";
import type { AuditOptions } from "../commands/audit";
import {
  addApiOptions,
  configOption,
  CREDENTIALS,
  debugOption,
  editionOption,
  formatOption,
  liveOption,
  locksOption,
  outputOption,
  regionOption,
} from "./options";

export function addAudit(
  program: Command,
  act: (file: string | undefined, options: AuditOptions) => Promise<void>,
): void {
  addApiOptions(
    program
      .command("audit")
      .summary("find what a lock has swallowed or left half applied")
      .description(
        "Finds in the state of a stack the changes that a lock has swallowed or left half applied in earlier updates, " +
          "and says what repairs each. Nothing else tells: the next preview may be clean.",
      )
      .argument("[state]", "the output of `pulumi stack export`; - or none: standard input")
      .addOption(locksOption())
      .addOption(liveOption())
      .addOption(regionOption("the region of instances whose provider names none (default: ALICLOUD_REGION)"))
      .addOption(editionOption())
      .addOption(configOption()),
  )
    .addOption(formatOption())
    .addOption(outputOption())
    .option("--exit-zero", "end with 0 whatever is found")
    .addOption(debugOption())
    .addHelpText("after", STATUSES)
    .addHelpText("after", NOTES)
    .addHelpText("after", CREDENTIALS)
    .addHelpText("after", EXAMPLES)
    .action(act);
}

const STATUSES = `
Exit status:
  0   the state holds no such leftover
  1   it holds some
  2   it cannot be said: the state cannot be read
  64  the command line is wrong`;

const NOTES = `
A leftover is an update that the provider reported as done although the call
was refused (security groups), or one that failed at a refused call and has
changed a part (name, bandwidth, key pair and others). The state tells it by
inputs and outputs that differ and by the error of the last update. An update
that has succeeded since then may have hidden it: then only the cloud can tell,
by \`pulumi refresh\`.

With --live or --locks it says whether the instance is still locked. Without
them nothing is looked up.`;

const EXAMPLES = `
Examples:
  pulumi stack export | ecs-lock audit
  pulumi stack export | ecs-lock audit --live --exit-zero
  pulumi stack export --file state.json
  ecs-lock audit state.json --locks locks.json --format json --output audit.json`;
