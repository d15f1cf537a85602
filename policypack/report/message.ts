import type { Evidence, InstanceStatus } from "../locks/lockStatus";
import { policyName, policyOperation, type SourceAnswer } from "../operations/behavior";
import type { ReviewedChange, ReviewedOperation } from "../review/review";
import { daysLeft, type Exemption } from "../review/exemptions";

/**
 * The texts that stand in the log of a preview, for a reader who did not write the change. They name properties, never
 * their values.
 */

/** What the texts need besides the review. */
export interface MessageContext {
  /** Region of the resource's provider, where the look-up does not say. */
  readonly region: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** `ecs-lock-status` is disabled: nobody has handed its configuration to the pack. */
  readonly defaultsHold: boolean;
}

/** The provider takes the refusal of these for a success. */
const HIDDEN = new Set(["JoinSecurityGroup", "LeaveSecurityGroup"]);

export const TOPIC_URL =
  "https://www.alibabacloud.com/help/en/ecs/developer-reference/api-behavior-when-an-instance-is-locked-for-security-reasons";

const WHAT_TO_DO = [
  "What to do:",
  "  1. Find out why it is locked: ECS console, Events > Instance Security Events. Clean the instance up and have the",
  "     lock lifted there or by a ticket, then run the preview again.",
  "  2. If this deployment cannot wait: take the change to this resource out of it, or leave the resource out",
  "     (pulumi up --exclude URN).",
];

/** The violation of one refused call. `told`: the change's paragraphs stand in this policy's violation already. */
export function refusedMessage(
  reviewed: ReviewedChange,
  operation: ReviewedOperation,
  context: MessageContext,
  told: string | undefined,
): string {
  const { instance } = operation;
  const subject = instance === undefined ? "an instance" : nameOf(instance, context);
  const lines = [headline(operation, subject)];
  if (told === undefined) lines.push(...details(reviewed, instance));
  if (HIDDEN.has(operation.call.operation)) {
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

function headline({ call }: ReviewedOperation, subject: string): string {
  const disk = call.target?.kind === "disk" ? ` on disk ${call.target.diskId}` : "";
  return `${call.operation}${disk} would be refused: ${subject} is locked for security reasons.`;
}

/** `instance i-abc ("web-1", cn-hangzhou)` */
function nameOf({ instanceId, name, regionId }: InstanceStatus, { region }: MessageContext): string {
  const known = [name === undefined || name === "" ? undefined : JSON.stringify(name), regionId ?? region];
  const parts = known.filter((part) => part !== undefined);
  return `instance ${instanceId}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}`;
}

function details(reviewed: ReviewedChange, instance: InstanceStatus | undefined): string[] {
  const lock =
    instance === undefined ? [] : [`Lock: LockReason ${instance.lockReasons.join(", ")}; ${seen(instance.evidence)}`];
  return [...lock, changeLine(reviewed), `Calls, in order: ${callList(reviewed)}`, ...unknownLine(reviewed)];
}

function seen({ source, at, requestId, file }: Evidence): string {
  if (source === "file") return `seen in the lock file ${file ?? "?"} of ${at}`;
  return `seen ${at} by DescribeInstances${requestId === undefined ? "" : `, RequestId ${requestId}`}`;
}

function changeLine({ planned: { urn, change } }: ReviewedChange): string {
  const names = [...(change.kind === "replace" ? change.replaceKeys : change.changed.keys())];
  const what = names.length === 0 ? "" : ` (${names.join(", ")})`;
  const forced = change.kind === "replace" && names.length === 0 ? " (decided by the engine or the provider)" : "";
  return `Change: ${change.kind} of ${urn}${what}${forced}`;
}

/** Every call in order; the refused and the undecided ones are marked. */
export function callList({ operations }: ReviewedChange): string {
  return operations
    .map(({ call, verdict }) => (verdict === "allowed" ? call.operation : `${call.operation} (${verdict})`))
    .filter((text, index, all) => text !== all[index - 1])
    .join(", ");
}

function unknownLine({ planned: { change } }: ReviewedChange): string[] {
  const unknown = [...change.changed].filter(([, difference]) => difference === "unknown").map(([name]) => name);
  return unknown.length === 0 ? [] : [`Only known at apply, and taken for a change: ${unknown.join(", ")}`];
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
export function differenceLine({ call, behavior }: Pick<ReviewedOperation, "call" | "behavior">): string {
  const says = behavior.answers.map(
    (answer) => `${BEHAVIOR_LABELS[answer.behavior]} by ${SOURCE_LABELS[answer.source]}`,
  );
  return `Alibaba Cloud's documents differ on ${call.operation}: ${says.join(", ")}.`;
}

/** The violation of a change whose target cannot be looked up; one for all its undecided calls of one cause. */
export function undecidedMessage(
  { planned }: ReviewedChange,
  operations: readonly ReviewedOperation[],
  context: MessageContext,
): string {
  const names = [...new Set(operations.map(({ call }) => call.operation))].join(", ");
  const failure = operations[0]?.failure;
  const target = operations[0]?.call.target;
  const on =
    target === undefined
      ? ""
      : target.kind === "disk"
        ? ` on disk ${target.diskId}`
        : ` on instance ${target.instanceId}`;
  return [
    `Cannot say whether ${names}${on} would be refused: ${failure?.cause ?? "the status is not known"}.`,
    `Change: ${planned.change.kind} of ${planned.urn}`,
    ...(failure?.requestId === undefined ? [] : [`RequestId: ${failure.requestId}`]),
    `What to do: ${failure?.remedy ?? "run the preview again"}.`,
    ...(context.defaultsHold ? [DEFAULTS_HOLD] : []),
  ].join("\n");
}

/** The advisory of a call that an exemption lets through. */
export function exemptMessage(operation: ReviewedOperation, exemption: Exemption, context: MessageContext): string {
  const { call, instance } = operation;
  const days = daysLeft(exemption, context.now);
  const subject =
    instance === undefined ? "its target could not be looked up" : `${nameOf(instance, context)} is locked`;
  return [
    `${call.operation} is let through by an exemption (${subject}); the ECS API will still refuse it.`,
    `Exemption: ${oneLine(exemption.reason)}; expires ${exemption.expires}, ${days} ${days === 1 ? "day" : "days"} left.`,
  ].join("\n");
}

export function expiredMessage(exemption: Exemption): string {
  return (
    `An exemption has expired on ${exemption.expires} and exempts nothing any more: ${oneLine(exemption.reason)}\n` +
    "What to do: take it out of the configuration of ecs-lock-status, or renew it."
  );
}

/** The advisory on a locked instance that is deleted without being refused. */
export function deletionMessage(
  { planned }: ReviewedChange,
  instance: InstanceStatus,
  diskIds: readonly string[],
  context: MessageContext,
): string {
  const known = diskIds.length === 0 ? "none are known to this stack" : diskIds.join(", ");
  return [
    `Deleting ${nameOf(instance, context)} is allowed although it is locked for security reasons, but releases its disks`,
    "with it, also those with deleteWithInstance false.",
    `Disks: ${known}`,
    `Change: ${planned.change.kind} of ${planned.urn}`,
    "What to do: if a disk must be kept, have the lock lifted first (a snapshot of a disk in use is refused as well).",
  ].join("\n");
}

/** The advisory on what another service would do to a locked instance. */
export function effectMessage(
  { planned }: ReviewedChange,
  { effect, instance }: ReviewedChange["effects"][number],
  context: MessageContext,
): string {
  return [
    `${effect.service} ${effect.action} as a consequence of this change: ${nameOf(instance, context)} is locked for`,
    "security reasons. The provider itself makes no ECS call, so whether this is refused shows only in that service.",
    `Change: ${planned.change.kind} of ${planned.urn}`,
  ].join("\n");
}

/** Which policy reports on a call. */
export const policyOf = ({ call }: Pick<ReviewedOperation, "call">): string =>
  policyName(policyOperation(call.operation));

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
