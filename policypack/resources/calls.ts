import type { ValueMap } from "../changes/value";
import type { LiveView, OperationCall, ResourceChange, ResourceModel, Step, StepContext, Target } from "./model";

/**
 * The ECS API calls that the provider makes for a change, in call order: for a replacement the new resource's calls,
 * then the old one's. Calls of other products are not in the models.
 */
export function callsOf(model: ResourceModel, change: ResourceChange, live: LiveView): readonly OperationCall[] {
  if (model.calls !== undefined) return model.calls(change, live);
  switch (change.kind) {
    case "create":
      return model.exists?.(change, live) === true ? [] : run(model, model.create, change, live);
    case "update":
      return run(model, model.update, change, live);
    case "delete":
      return run(model, model.delete, change, live);
    case "replace":
      return [
        ...run(model, model.create, { ...change, before: {} }, live, change.before),
        ...run(model, model.delete, { ...change, after: {} }, live),
      ];
  }
}

function run(
  model: ResourceModel,
  steps: readonly Step[],
  change: ResourceChange,
  live: LiveView,
  replaced?: ValueMap,
): OperationCall[] {
  const calls: OperationCall[] = [];
  for (const step of steps) {
    const because = reasons(step, change);
    if (because === undefined) continue;
    const context: StepContext = { change, live, earlier: calls, ...(replaced === undefined ? {} : { replaced }) };
    if (step.when?.(context) === false) continue;
    calls.push(...targetsOf(model, step, context).map((target) => toCall(step.operation, target, because)));
  }
  return calls;
}

/** The changed properties behind a step; undefined: the step is not reached. */
function reasons(step: Step, change: ResourceChange): readonly string[] | undefined {
  if (step.on === undefined) return change.kind === "replace" ? change.replaceKeys : [];
  const isChanged = (name: string): boolean => change.changed.has(name);
  // Most steps are not reached.
  return step.on.some(isChanged) ? step.on.filter(isChanged) : undefined;
}

function targetsOf(model: ResourceModel, step: Step, context: StepContext): readonly (Target | undefined)[] {
  const targets = step.targets?.(context) ?? model.targets?.(context) ?? [];
  return targets.length === 0 ? [undefined] : targets;
}

function toCall(operation: string, target: Target | undefined, because: readonly string[]): OperationCall {
  return target === undefined ? { operation, because } : { operation, target, because };
}

/** The disks whose attachments decide whether a planned create is an import; see `ResourceModel.exists`. */
export function disksOfImport(model: ResourceModel, change: ResourceChange): readonly string[] {
  const asked: string[] = [];
  const recording: LiveView = {
    instanceStatus: () => undefined,
    diskInstances: (diskId) => {
      asked.push(diskId);
      return undefined;
    },
  };
  if (change.kind === "create") model.exists?.(change, recording);
  return asked;
}
