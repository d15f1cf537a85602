import type { InstanceStatus } from "../domain/statuses";
import { type SourceAnswer } from "../domain/behaviors";
import type { OperationVerdict, ResourceVerdict } from "../domain/verdicts";
import { whyUndecided } from "./undecided";
import { listed, nameOf, printable, seen, shownFailure, type MessageContext } from "./phrases";

/**
 * The texts that stand in the log of a preview, for a reader who did not write the change. They name properties, never
 * their values.
 */

/** The provider takes the refusal of these for a success. */
const HIDDEN: ReadonlySet<string> = new Set(["JoinSecurityGroup", "LeaveSecurityGroup"]);

export const isHiddenByProvider = (operation: string): boolean => HIDDEN.has(operation);

export const TOPIC_URL =
  "https://www.alibabacloud.com/help/en/ecs/developer-reference/api-behavior-when-an-instance-is-locked-for-security-reasons";

const WHAT_TO_DO = [
  "What to do:",
  "  1. Find out why it is locked: ECS console, Events > Instance Security Events. Clean the instance up and have the",
  "     lock lifted there or by a ticket, then run the preview again.",
  "  2. If this deployment cannot wait: take this change out of it, or leave the resource out (Pulumi's --exclude URN).",
  `About such locks: ${TOPIC_URL}`,
];

/** The violation of one refused call. `told`: the change's paragraphs stand in this policy's violation already. */
export function refusedMessage(
  verdict: ResourceVerdict,
  operation: OperationVerdict,
  context: MessageContext,
  told: string | undefined,
): string {
  const { instance } = operation;
  const subject = instance === undefined ? "an instance" : nameOf(instance, context);
  const lines = [headline(operation, subject)];
  if (told === undefined) lines.push(...details(verdict, instance));
  if (isHiddenByProvider(operation.call.operation)) {
    lines.push(
      "The provider hides this refusal: `pulumi up` would report success, and the security groups of the instance",
      "would stay as they are. This preview is the only warning.",
    );
  }
  if (operation.behavior.sourcesDiffer) lines.push(differenceLine(operation));
  lines.push(
    ...(told === undefined ? WHAT_TO_DO : [`Lock, calls and what to do: see ${told} on the same resource.`]),
    ...(told === undefined && context.defaultsHold ? [DEFAULTS_HOLD] : []),
  );
  return lines.join("\n");
}

const DEFAULTS_HOLD =
  "ecs-lock-status is disabled, so its configuration reaches no policy: the defaults of the pack hold.";

function headline({ call }: OperationVerdict, subject: string): string {
  const disk = call.target?.kind === "disk" ? ` on disk ${printable(call.target.diskId)}` : "";
  return `${call.operation}${disk} would be refused: ${subject} is locked for security reasons.`;
}

function details(verdict: ResourceVerdict, instance: InstanceStatus | undefined): string[] {
  const lock =
    instance === undefined ? [] : [`Lock: LockReason ${listed(instance.lockReasons)}; ${seen(instance.evidence)}`];
  return [...lock, changeLine(verdict), `Calls, in order: ${callList(verdict)}`, ...unknownLine(verdict)];
}

function changeLine({ resource: { urn }, change }: ResourceVerdict): string {
  const names = [...(change.kind === "replace" ? change.replaceKeys : change.changed.keys())];
  const what = names.length === 0 ? "" : ` (${listed(names)})`;
  const forced = change.kind === "replace" && names.length === 0 ? " (decided by the engine or the provider)" : "";
  return `Change: ${change.kind} of ${printable(urn)}${what}${forced}`;
}

/** Every call in order; the refused and the undecided ones are marked. */
export function callList({ operations }: ResourceVerdict): string {
  return operations
    .map(({ call, verdict }) =>
      verdict === "allowed" ? printable(call.operation) : `${printable(call.operation)} (${verdict})`,
    )
    .filter((text, index, all) => text !== all[index - 1])
    .join(", ");
}

function unknownLine({ change }: ResourceVerdict): string[] {
  const unknown = [...change.changed].filter(([, difference]) => difference === "unknown").map(([name]) => name);
  return unknown.length === 0 ? [] : [`Only known at apply, and taken for a change: ${listed(unknown)}`];
}

const SOURCE_LABELS: Readonly<Record<SourceAnswer["source"], string>> = {
  topic: "the topic",
  current: "its current page",
  apiReference: "the API reference",
};
const BEHAVIOR_LABELS: Readonly<Record<SourceAnswer["behavior"], string>> = {
  affected: "affected",
  affectedWhenDiskInUse: "affected while the disk is In_use",
  unaffected: "unaffected",
};

/** `Alibaba Cloud's documents differ on StopInstance: affected by the topic, …` */
export function differenceLine({ call, behavior }: Pick<OperationVerdict, "call" | "behavior">): string {
  const says = behavior.answers.map(
    (answer) => `${BEHAVIOR_LABELS[answer.behavior]} by ${SOURCE_LABELS[answer.source]}`,
  );
  return `Alibaba Cloud's documents differ on ${call.operation}: ${says.join(", ")}.`;
}

/** The violation of a change whose target cannot be looked up; one for all its undecided calls of one cause. */
export function undecidedMessage(
  { resource }: ResourceVerdict,
  operations: readonly OperationVerdict[],
  context: MessageContext,
): string {
  const names = listed(new Set(operations.map(({ call }) => call.operation)));
  const failure = shownFailure(whyUndecided(operations[0]?.undecided));
  const target = operations[0]?.call.target;
  const on =
    target === undefined
      ? ""
      : target.kind === "disk"
        ? ` on disk ${printable(target.diskId)}`
        : ` on instance ${printable(target.instanceId)}`;
  return [
    `Cannot say whether ${names}${on} would be refused: ${failure.cause}.`,
    `Resource: ${printable(resource.urn)}`,
    ...(failure.requestId === undefined ? [] : [`RequestId: ${failure.requestId}`]),
    `What to do: ${failure.remedy}.`,
    ...(context.defaultsHold ? [DEFAULTS_HOLD] : []),
  ].join("\n");
}
