import { Argument, Option, type Command } from "commander";
import type { GuardAction, GuardOptions } from "../commands/guard";
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
} from "./options";

export type GuardCommand = (action: GuardAction, pulumi: readonly string[], options: GuardOptions) => Promise<void>;

export function addGuard(program: Command, act: GuardCommand): void {
  addApiOptions(
    program
      .command("guard")
      .summary("run pulumi up or destroy only if no lock refuses a part of it")
      .description(
        "Previews with the arguments of pulumi, judges the preview as `check` does, and applies what was judged: " +
          "nothing is applied if something is refused, or if it cannot be said.",
      )
      .usage("[options] up|destroy [-- arguments of pulumi]")
      .addArgument(new Argument("<action>", "what Pulumi is to do").choices(["up", "destroy"]))
      .argument("[pulumi...]", "arguments of pulumi, such as --stack prod or -C infra")
      .addOption(locksOption())
      .addOption(liveOption())
      .addOption(editionOption())
      .addOption(configOption()),
  )
    .addOption(formatOption())
    .addOption(outputOption())
    .addOption(new Option("--no-plan", "hold `up` to no saved plan: it plans anew what it applies"))
    .addOption(debugOption())
    .addHelpText("after", STATUSES)
    .addHelpText("after", NOTES)
    .addHelpText("after", CREDENTIALS)
    .addHelpText("after", EXAMPLES)
    .action(act);
}

const STATUSES = `
Exit status:
  0     applied
  1     something is refused: nothing was applied
  2     it cannot be said, the preview failed, or the state has changed since:
        nothing was applied
  64    the command line is wrong
  else  that of pulumi, which was run and failed`;

const NOTES = `
\`up\` is held to a plan that the preview saves (pulumi up --plan): where the
program decides otherwise by then, Pulumi stops in its own preview, before it
applies anything (with --skip-preview: when it comes to that resource). Pulumi
has no plan for \`destroy\`, nor with --no-plan: there the stack's state is
compared before and after the preview, and nothing is applied if it has
changed.

What is locked between the judgement and the update, and what has drifted in
the cloud, is not pinned by either.

--yes, --skip-preview, --continue-on-error and the like go to the update only;
--yes is added where there is no terminal to ask at. Without --skip-preview
Pulumi shows its own preview of what it is held to, and asks. A signal reaches
Pulumi, and its end is awaited.`;

const EXAMPLES = `
Examples:
  ecs-lock guard up -- --stack dev
  ecs-lock guard up --locks locks.json --format sarif --output ecs-lock.sarif
  ecs-lock guard destroy --edition strict -- --stack dev --skip-preview`;
