import type { OperationCall } from "../domain/calls";
import type { PlannedResource } from "../domain/decisions";
import { isLocked } from "../domain/statuses";
import type { ClearedChange, OperationVerdict } from "../domain/verdicts";
import { deletesInstances } from "../operations/behavior";
import { callsOf, readsSecrets } from "../resources/calls";
import { NOTHING_KNOWN, type LiveView } from "../resources/model";
import { decidedResource, type DecidedResource } from "./decidedResource";
import type { StatusesAtHand, Wanted } from "./lookUps/lockSource";
import { wantedFor, wantsRegionBy } from "./lookUps/targetsToLookUp";
import { liveView } from "./reviewResource";
import { judgeCall, type ReviewOptions, type StatusView } from "./verdict";

/** What clearing a change by itself needs. */
export interface AloneNeeds {
  readonly options: ReviewOptions;
  /** Undefined: somebody has to be asked for them. */
  readonly atHand: StatusesAtHand | undefined;
}

const NOTHING_ASKED_OF: ClearedChange = { kind: "none", operations: [] };

/**
 * Judges a resource as `judgePlan` does, but before the others are known. Undefined: something is to be said of it, or its
 * verdict may hang on the others, on what has to be looked up or on the state: then it is judged with them.
 */
export function clearAlone(resource: PlannedResource, needs: AloneNeeds): ClearedChange | undefined {
  const decided = decidedResource(resource);
  if (decided === undefined) return NOTHING_ASKED_OF;
  const { decision, model, change } = decided;
  const isOpen = decision.readings.length > 1 || change.mayBeImport === true || readsSecrets(model, change);
  if (isOpen || (model.effects?.(change).length ?? 0) > 0) return undefined;
  const calls = callsAlone(decided, needs);
  const operations = calls === undefined ? undefined : allowed(calls, needs);
  return operations === undefined ? undefined : { kind: change.kind, operations };
}

/** The calls that it makes by the statuses at hand; undefined: they hang on some that the others may look up. */
function callsAlone(decided: DecidedResource, { options, atHand }: AloneNeeds): readonly OperationCall[] | undefined {
  const { model, change } = decided;
  const live = watched(atHand === undefined ? NOTHING_KNOWN : liveView(atHand));
  const calls = callsOf(model, change, live.view);
  if (wantsRegionBy(calls, options)) return undefined;
  if (!live.isAsked()) return calls;
  return atHand !== undefined && live.isAskedWithin(wantedFor(decided, options)) ? calls : undefined;
}

/** A view of what exists that notes what it was asked. */
function watched({ instanceStatus, diskInstances }: LiveView) {
  const [instanceIds, diskIds]: [string[], string[]] = [[], []];
  const view: LiveView = {
    instanceStatus: (id) => (instanceIds.push(id), instanceStatus(id)),
    diskInstances: (id) => (diskIds.push(id), diskInstances(id)),
  };
  return {
    view,
    isAsked: () => instanceIds.length + diskIds.length > 0,
    isAskedWithin: (wanted: Wanted) =>
      instanceIds.every((id) => wanted.instanceIds.includes(id)) && diskIds.every((id) => wanted.diskIds.includes(id)),
  };
}

/** The verdicts on the calls; undefined: one is not allowed, or a locked instance is deleted. */
function allowed(
  calls: readonly OperationCall[],
  { options, atHand }: AloneNeeds,
): readonly OperationVerdict[] | undefined {
  const operations = calls.map((call): OperationVerdict | undefined => {
    const view = viewFor(call, atHand);
    const { behavior, verdict } = judgeCall(call, view, options);
    const isTold = options.deleteLocked !== "ignore" && deletesInstances(call.operation) && mayBeLocked(call, view);
    return verdict === "allowed" && !isTold ? { call, behavior, verdict } : undefined;
  });
  return operations.every((one) => one !== undefined) ? operations : undefined;
}

const NOTHING_AT_HAND: StatusView = {
  instance: () => undefined,
  disk: () => undefined,
  lockedInRegion: () => undefined,
};

/**
 * The statuses that the target of a call is judged by. A disk whose instance is known is not looked up for it, but may be
 * for another resource, and might then be allowed for one more reason: it counts as not known.
 */
function viewFor({ target }: OperationCall, atHand: StatusesAtHand | undefined): StatusView {
  if (atHand === undefined) return NOTHING_AT_HAND;
  const { instance, disk } = atHand;
  return { ...NOTHING_AT_HAND, instance, ...(target?.instanceId === undefined ? { disk } : {}) };
}

function mayBeLocked({ target }: OperationCall, view: StatusView): boolean {
  const found = target?.instanceId === undefined ? undefined : view.instance(target.instanceId);
  return target !== undefined && (found?.known !== true || isLocked(found.value));
}
