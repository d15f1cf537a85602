import type { LockedEffect, OperationVerdict, ResourceVerdict, Undecided } from "../domain/verdicts";
import { isLocked, type InstanceStatus } from "../domain/statuses";
import type { Failure } from "../domain/lookUps";
import type { Target } from "../domain/targets";
import { deletesInstances, policyOperation } from "../operations/behavior";
import type { LiveView } from "../resources/model";
import { possibleCalls, type DecidedResource } from "./decidedResource";
import { exemptionFor } from "./exemptions";
import { judgeCall, type JudgedCall, type ReviewOptions, type StatusView } from "./verdict";

export interface ReviewedResource {
  readonly verdict: ResourceVerdict;
  /** Whether a secret of the prior state, whose plain text is not at hand, decides on something that is to be said. */
  readonly hangsOnSecret: boolean;
}

/** Judges one resource by the statuses at hand. */
export function reviewResource(decided: DecidedResource, view: StatusView, options: ReviewOptions): ReviewedResource {
  const { resource, model, change, decision } = decided;
  const judged = possibleCalls(decided, liveView(view)).map(({ call, isCertain }) => {
    const first = judgeCall(call, view, options);
    const isTold = first.verdict === "allowed" && options.deleteLocked !== "ignore" && deletesInstances(call.operation);
    const deletes = isTold ? lockedTarget(call.target, view) : [];
    const settled = settle(decided, first, isCertain, options);
    const operation: OperationVerdict = isCertain && call.hidden !== true ? settled : { ...settled, mayBeMade: true };
    return { isCertain, deletes, operation };
  });
  const isOpen = decision.open === "secret";
  return {
    verdict: {
      resource,
      change,
      operations: judged.map(({ operation }) => operation),
      deletesLocked: judged.flatMap(({ deletes }) => deletes),
      effects: (model.effects?.(change) ?? []).flatMap((effect): LockedEffect[] =>
        lockedTarget({ kind: "instance", instanceId: effect.instanceId }, view).map((instance) => ({
          effect,
          instance,
        })),
      ),
    },
    hangsOnSecret: judged.some(
      ({ operation: { verdict, undecided }, deletes, isCertain }) =>
        (verdict === "undecided" && undecided?.because === "hiddenTarget") ||
        (isOpen && !isCertain && (verdict === "undecided" || deletes.length > 0)),
    ),
  };
}

/** What the statuses at hand tell of the live instances and disks. */
export function liveView(view: Pick<StatusView, "instance" | "disk">): LiveView {
  return {
    instanceStatus: (instanceId) => {
      const found = view.instance(instanceId);
      return found?.known === true ? found.value.status : undefined;
    },
    diskInstances: (diskId) => {
      const found = view.disk(diskId);
      return found?.known === true ? found.value.instanceIds : undefined;
    },
  };
}

function lockedTarget(target: Target | undefined, view: StatusView): InstanceStatus[] {
  const found = target?.instanceId === undefined ? undefined : view.instance(target.instanceId);
  return found?.known === true && isLocked(found.value) ? [found.value] : [];
}

/** The verdict that is reported: a call that an open question decides on is undecided, an exempt one is let through. */
function settle(
  { resource: { urn }, decision }: DecidedResource,
  { locked, ...judged }: JudgedCall,
  isCertain: boolean,
  { exemptions }: ReviewOptions,
): OperationVerdict {
  const { call, behavior, verdict, undecided, stoppedBy } = judged;
  if (verdict === "allowed") return { call, behavior, verdict };
  const by = stoppedBy === undefined ? {} : { stoppedBy };
  const { operation, target } = call;
  const ids = locked.length > 0 ? locked.map(({ instanceId }) => instanceId) : [target?.instanceId];
  const found = ids.map((instanceId) =>
    exemptionFor(exemptions, { urn, operations: [operation, policyOperation(operation)], instanceId }),
  );
  // Every instance that refuses has to be let through; the first that is not is the one to tell of.
  const stopping = found.indexOf(undefined);
  const instance = locked[Math.max(stopping, 0)];
  const of = instance === undefined ? {} : { instance };
  // An exemption of those that are known to refuse says nothing of one that is not known.
  if (verdict === "refused" && undecided !== undefined && stopping < 0)
    return { call, behavior, ...by, verdict: "undecided", undecided };
  const why: Undecided | undefined =
    verdict !== "refused"
      ? undecided
      : isCertain || decision.open === undefined
        ? undefined
        : { because: decision.open };
  const settled = { call, behavior, ...by, ...of, ...(why === undefined ? {} : { undecided: why }) };
  const [exemption] = found;
  if (stopping < 0 && exemption !== undefined) return { ...settled, verdict: "exempt", exemption };
  return { ...settled, verdict: why === undefined ? verdict : "undecided" };
}

/** The same with the reason why the plain text of secrets is not at hand. */
export function withoutSecrets(verdict: ResourceVerdict, failure: Failure): ResourceVerdict {
  const operations = verdict.operations.map((one): OperationVerdict => {
    const because = one.undecided?.because;
    return because === "secret" || because === "hiddenTarget" ? { ...one, undecided: { because, failure } } : one;
  });
  return { ...verdict, operations };
}
