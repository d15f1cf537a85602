import type { Wanted } from "./lockSource";
import { behaviorOf, createsInstances } from "../operations/behavior";
import { callsOf, disksOfImport } from "../resources/calls";
import { NOTHING_KNOWN } from "../resources/model";
import { type OperationCall } from "../domain/calls";
import { type Target } from "../domain/targets";
import type { PlannedChange } from "./reviewChange";
import type { ReviewOptions } from "./verdict";

/** Operations that no lock refuses, and that still matter for a locked instance: its disks go with it. */
export const DELETIONS: ReadonlySet<string> = new Set(["DeleteInstance", "DeleteInstances"]);

/** The ids whose status decides on a change; none, where nothing that it calls is affected by a lock. */
export function wantedFor(planned: PlannedChange, { edition, createInstance }: ReviewOptions): Wanted {
  const { model, change } = planned;
  const instanceIds = new Set<string>();
  const diskIds = new Set<string>();
  for (const call of possibleCalls(planned)) {
    const affected = behaviorOf(call.operation, edition).behavior !== "unaffected";
    const skipped = createsInstances(call.operation) && createInstance === "never";
    if ((affected && !skipped) || DELETIONS.has(call.operation)) addTarget(call.target, instanceIds, diskIds);
  }
  for (const { instanceId } of model.effects?.(change) ?? []) instanceIds.add(instanceId);
  // Whether a create is an import matters only where a call of it may be refused.
  if (instanceIds.size > 0) for (const diskId of disksOfImport(model, change)) diskIds.add(diskId);
  return { instanceIds: [...instanceIds], diskIds: [...diskIds] };
}

/** Whether the change creates an instance in a way that any lock of the region decides on. */
export function wantsRegion(planned: PlannedChange, { edition, createInstance }: ReviewOptions): boolean {
  return (
    createInstance === "anyInRegion" &&
    possibleCalls(planned).some(
      ({ operation }) => createsInstances(operation) && behaviorOf(operation, edition).behavior !== "unaffected",
    )
  );
}

/** Whatever the secrets are that cannot be compared. */
function possibleCalls({ model, change, certain }: PlannedChange): readonly OperationCall[] {
  const calls = callsOf(model, change, NOTHING_KNOWN);
  return certain === undefined || certain === change ? calls : [...calls, ...callsOf(model, certain, NOTHING_KNOWN)];
}

function addTarget(target: Target | undefined, instanceIds: Set<string>, diskIds: Set<string>): void {
  if (target?.kind === "instance") instanceIds.add(target.instanceId);
  else if (target?.instanceId !== undefined) instanceIds.add(target.instanceId);
  else if (target !== undefined) diskIds.add(target.diskId);
}
