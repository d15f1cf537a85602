import type { ReplacementOrder } from "./steps";

/** The kinds of steps, `op`, by what they do (pulumi/pulumi, pkg/display and pkg/resource/deploy/step.go). */

/**
 * What the steps delete, by the URN of the prior state: after all creations, as what is gone and what is replaced and created first; or first; or
 * replaced in an order that they do not show. The provider is not asked to delete what goes with a resource whose deletion
 * is planned by then (M).
 */
export type DeletedUrns = ReadonlyMap<string, "atTheEnd" | "first" | "replaced">;

/** Steps that change nothing, neither in the cloud nor in what is managed. */
export const PASSED_OVER: ReadonlySet<string> = new Set(["same", "read", "refresh", "diff", "extend-parameterize"]);
/** An existing resource takes the place of the one that was. */
export const TAKING_OVER: ReadonlySet<string> = new Set(["import-replacement", "read-replacement"]);
/** Steps that concern the state only. */
export const STATE_ONLY: ReadonlySet<string> = new Set([
  "import",
  ...TAKING_OVER,
  "discard",
  "discard-replaced",
  "remove-pending-replace",
]);
export const REPLACING: ReadonlySet<string> = new Set(["replace", "create-replacement"]);
export const DELETING: ReadonlySet<string> = new Set(["delete", "delete-replaced"]);
/** What is only read is forgotten, and what goes with it as well (M). */
const FORGETTING: ReadonlySet<string> = new Set(["discard", "remove-pending-replace"]);

export const isPassedOver = (op: string): boolean => PASSED_OVER.has(op);
/** Whether the step deletes the resource, or replaces it and so deletes the one that was. */
export const isDeletion = (op: string): boolean => DELETING.has(op) || REPLACING.has(op) || FORGETTING.has(op);

/** What one more step tells of the deletion of its resource. */
export function deletionBy(
  op: string,
  { isLeft, isDeleted, hasReason }: ReplacementOrder,
  before: ReturnType<DeletedUrns["get"]>,
): NonNullable<typeof before> {
  if (op === "delete" || FORGETTING.has(op) || isLeft) return "atTheEnd";
  if (op === "replace" && isDeleted) return hasReason ? "first" : "replaced";
  if (before !== undefined) return before;
  if (op === "create-replacement" && !isDeleted) return "atTheEnd";
  return op === "delete-replaced" ? "first" : "replaced";
}
