import type { Exemption } from "../domain/exemptions";
import type { IgnoredChanges, PolicyException, WayOut } from "../domain/summaries";
import { jsonLine, printable, shellQuoted } from "./escaping";
import { enumerated, resourceName } from "./phrases";

/** What can be pasted: nothing of it is offered where showing it safely would change it. */
export function wayOutLines({ exclude, ignoreChanges, exemption, deletion, exceptions }: WayOut): string[] {
  const lines = [
    ...(exclude.length > 0 && exclude.every(isShownAsItIs) ? [excludeLine(exclude)] : []),
    ...ignoreChanges.slice(0, MOST_LINES).map(ignoreLine),
    ...(exemption === undefined ? [] : [exemptionLine("let it start all the same (it may end half done)", exemption)]),
    ...(deletion === undefined
      ? []
      : [deletionExemptionLine(deletion, exemption === undefined ? "all the same" : "as well")]),
    ...(exceptions === undefined || exceptions.length === 0 ? [] : [exceptionLine(exceptions)]),
  ];
  return lines.filter((line) => line.length <= MOST_CHARACTERS);
}

/** Names of 25 resources, the most that it is offered for, take less; more is no name that anybody means. */
const MOST_CHARACTERS = 20_000;
const MOST_LINES = 5;
const MOST_NAMES = 10;

const isShownAsItIs = (text: string): boolean => printable(text) === text;

/** The arguments by which the engine leaves resources out, for a shell. */
export const excludeArguments = (urns: readonly string[]): string =>
  `${urns.map((urn) => `--exclude ${shellQuoted(urn)}`).join(" ")} --exclude-dependents`;

const excludeLine = (urns: readonly string[]): string =>
  `To go on with the rest, add to the command: ${excludeArguments(urns)}`;

function ignoreLine({ names, urns }: IgnoredChanges): string {
  const resources = enumerated(
    urns.map((urn) => printable(resourceName(urn))),
    MOST_NAMES,
  );
  return `Or let the program ignore the change for now: resource option ignoreChanges: ${jsonLine(names)} on ${resources}`;
}

const exemptionLine = (outcome: string, exemption: Exemption): string =>
  `To ${outcome}, add to "exemptions" of ecs-lock-status in the pack's configuration: ${jsonLine(exemption)}`;

function deletionExemptionLine(deletion: Exemption, emphasis: string): string {
  const { instances = [], urns = [] } = deletion;
  const what =
    instances.length + urns.length > 1 ? "the instances and release their disks" : "the instance and release its disks";
  return exemptionLine(`delete ${what} ${emphasis}`, deletion);
}

function exceptionLine(exceptions: readonly PolicyException[]): string {
  const file = { version: 2, exceptions: { "ecs-lock": { reason: "why this cannot wait", match: exceptions } } };
  return (
    "Or, with Pulumi 3.274 or later, an exception in the file of --policy-pack-config (move what it has under " +
    `"policies"): ${jsonLine(file)}`
  );
}
