import { planChange } from "../changes/plan";
import { isLocked, type Failure } from "../locks/lockStatus";
import { behaviorOf } from "../operations/behavior";
import { UNEXPLAINED } from "../report/notes";
import { NOTHING_KNOWN, type ResourceChange } from "../resources/model";
import type { ReviewOptions } from "../review/review";
import type { Judged, JudgeContext } from "./judge";
import type { JudgedSubject } from "./subjects";

/**
 * A resource whose prior state is not known: what its change is cannot be said, so every affected operation that its
 * type may lead to is undecided.
 */
export function withoutState(subject: JudgedSubject, options: ReviewOptions): Judged[] {
  const { model, failure } = subject;
  if (failure === undefined) return [];
  const change = planChange(model, { ...subject.subject, prior: undefined }, "changed");
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
  return [{ subject, reviewed: { planned, operations, deletesLocked: [], effects: [] }, disksOf: () => [] }];
}

/**
 * Updates that the engine plans on account of a state newer than the export (`pulumi preview --refresh`): which
 * property differs is not to be seen here, so on a locked instance every affected operation is undecided.
 */
export async function unexplained(
  subjects: readonly JudgedSubject[],
  { sourceOf }: JudgeContext,
  options: ReviewOptions,
): Promise<Judged[]> {
  const judged = subjects.map(async (subject) => {
    if (subject.unexplained !== true) return [];
    const { id, type, planned } = subject.subject;
    if (planned === undefined || type !== INSTANCE || id === undefined) return [];
    const { instances } = await sourceOf(subject.provider).lookUp({ instanceIds: [id], diskIds: [] });
    const status = instances.get(id);
    if (status?.known !== true || !isLocked(status.value)) return [];
    const change: ResourceChange = {
      type,
      kind: "update",
      id,
      before: {},
      after: planned,
      changed: new Map(),
      replaceKeys: [],
    };
    return allUndecided(subject, change, subject.model.update, UNEXPLAINED, options);
  });
  return (await Promise.all(judged)).flat();
}

const INSTANCE = "alicloud:ecs/instance:Instance";
