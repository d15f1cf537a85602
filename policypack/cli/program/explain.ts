import { Option, type Command } from "commander";
import type { ExplainOptions } from "../commands/explain";
import {
  addApiOptions,
  configOption,
  CREDENTIALS,
  debugOption,
  editionOption,
  liveOption,
  locksOption,
  outputOption,
  regionOption,
} from "./options";

export function addExplain(
  program: Command,
  act: (operation: string | undefined, options: ExplainOptions) => Promise<void>,
): void {
  addApiOptions(
    program
      .command("explain")
      .summary("say what a lock refuses, and what still works")
      .description(
        "Says what a lock does to an ECS operation, what in Pulumi calls it, and what to do; of an instance, whether " +
          "it is locked, what is refused on it and what still works.",
      )
      .argument("[operation]", "an ECS operation, such as StartInstance, or the name of a policy")
      .option("--list", "all operations, as a table")
      .option("--resource <type>", "which changes of a Pulumi type call what, e.g. alicloud:ecs:Instance")
      .addOption(
        new Option("--instance <id>", "of this instance now; without an operation: all that is refused").conflicts(
          "disk",
        ),
      )
      .option("--disk <id>", "the same for a disk")
      .addOption(regionOption("the region of the instance or disk (default: ALICLOUD_REGION)"))
      .addOption(locksOption())
      .addOption(liveOption())
      .addOption(editionOption())
      .addOption(configOption()),
  )
    .addOption(outputOption())
    .addOption(debugOption())
    .addHelpText("after", STATUSES)
    .addHelpText("after", CREDENTIALS)
    .addHelpText("after", EXAMPLES)
    .action(act);
}

const STATUSES = `
Exit status:
  0   explained; with a target, it would not be refused now
  1   with --instance or --disk: it would be refused now, or the instance is
      locked
  2   the operation is not known, or the target could not be looked up
  64  the command line is wrong`;

const EXAMPLES = `
Examples:
  ecs-lock explain --list
  ecs-lock explain StopInstance
  ecs-lock explain --resource alicloud:ecs:Instance
  ecs-lock explain --instance i-bp1a2b3c4d
  ecs-lock explain JoinSecurityGroup --instance i-bp1a2b3c4d --locks locks.json`;
