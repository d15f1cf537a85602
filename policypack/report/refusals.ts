import type { SourceAnswer } from "../domain/behaviors";
import type { OperationVerdict, ResourceVerdict } from "../domain/verdicts";
import { createsInstances } from "../operations/behavior";
import { changedNames } from "../review/findings/changedNames";
import {
  declaredAt,
  enumerated,
  idAndName,
  listed,
  nameOf,
  printable,
  resourceName,
  seen,
  type MessageContext,
} from "./phrases";

/**
 * The texts on refused calls, for a reader who did not write the change. They name properties, never their values. What
 * holds for all of them stands in the summary (`summaries.ts`).
 */

export const TOPIC_URL =
  "https://www.alibabacloud.com/help/en/ecs/developer-reference/api-behavior-when-an-instance-is-locked-for-security-reasons";

/**
 * The violation that tells a change: its first refused call, the lock, the change and all of its calls; of a deletion
 * that the configuration stops, the disks that would go with the instance.
 */
export function refusedMessage(
  verdict: ResourceVerdict,
  operation: OperationVerdict,
  context: MessageContext,
  diskIds?: readonly string[],
): string {
  const disks = diskIds === undefined ? [] : [`Disks that would go with it: ${disksKnown(diskIds)}`];
  return [headline(verdict, operation, context), ...disks, changeLine(verdict), ...unknownLine(verdict)].join("\n");
}

/** Disks of an instance, as far as the stack knows them. */
export const disksKnown = (diskIds: readonly string[]): string =>
  diskIds.length === 0 ? "none are known to this stack" : listed(diskIds);

/** The violation of another refused call of the same change. */
export function alsoRefusedMessage(
  { resource }: ResourceVerdict,
  { call, instance }: OperationVerdict,
  context: MessageContext,
): string {
  const subject = instance === undefined ? "" : `: ${nameOf(instance, context)}`;
  const name = printable(resourceName(resource.urn));
  return `${call.operation}${diskOf(call)} would be refused, in the change of ${name}${subject}.`;
}

function headline({ change }: ResourceVerdict, operation: OperationVerdict, context: MessageContext): string {
  const { call, instance, stoppedBy } = operation;
  const by = stoppedBy === undefined ? "" : ` by the configuration (${stoppedBy})`;
  const start = `${call.operation}${diskOf(call)} would be refused${by}`;
  if (instance === undefined) return `${start}.`;
  const lock = `(LockReason ${listed(instance.lockReasons)}; ${seen(instance.evidence)})`;
  if (!createsInstances(call.operation)) {
    return `${start}: ${nameOf(instance, context)} is locked for security reasons ${lock}.`;
  }
  return change.kind === "replace" && call.target?.instanceId === instance.instanceId
    ? `${start}: the new instance takes the place of ${idAndName(instance, context)}, which is locked for security reasons ${lock}; see the configuration key createInstance.`
    : `${start}: ${nameOf(instance, context)} of the same account and region is locked for security reasons ${lock}; see the configuration key createInstance.`;
}

const diskOf = ({ target }: OperationVerdict["call"]): string =>
  target?.kind === "disk" ? ` on disk ${printable(target.diskId)}` : "";

/** `Change: update of URN (userData), declared at index.ts:9:33; calls, in order: StopInstance (refused), …` */
function changeLine(verdict: ResourceVerdict): string {
  const { resource, change } = verdict;
  const names = changedNames(verdict);
  const what = names.length === 0 ? "" : ` (${listed(names)})`;
  const forced = change.kind === "replace" && names.length === 0 ? " (decided by the engine or the provider)" : "";
  const calls = `calls, in order: ${callList(verdict)}`;
  return `Change: ${change.kind} of ${printable(resource.urn)}${what}${forced}${declaredAt(resource)}; ${calls}`;
}

/** Every call in order; the refused and the undecided ones are marked. */
export function callList({ operations }: Pick<ResourceVerdict, "operations">): string {
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

/** The provider takes the refusal of these for a success. */
const HIDDEN: ReadonlySet<string> = new Set(["JoinSecurityGroup", "LeaveSecurityGroup"]);

export const isHiddenByProvider = (operation: string): boolean => HIDDEN.has(operation);

/** What is to be said once of refusals that the provider hides; undefined: it hides none of them. */
export function hiddenLine(operations: readonly string[], { phase }: Pick<MessageContext, "phase">) {
  const hidden = operations.filter(isHiddenByProvider);
  if (hidden.length === 0) return undefined;
  const warning = phase === "preview" ? " This preview is the only warning." : "";
  return (
    `The provider hides the refusal of ${enumerated(hidden)}: \`pulumi up\` would report success, and the security groups of ` +
    `the instance would stay as they are.${warning}`
  );
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

/** What is to be said once of deletions that the configuration stops; undefined: it stops none. */
export function deletionLine(operations: readonly Pick<OperationVerdict, "call" | "stoppedBy">[]): string | undefined {
  const names = new Set(operations.flatMap(({ call, stoppedBy }) => (stoppedBy === undefined ? [] : call.operation)));
  if (names.size === 0) return undefined;
  return (
    `The configuration (deleteLocked) refuses ${enumerated([...names])}, not the ECS API: a locked instance and its disks ` +
    "may be evidence."
  );
}

type Sourced = Pick<OperationVerdict, "call" | "behavior" | "stoppedBy">;

/** `Alibaba Cloud's documents differ on StopInstance (the topic: affected, …)`; undefined: they agree. */
export function differenceLine(operations: readonly Sourced[]): string | undefined {
  const different = operations.filter(({ behavior, stoppedBy }) => behavior.sourcesDiffer && stoppedBy === undefined);
  if (different.length === 0) return undefined;
  return `Alibaba Cloud's documents differ on ${enumerated(different.map(differenceOf))}; the key edition decides.`;
}

function differenceOf({ call, behavior }: Sourced): string {
  const says = behavior.answers.map((one) => `${SOURCE_LABELS[one.source]}: ${BEHAVIOR_LABELS[one.behavior]}`);
  return `${call.operation} (${says.join(", ")})`;
}
