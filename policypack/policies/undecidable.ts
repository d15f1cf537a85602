import { planChange } from "../changes/change";
import type { Failure } from "../domain/lookUps";
import { behaviorOf } from "../operations/behavior";
import { NOTHING_KNOWN, type ResourceChange } from "../resources/model";
import type { ReviewOptions } from "../review/verdict";
import type { Judged } from "../review/judgePlan";
import type { JudgedSubject } from "./subjects";

/**
 * A resource whose prior state is not known: what its change is cannot be said, so every affected operation that its
 * type may lead to is undecided.
 */
export function withoutState(subject: JudgedSubject, options: ReviewOptions): Judged[] {
  const { model, failure, unseen } = subject;
  if (failure === undefined) return [];
  const { engine, ...known } = subject.subject;
  // What looks like an import without the state may be an update.
  const decided = engine === undefined || unseen !== undefined ? {} : { engine };
  const change = planChange(model, { ...known, ...decided, prior: undefined }, "changed");
  if (change === undefined) return [];
  const steps = [...model.create, ...model.update, ...model.delete, ...(model.calls?.(change, NOTHING_KNOWN) ?? [])];
  return allUndecided(subject, change, steps, failure, options);
}

function allUndecided(
  subject: JudgedSubject,
  change: ResourceChange,
  steps: readonly { readonly operation: string }[],
  failure: Failure,
  { edition }: ReviewOptions,
): Judged[] {
  const { model, urn } = subject;
  const operations = [...new Set(steps.map(({ operation }) => operation))]
    .map((operation) => ({ call: { operation, because: [] }, behavior: behaviorOf(operation, edition) }))
    .filter(({ behavior }) => behavior.behavior !== "unaffected")
    .map((operation) => ({ ...operation, verdict: "undecided" as const, failure }));
  if (operations.length === 0) return [];
  const planned = { urn, model, change, certain: undefined };
  return [
    {
      subject,
      reviewed: { planned, operations, deletesLocked: [], effects: [], hangsOnSecrets: false },
      disksOf: () => [],
    },
  ];
}
