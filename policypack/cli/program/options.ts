import { InvalidArgumentError, Option, type Command } from "commander";
import { EDITIONS } from "../../operations/behavior";
import { FORMATS } from "../../report/formats/index";
import type { FormatChoice } from "../reporting";

/** The options that several commands share, each with one meaning. */

export const locksOption = (): Option =>
  new Option("--locks <file>", "read lock statuses from this lock file (see ecs-lock locks)").conflicts("live");
export const liveOption = (): Option => new Option("--live", "look lock statuses up in the ECS API");
export const editionOption = (): Option =>
  new Option("--edition <edition>", "the source of the lock table that counts where they disagree").choices(EDITIONS);
export const configOption = (): Option =>
  new Option("--config <file>", "a file as for --policy-pack-config, or the keys of ecs-lock-status as JSON");
export const formatOption = (): Option =>
  new Option("--format <format>", FORMAT_WORDS).argParser(formatChoice).default(undefined, "text");
export const outputOption = (): Option =>
  new Option("--output <file>", "write to this file; - is standard output, as without it");
export const regionOption = (words: string): Option => new Option("--region <region>", words);

const FORMAT_WORDS = `how to print the result, with =FILE into a file of its own; may be given several times (${FORMATS.join(", ")})`;

/** `sarif` or `sarif=FILE`, beside those that were given before. */
function formatChoice(text: string, before: readonly FormatChoice[] | undefined): readonly FormatChoice[] {
  const [name = "", ...file] = text.split("=");
  const format = FORMATS.find((one) => one === name);
  if (format === undefined) throw new InvalidArgumentError(`Allowed choices are ${FORMATS.join(", ")}.`);
  if (file.length > 0 && file.join("=") === "") throw new InvalidArgumentError(`Name a file after ${format}=.`);
  return [...(before ?? []), file.length === 0 ? { format } : { format, file: file.join("=") }];
}

/** How the ECS API is asked, wherever it is. */
export function addApiOptions(command: Command): Command {
  return command
    .addOption(new Option("--profile <name>", "the profile of the aliyun CLI whose credentials look up"))
    .addOption(new Option("--endpoint <address>", "ECS endpoint in place of the region's (VPC endpoint, proxy)"))
    .addOption(
      new Option("--timeout <seconds>", "for all look-ups of one account and region, retries included").argParser(
        seconds,
      ),
    );
}

export const debugOption = (): Option => new Option("--debug", "show the stack of an unexpected error");

function seconds(text: string): number {
  const number = Number(text);
  if (number > 0 && number <= 3600) return number;
  throw new InvalidArgumentError("It must be a number of seconds up to 3600.");
}

export const CREDENTIALS = `
Look-ups in the ECS API need ecs:DescribeInstances and ecs:DescribeDisks.
Credentials are those of the alicloud provider's environment variables
(ALICLOUD_ACCESS_KEY, ALICLOUD_PROFILE …) or of Alibaba Cloud's default chain;
--profile comes before both.`;
