import { isLocked, type InstanceStatus } from "../domain/statuses";
import { policyOf, refusedMessage, undecidedMessage } from "../report/refusals";
import { deletionMessage, effectMessage, exemptMessage } from "../report/advisories";
import type { MessageContext } from "../report/phrases";
import type { ReviewedChange, ReviewedOperation } from "./reviewChange";

/** The policy that reports on everything but refusals. */
export const STATUS_POLICY = "ecs-lock-status";

/** Something to report, by one policy, on one resource. */
export interface Violation {
  readonly policy: string;
  readonly urn: string;
  /** A level other than the policy's own. */
  readonly level?: "advisory" | "mandatory";
  /** What violations share paragraphs: the first to be reported has them, the others refer to its policy. */
  readonly about: object;
  readonly text: (told: string | undefined) => string;
}

export interface ViolationContext extends MessageContext {
  readonly undecidedLevel: "mandatory" | "advisory";
  /** Whether `ecs-lock-status` reports; else each operation's policy reports what is undecided. */
  readonly statusPolicy: boolean;
  /** Disks that are known to be attached to an instance. */
  readonly disksOf: (instanceId: string) => readonly string[];
}

/** Everything that a reviewed change gives reason to report, each call and target once. */
export function violationsOf(reviewed: ReviewedChange, context: ViolationContext): Violation[] {
  const operations = uniqueOperations(reviewed.operations);
  const { urn } = reviewed.planned;
  return [
    ...operations
      .filter(({ verdict }) => verdict === "refused")
      .map((operation) => refusal(reviewed, operation, context)),
    ...undecided(reviewed, operations, context),
    ...operations.flatMap((operation) => exemption(reviewed, operation, context)),
    ...deletions(reviewed, context),
    ...reviewed.effects.map((effect) => advisory(urn, effectMessage(reviewed, effect, context))),
  ];
}

/** A change that is stopped anyway deletes nothing. */
function deletions(reviewed: ReviewedChange, context: ViolationContext): Violation[] {
  const stopped = reviewed.operations.some(({ verdict }) => verdict === "refused");
  return (stopped ? [] : reviewed.deletesLocked).map((instance) =>
    advisory(reviewed.planned.urn, deletionMessage(reviewed, instance, context.disksOf(instance.instanceId), context)),
  );
}

function uniqueOperations(operations: readonly ReviewedOperation[]): ReviewedOperation[] {
  const seen = new Set<string>();
  return operations.filter(({ call }) => {
    const key = JSON.stringify([call.operation, call.target]);
    return !seen.has(key) && seen.add(key);
  });
}

function refusal(reviewed: ReviewedChange, operation: ReviewedOperation, context: ViolationContext): Violation {
  return {
    policy: policyOf(operation),
    urn: reviewed.planned.urn,
    about: reviewed,
    text: (told) => refusedMessage(reviewed, operation, context, told),
  };
}

/** One violation for all calls that are undecided for the same reason on the same target. */
function undecided(
  reviewed: ReviewedChange,
  operations: readonly ReviewedOperation[],
  context: ViolationContext,
): Violation[] {
  const groups = new Map<string, ReviewedOperation[]>();
  for (const operation of operations) {
    if (operation.verdict !== "undecided") continue;
    const policy = context.statusPolicy ? STATUS_POLICY : policyOf(operation);
    const key = JSON.stringify([policy, operation.failure?.cause, operation.call.target]);
    groups.set(key, [...(groups.get(key) ?? []), operation]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group;
    return {
      policy: context.statusPolicy || first === undefined ? STATUS_POLICY : policyOf(first),
      urn: reviewed.planned.urn,
      about: group,
      ...(context.undecidedLevel === "advisory" ? { level: "advisory" as const } : {}),
      text: () => undecidedMessage(reviewed, group, context),
    };
  });
}

function exemption(reviewed: ReviewedChange, operation: ReviewedOperation, context: ViolationContext): Violation[] {
  const found = operation.exemption;
  return found === undefined ? [] : [advisory(reviewed.planned.urn, exemptMessage(operation, found, context))];
}

export function advisory(urn: string, message: string): Violation {
  return { policy: STATUS_POLICY, urn, level: "advisory", about: {}, text: () => message };
}

/** The instances of a review that are locked, each once, for an inventory. */
export function lockedOnes(instances: readonly InstanceStatus[]): InstanceStatus[] {
  return [...new Map(instances.filter(isLocked).map((instance) => [instance.instanceId, instance])).values()];
}
