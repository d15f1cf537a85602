import type { Command } from "commander";
import type { CheckOptions } from "../commands/check";
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

export function addCheck(
  program: Command,
  act: (file: string | undefined, options: CheckOptions) => Promise<void>,
): void {
  addApiOptions(
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
      .addOption(configOption()),
  )
    .addOption(formatOption())
    .addOption(outputOption())
    .option("--exit-zero", "end with 0 whatever is found: for a job that only reports")
    .addOption(debugOption())
    .addHelpText("after", STATUSES)
    .addHelpText("after", FORMAT_TABLE)
    .addHelpText("after", CREDENTIALS)
    .addHelpText("after", NOTES)
    .action(act);
}

const STATUSES = `
Exit status:
  0   nothing is refused
  1   something is refused
  2   it cannot be said: the input cannot be read, the preview failed, or a
      look-up failed
  64  the command line is wrong`;

const FORMAT_TABLE = `
Formats:
  text      for the log of a job; the default
  json      for programs; its schema is docs/check-output.schema.json
  sarif     for code scanning, such as that of GitHub
  junit     for test reports of a CI service
  markdown  for a comment on a pull request
  github    annotations of a GitHub workflow: ten at most, the rest in one
  gitlab    the code quality report of a GitLab job
  html      a page for a person, in one file that needs nothing else
Each may have a file of its own: --format sarif=FILE --format html=FILE`;

const NOTES = `
Make the preview with --show-replacement-steps: without it, Pulumi hides the
deletion of what an interrupted update has left behind, and of what is gone from
the program and depends on a resource that is deleted before it is replaced.
Add --show-sames where the program has provider resources of its own and
look-ups are made: Pulumi hides unchanged ones, and with them their region.
\`ecs-lock guard\` does both.

"Up to 13 ECS calls" counts calls that may not be made at all, because the
preview leaves a change open: a property is newer than this version, say. In
JSON they are those with "certain": false.

The events of PULUMI_ENABLE_STREAMING_JSON_PREVIEW are read as well. They show
every step, but less of each: not which resources are deleted with others
(deletedWith), so a call that is not made may be reported.

Of a file as for --policy-pack-config, the keys of ecs-lock-status and the
enforcement levels count: a policy that is advisory stops nothing, one that is
disabled says nothing. Environments and exceptions are the engine's, and the
inventory is the pack's.

The JSON is read step by step: its size does not matter, only the number of
changes of ECS resources that it holds.

Examples:
  pulumi preview --json --show-replacement-steps | ecs-lock check
  pulumi preview --json --show-replacement-steps > preview.json
  ecs-lock check preview.json --locks locks.json --format markdown --exit-zero
  ecs-lock check preview.json --live --format sarif --output ecs-lock.sarif
  ecs-lock check preview.json --format text --format html=ecs-lock.html
  pulumi destroy --preview-only --json > destroy.json
  ecs-lock check destroy.json --locks locks.json`;
