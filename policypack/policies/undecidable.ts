import { planChange } from "../changes/plan";
import type { Failure } from "../locks/lockStatus";
import { lookUpView } from "../locks/statusView";
import { behaviorOf } from "../operations/behavior";
import { UNEXPLAINED } from "../report/notes";
import { callsOf } from "../resources/calls";
import { NOTHING_KNOWN, type ResourceChange } from "../resources/model";
import {
  reviewChange,
  wantedFor,
  type PlannedChange,
  type ReviewedOperation,
  type ReviewOptions,
} from "../review/review";
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
 * Changes that the engine plans on account of a state newer than the export (`pulumi preview --refresh`): which property
 * differs is not to be seen here, so on a locked instance every affected operation is undecided.
 */
export async function unexplained(
  subjects: readonly JudgedSubject[],
  { sourceOf }: JudgeContext,
  options: ReviewOptions,
): Promise<Judged[]> {
  const judged = subjects.map(async (subject) => {
    const planned = subject.unexplained === true ? unseenChange(subject) : undefined;
    if (planned === undefined) return [];
    const wanted = wantedFor(planned, options);
    if (wanted.instanceIds.length + wanted.diskIds.length === 0) return [];
    const reviewed = reviewChange(planned, await lookUpView(sourceOf(subject.provider), wanted, false), options);
    const operations = reviewed.operations.filter(({ verdict }) => verdict === "refused").map(toUndecided);
    return operations.length === 0 ? [] : [{ subject, reviewed: { ...reviewed, operations }, disksOf: () => [] }];
  });
  return (await Promise.all(judged)).flat();
}

const toUndecided = ({ call: { operation }, behavior }: ReviewedOperation): ReviewedOperation => ({
  call: { operation, because: [] },
  behavior,
  verdict: "undecided",
  failure: UNEXPLAINED,
});

/** Everything that an update may call; where the state has no outputs that tell, a replacement's calls as well. */
function unseenChange({ urn, model, subject, mayReplace }: JudgedSubject): PlannedChange | undefined {
  const { prior, planned, type, id } = subject;
  if (prior === undefined || planned === undefined || model.calls !== undefined) return undefined;
  const before = { ...prior.inputs, ...prior.outputs };
  const change = { type, id, kind: "update", before, after: planned, changed: new Map(), replaceKeys: [] } as const;
  const targets = model.targets?.({ change, live: NOTHING_KNOWN, earlier: [] }) ?? [];
  const updating = model.update.flatMap(({ operation }) =>
    targets.map((target) => ({ operation, target, because: [] })),
  );
  const replacing = mayReplace === true ? callsOf(model, { ...change, kind: "replace" }, NOTHING_KNOWN) : [];
  const calls = [...replacing, ...updating];
  return { urn, model: { ...model, calls: () => calls }, change, certain: change };
}
