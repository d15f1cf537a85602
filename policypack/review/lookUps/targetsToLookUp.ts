import type { OperationCall } from "../../domain/calls";
import type { Target } from "../../domain/targets";
import { behaviorOf, createsInstances, deletesInstances } from "../../operations/behavior";
import { disksOfImport } from "../../resources/calls";
import { NOTHING_KNOWN } from "../../resources/model";
import { possibleCalls, type DecidedResource } from "../decidedResource";
import type { Wanted } from "./lockSource";
import { affectedBy, type ReviewOptions } from "../verdict";

/** The ids whose status decides on a change; none, where nothing that it may call is affected by a lock. */
export function wantedFor(decided: DecidedResource, options: ReviewOptions): Wanted {
  const { model, decision, change } = decided;
  const { createInstance, deleteLocked } = options;
  const instanceIds = new Set<string>();
  const diskIds = new Set<string>();
  for (const { call } of possibleCalls(decided, NOTHING_KNOWN)) {
    const affected = affectedBy(call.operation, options) !== undefined;
    const skipped = createsInstances(call.operation) && createInstance === "never";
    // A deletion that nothing refuses still matters for a locked instance: its disks go with it.
    const told = deletesInstances(call.operation) && deleteLocked !== "ignore";
    if ((affected && !skipped) || told) addTarget(call.target, instanceIds, diskIds);
  }
  for (const { instanceId } of model.effects?.(change) ?? []) instanceIds.add(instanceId);
  if (instanceIds.size === 0) return { instanceIds: [], diskIds: [...diskIds] };
  // Whether a create is an import matters only where a call of it may be refused.
  for (const reading of decision.readings) {
    if (reading !== undefined) for (const diskId of disksOfImport(model, reading)) diskIds.add(diskId);
  }
  return { instanceIds: [...instanceIds], diskIds: [...diskIds] };
}

/** Whether the change creates an instance in a way that any lock of the region decides on. */
export const wantsRegion = (decided: DecidedResource, options: ReviewOptions): boolean =>
  options.createInstance === "anyInRegion" &&
  wantsRegionBy(
    possibleCalls(decided, NOTHING_KNOWN).map(({ call }) => call),
    options,
  );

/** The same, where the calls are known. */
export function wantsRegionBy(
  calls: readonly OperationCall[],
  { edition, createInstance }: Pick<ReviewOptions, "edition" | "createInstance">,
): boolean {
  return (
    createInstance === "anyInRegion" &&
    calls.some(
      ({ operation }) => createsInstances(operation) && behaviorOf(operation, edition).behavior !== "unaffected",
    )
  );
}

function addTarget(target: Target | undefined, instanceIds: Set<string>, diskIds: Set<string>): void {
  if (target?.kind === "instance") instanceIds.add(target.instanceId);
  else if (target?.instanceId !== undefined) instanceIds.add(target.instanceId);
  else if (target !== undefined) diskIds.add(target.diskId);
}
