import { Option, type Command } from "commander";
import type { LocksOptions } from "../commands/locks";
import { addApiOptions, configOption, CREDENTIALS, debugOption, outputOption } from "./options";

export function addLocks(program: Command, act: (options: LocksOptions) => Promise<void>): void {
  addApiOptions(
    program
      .command("locks")
      .summary("show what is locked now, or write a lock file")
      .description(
        "Prints the instances that are locked for security reasons. With --output FILE, writes a lock file with the " +
          "status of every instance and disk of the regions, for --locks and for the policy pack.",
      )
      .addOption(
        new Option("--region <region...>", "one or several regions (default: ALICLOUD_REGION)").conflicts("allRegions"),
      )
      .option("--all-regions", "every region of the account (needs ecs:DescribeRegions)")
      .option("--instance <id...>", "only these instances and the disks attached to them")
      .option("--name <name...>", "only instances of these names; * stands for any text")
      .addOption(configOption()),
  )
    .addOption(
      new Option("--format <format>", "how to print: text, or the lock file as JSON").choices(["text", "json"]),
    )
    .addOption(outputOption())
    .option("--exit-code", "end with 1 if something is locked")
    .addOption(debugOption())
    .addHelpText("after", STATUSES)
    .addHelpText("after", CREDENTIALS)
    .addHelpText("after", EXAMPLES)
    .action(act);
}

const STATUSES = `
The ECS API does not say since when an instance is locked.

Exit status:
  0   looked up, whether or not something is locked
  1   with --exit-code: something is locked
  2   a look-up failed, or a named instance was not found
  64  the command line is wrong`;

const EXAMPLES = `
Examples:
  ecs-lock locks
  ecs-lock locks --region cn-hangzhou cn-beijing --output locks.json
  ecs-lock locks --all-regions --exit-code
  ecs-lock locks --name "web-*" --format json`;
