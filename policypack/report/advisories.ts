import type { Failure } from "../domain/lookUps";
import type { InstanceStatus } from "../domain/statuses";
import type { Exemption } from "../domain/exemptions";
import type { LockedDeletion, RefusedOperations } from "../domain/findings";
import { daysLeft } from "../review/exemptions";
import { disksKnown } from "./refusals";
import { whyUndecided } from "./undecided";
import type { LockedEffect, OperationVerdict, ResourceVerdict } from "../domain/verdicts";
import {
  counted,
  declaredAt,
  listed,
  nameOf,
  oneLine,
  printable,
  seen,
  shownFailure,
  type MessageContext,
} from "./phrases";

/** The texts of `ecs-lock-status` that stop nothing: exemptions, deletions, effects of other services, the inventory. */

/** The advisory of a call that an exemption lets through. */
export function exemptMessage(operation: OperationVerdict, exemption: Exemption, context: MessageContext): string {
  const { call, instance, undecided, stoppedBy } = operation;
  const days = daysLeft(exemption, context.now);
  const [subject, outlook] =
    undecided === undefined && instance !== undefined
      ? [
          `${nameOf(instance, context)} is locked`,
          stoppedBy === undefined ? "will still refuse it" : "will release it, and its disks with it",
        ]
      : [`undecided: ${shownFailure(whyUndecided(undecided)).cause}`, "may refuse it"];
  return [
    `${call.operation} is let through by an exemption (${subject}); the ECS API ${outlook}.`,
    `Exemption: ${oneLine(exemption.reason)}; expires ${printable(exemption.expires)}, ${counted(days, "day")} left.`,
  ].join("\n");
}

export function expiredMessage(exemption: Exemption): string {
  return (
    `An exemption has expired on ${printable(exemption.expires)} and exempts nothing any more: ${oneLine(exemption.reason)}\n` +
    "What to do: take it out of the configuration of ecs-lock-status, or renew it."
  );
}

/** The advisory on an exemption that names operations which do not exist. */
export function typoMessage(exemption: Exemption, patterns: readonly string[]): string {
  return (
    `An exemption names operations that no table knows: ${listed(patterns)} (${oneLine(exemption.reason)})\n` +
    "What to do: correct the names in the configuration of ecs-lock-status; `ecs-lock explain --list` shows them all."
  );
}

/** The advisory on an exemption that matches nothing here, although something is refused. */
export function idleMessage(exemption: Exemption, patterns: readonly string[]): string {
  return (
    `An exemption matches nothing in this stack: ${listed(patterns)} (${oneLine(exemption.reason)})\n` +
    "What to do: if it was meant for a resource of this stack, correct it in the configuration of ecs-lock-status."
  );
}

/** The advisory on a preview whose deletions could not be checked. */
export function unreadStateMessage(failure: Failure): string {
  const { cause, remedy } = shownFailure(failure);
  return `What this preview deletes was not checked, because the prior state is not known: ${cause}.\nWhat to do: ${remedy}.`;
}

/** What an exception is called, and its code where it has one of Node's: its message may hold anything. */
export function defectKind(error: unknown): string {
  if (!(error instanceof Error)) return "an exception";
  const { code } = error as { readonly code?: unknown };
  return typeof code === "string" && /^[A-Z][A-Z\d_]{2,60}$/.test(code) ? `${error.name} ${code}` : error.name;
}

/** A defect of this pack: the kind of the error only, for its message may hold a property's value. */
export function defectMessage(kind: string): string {
  return (
    `Cannot say what would be refused: a defect of alicloud-ecs-security-lock (${printable(kind)}).\n` +
    "What to do: report it with the version of the pack and the types of the resources that change; until it is mended, " +
    "judge this deployment with `ecs-lock check`."
  );
}

/** The inventory of a stack: every locked instance, and what is refused on it. */
export function inventoryMessage(
  locked: readonly InstanceStatus[],
  { always, whileDiskInUse, creation }: RefusedOperations,
  context: MessageContext,
): string {
  return [
    `Inventory: ${counted(locked.length, "instance")} of this stack locked for security reasons:`,
    ...locked.map((instance) => `  ${nameOf(instance, context)}; ${seen(instance.evidence)}`),
    `Refused on each of them: ${always.join(", ")}`,
    ...(whileDiskInUse.length === 0 ? [] : [`Refused on their disks in use: ${whileDiskInUse.join(", ")}`]),
    CREATION[creation],
  ].join("\n");
}

const CREATION: Readonly<Record<RefusedOperations["creation"], string>> = {
  replacement: "CreateInstance is refused where the new instance takes the place of one of them, and nowhere else.",
  anyInRegion: "CreateInstance is refused in their account and region.",
  never: 'CreateInstance is let through, because createInstance is "never".',
};

/** The advisory on an inventory that is not complete. */
export function inventoryGapMessage(instanceIds: readonly string[], failure: Failure): string {
  const { cause, remedy } = shownFailure(failure);
  return `Inventory: ${listed(instanceIds)} could not be looked up: ${cause}.\nWhat to do: ${remedy}.`;
}

const changeLine = ({ change, resource }: ResourceVerdict): string =>
  `Change: ${change.kind} of ${printable(resource.urn)}${declaredAt(resource)}`;

/** The advisory on a locked instance that is deleted without being refused. */
export function deletionMessage({ verdict, instance, diskIds }: LockedDeletion, context: MessageContext): string {
  return [
    `Deleting ${nameOf(instance, context)} is allowed although it is locked for security reasons, but releases its disks ` +
      "with it, also those with deleteWithInstance false.",
    `Disks: ${disksKnown(diskIds)}`,
    changeLine(verdict),
    "What to do: if a disk is needed or may be evidence, have the lock lifted and take a snapshot first (until then one of a " +
      "disk in use is refused).",
  ].join("\n");
}

/** The same of another instance: what to do is said at the first. */
export function alsoDeletedMessage({ verdict, instance, diskIds }: LockedDeletion, context: MessageContext): string {
  return [
    `Deleting ${nameOf(instance, context)} is allowed although it is locked, too, and releases its disks with it.`,
    `Disks: ${disksKnown(diskIds)}`,
    changeLine(verdict),
  ].join("\n");
}

/** The advisory on what another service would do to a locked instance. */
export function effectMessage(
  verdict: ResourceVerdict,
  { effect, instance }: LockedEffect,
  context: MessageContext,
): string {
  return [
    `${effect.service} ${effect.action} as a consequence of this change: ${nameOf(instance, context)} is locked for ` +
      "security reasons. The provider itself makes no ECS call, so whether this is refused shows only in that service.",
    changeLine(verdict),
  ].join("\n");
}

/** A configuration that is wrong: nothing is judged by it. */
export const configurationMessage = (problem: string): string =>
  `The configuration of this pack is wrong, so nothing was judged: ${printable(problem)}`;
