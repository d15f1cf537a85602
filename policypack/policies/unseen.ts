import type { PlannedOutputs, PlannedResource } from "../engine/analyzer/messages";
import { leavesSecretsOpen, planChange, type Subject } from "../changes/change";
import { computedOutputs, isChanging, showsComputed } from "../engine/analyzer/stackPhase";
import type { ResourceState } from "../engine/state/stackState";
import type { ValueMap } from "../domain/values";
import type { Failure } from "../domain/lookUps";
import { lookUpView } from "../review/statusLookUp";
import { IMPORTED_AND_CHANGED, UNEXPLAINED } from "../report/advisories";
import { callsOf } from "../resources/calls";
import { NOTHING_KNOWN, type ResourceModel } from "../resources/model";
import { type Target, diskTarget, instanceTarget } from "../domain/targets";
import { ids } from "../resources/steps";
import { reviewChange, type PlannedChange, type ReviewedOperation } from "../review/reviewChange";
import type { ReviewOptions } from "../review/verdict";
import { wantedFor } from "../review/targetsToLookUp";
import type { Judged, JudgeContext } from "../review/judgePlan";
import type { JudgedSubject } from "./subjects";

/** A change that the engine plans, of properties that nothing at hand shows. */
export interface UnseenChange {
  readonly why: Failure;
  /** The resource as far as it is known. */
  readonly before: ValueMap;
  /** It may be a replacement as well: the state has no outputs that would tell. */
  readonly mayReplace: boolean;
  /** Secrets that cannot be compared may explain it. */
  readonly unlessSecret?: boolean;
}

/** Whether the engine plans more than program and state give reason for. */
export function unseenChange(
  { schema, calls, ...model }: ResourceModel,
  subject: Subject,
  prior: ResourceState | undefined,
  planned: PlannedResource,
  seen: PlannedOutputs,
): UnseenChange | undefined {
  if (calls !== undefined || subject.engine !== undefined) return undefined;
  if (prior === undefined) {
    const isImport = seen.id === undefined && showsComputed(schema, planned, seen);
    return isImport ? { why: IMPORTED_AND_CHANGED, before: seen.outputs, mayReplace: false } : undefined;
  }
  if (!isChanging(schema, prior, planned, seen)) return undefined;
  const isExplained = planChange({ ...model, schema }, subject, "changed") !== undefined;
  if (
    isExplained &&
    (!leavesSecretsOpen(subject) || planChange({ ...model, schema }, subject, "unchanged") !== undefined)
  )
    return undefined;
  const mayReplace = computedOutputs(schema, prior, planned).length === 0;
  return { why: UNEXPLAINED, before: { ...prior.inputs, ...prior.outputs }, mayReplace, unlessSecret: isExplained };
}

/** Which of the resource's properties differ is not to be seen, so on a locked instance every operation is undecided. */
export async function judgeUnseen(
  subjects: readonly JudgedSubject[],
  { sourceOf }: JudgeContext,
  options: ReviewOptions,
): Promise<Judged[]> {
  const judged = subjects.map(async (subject): Promise<Judged[]> => {
    const { unseen, failure } = subject;
    // Without a prior state nothing is explained, and that is said already.
    const planned = unseen === undefined || failure !== undefined ? undefined : everyCall(subject, unseen);
    if (unseen === undefined || planned === undefined) return [];
    const wanted = wantedFor(planned, options);
    if (wanted.instanceIds.length + wanted.diskIds.length === 0) return [];
    const reviewed = reviewChange(planned, await lookUpView(sourceOf(subject.provider), wanted, false), options);
    const operations = reviewed.operations
      .filter(({ verdict }) => verdict !== "allowed")
      .map((operation) => (operation.verdict === "refused" ? undecided(operation, unseen.why) : operation));
    return operations.length === 0 ? [] : [{ subject, reviewed: { ...reviewed, operations }, disksOf: () => [] }];
  });
  return (await Promise.all(judged)).flat();
}

const undecided = ({ call, behavior }: ReviewedOperation, failure: Failure): ReviewedOperation => ({
  call,
  behavior,
  verdict: "undecided",
  failure,
});

/** Everything that an update may call; where it may be a replacement, what that calls as well. */
function everyCall(
  { urn, model, subject: { planned, type, id } }: JudgedSubject,
  { before, mayReplace }: UnseenChange,
): PlannedChange | undefined {
  if (planned === undefined) return undefined;
  const change = { type, id, kind: "update", before, after: planned, changed: new Map(), replaceKeys: [] } as const;
  const targets =
    id === undefined ? namedBy(before) : (model.targets?.({ change, live: NOTHING_KNOWN, earlier: [] }) ?? []);
  const updating = model.update.flatMap(({ operation }) =>
    targets.map((target) => ({ operation, target, because: [] })),
  );
  const replacing = mayReplace ? callsOf(model, { ...change, kind: "replace" }, NOTHING_KNOWN) : [];
  const calls = [...replacing, ...updating];
  return { urn, model: { ...model, calls: () => calls }, change, certain: change };
}

/** An import does not show the id of what it adopts; what it is attached to gives it away. */
function namedBy({ systemDiskId, instanceId, instanceIds }: ValueMap): Target[] {
  return [...ids(systemDiskId).map(diskTarget), ...[...ids(instanceId), ...ids(instanceIds)].map(instanceTarget)];
}
