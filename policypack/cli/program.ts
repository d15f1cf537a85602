import { Command, InvalidArgumentError, Option } from "commander";
import { EDITIONS } from "../operations/behavior";
import type { CheckOptions } from "./commands/check";
import type { ExplainOptions } from "./commands/explain";
import { FORMATS } from "../report/formats/index";
import type { LocksOptions } from "./commands/locks";

/** What the commands do. The documentation of the commands is made from the same program, with nothing to do. */
export interface Actions {
  check(file: string | undefined, options: CheckOptions): Promise<void>;
  locks(options: LocksOptions): Promise<void>;
  explain(operation: string | undefined, options: ExplainOptions): Promise<void>;
}

const STATUSES = `
Exit status:
  0   nothing is refused
  1   something is refused
  2   it cannot be said: the input cannot be read, the preview failed, or a look-up failed
  64  the command line is wrong`;

const CREDENTIALS = `
Look-ups in the ECS API need ecs:DescribeInstances and ecs:DescribeDisks. Credentials are those of the alicloud
provider's environment variables (ALICLOUD_ACCESS_KEY, ALICLOUD_PROFILE …) or of Alibaba Cloud's default chain.`;

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
    .configureHelp({ helpWidth: 100 });
  addCheck(program, actions);
  addLocks(program, actions);
  addExplain(program, actions);
  return program;
}

const locksOption = (): Option =>
  new Option("--locks <file>", "read lock statuses from this lock file (see ecs-lock locks)").conflicts("live");
const liveOption = (): Option => new Option("--live", "look lock statuses up in the ECS API");
const editionOption = (): Option =>
  new Option("--edition <edition>", "the source of the lock table that counts where they disagree").choices(EDITIONS);
const outputOption = (): Option => new Option("--output <file>", "write to this file, not to standard output");
const debugOption = (): Option => new Option("--debug", "show the stack of an unexpected error");

function addCheck(program: Command, actions: Actions): void {
  program
    .command("check")
    .summary("judge the JSON of a preview")
    .description(
      "Judges what `pulumi preview --json` or `pulumi destroy --preview-only --json` plans: every ECS call that the " +
        "changes make, and whether the security lock of an instance refuses it.",
    )
    .argument("[file]", "the JSON, one document or the streamed events; - or none: standard input")
    .addOption(locksOption())
    .addOption(liveOption())
    .addOption(editionOption())
    .option(
      "--config <file>",
      "a file as for --policy-pack-config, or the keys of ecs-lock-status as JSON; enforcement levels are not applied",
    )
    .addOption(new Option("--format <format>", "how to print the result").choices(FORMATS).default("text"))
    .addOption(outputOption())
    .addOption(debugOption())
    .addHelpText("after", STATUSES)
    .addHelpText("after", CREDENTIALS)
    .addHelpText("after", CHECK_EXAMPLES)
    .action((file: string | undefined, options: CheckOptions) => actions.check(file, options));
}

const CHECK_EXAMPLES = `
Make the preview with --show-replacement-steps: without it, Pulumi hides the deletion of what an interrupted update has
left behind. Add --show-sames where the program has provider resources of its own and look-ups are made: Pulumi hides
unchanged ones, and with them their region.

The events of PULUMI_ENABLE_STREAMING_JSON_PREVIEW are read as well. They show every step, but less of each: not which
resources are deleted with others (deletedWith), so a call that is not made may be reported.

Of a file as for --policy-pack-config, the keys of ecs-lock-status count. Enforcement levels (disabled as well),
environments and exceptions are the engine's, and the inventory is the pack's: check applies none of them.

The JSON is read step by step: its size does not matter, only the number of changes of ECS resources that it holds.

Examples:
  pulumi preview --json --show-replacement-steps | ecs-lock check
  pulumi destroy --preview-only --json --show-replacement-steps | ecs-lock check --locks locks.json
  ecs-lock check preview.json --format sarif --output ecs-lock.sarif`;

function addLocks(program: Command, actions: Actions): void {
  program
    .command("locks")
    .summary("show what is locked now, or write a lock file")
    .description(
      "Prints the instances of a region that are locked for security reasons. With --output, writes a lock file with " +
        "the status of every instance and disk of the region, for `ecs-lock check --locks` and for the policy pack.",
    )
    .requiredOption("--region <region...>", "the region; several may be named")
    .option("--instance <id...>", "only these instances and the disks attached to them")
    .addOption(
      new Option("--timeout <seconds>", "for all look-ups of one region").argParser(seconds).default(DEFAULT_TIMEOUT),
    )
    .addOption(outputOption())
    .addOption(debugOption())
    .addHelpText("after", LOCKS_STATUSES)
    .addHelpText("after", CREDENTIALS)
    .action((options: LocksOptions) => actions.locks(options));
}

const DEFAULT_TIMEOUT = 300;

function seconds(text: string): number {
  const number = Number(text);
  if (number > 0 && number <= 3600) return number;
  throw new InvalidArgumentError("It must be a number of seconds up to 3600.");
}

const LOCKS_STATUSES = `
The ECS API does not say since when an instance is locked.

Exit status:
  0   looked up, whether or not something is locked
  2   a look-up failed
  64  the command line is wrong`;

function addExplain(program: Command, actions: Actions): void {
  program
    .command("explain")
    .summary("say what the lock does to an operation")
    .description("Says what the lock does to one ECS operation by each source, and what in Pulumi calls it.")
    .argument("[operation]", "an ECS operation, such as StartInstance, or the name of a policy")
    .option("--list", "all operations, as a table")
    .option("--resource <type>", "which changes of a Pulumi type call what, e.g. alicloud:ecs/instance:Instance")
    .addOption(new Option("--instance <id>", "whether it would be refused on this instance now").conflicts("disk"))
    .option("--disk <id>", "the same for a disk")
    .option("--region <region>", "the region of the instance or disk (default: ALICLOUD_REGION)")
    .addOption(locksOption())
    .addOption(liveOption())
    .addOption(editionOption())
    .addOption(outputOption())
    .addOption(debugOption())
    .addHelpText("after", EXPLAIN_STATUSES)
    .action((operation: string | undefined, options: ExplainOptions) => actions.explain(operation, options));
}

const EXPLAIN_STATUSES = `
Exit status:
  0   explained; with a target, it would not be refused now
  1   with --instance or --disk: it would be refused now
  2   the operation is not known, or the target could not be looked up
  64  the command line is wrong`;
