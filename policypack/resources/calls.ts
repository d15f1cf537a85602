import { holdsUndisclosed, type ValueMap } from "../domain/values";
import { NOTHING_KNOWN, type LiveView, type ResourceModel, type Step, type StepContext } from "./model";
import { type ResourceChange } from "../domain/decisions";
import { type OperationCall } from "../domain/calls";
import { type Target } from "../domain/targets";

/**
 * The ECS API calls that the provider makes for a change, in call order: for a replacement the new resource's calls,
 * then the old one's. Calls of other products are not in the models.
 */
export function callsOf(model: ResourceModel, change: ResourceChange, live: LiveView): readonly OperationCall[] {
  if (model.calls !== undefined) return model.calls(change, live);
  switch (change.kind) {
    case "create":
      return isImport(model, change, live) ? [] : run(model, model.create, change, live);
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

const isImport = (model: ResourceModel, change: ResourceChange, live: LiveView): boolean =>
  change.mayBeImport === true && model.exists?.(change, live) === true;

function run(
  model: ResourceModel,
  steps: readonly Step[],
  change: ResourceChange,
  live: LiveView,
  replaced?: ValueMap,
): OperationCall[] {
  const calls: OperationCall[] = [];
  const secrets = secretWatch(change, replaced);
  for (const step of steps) {
    const because = reasons(step, change);
    if (because === undefined) continue;
    const context: StepContext = {
      change: secrets.change,
      live,
      earlier: calls,
      ...(secrets.replaced === undefined ? {} : { replaced: secrets.replaced }),
    };
    const isMade = step.when?.(context) !== false;
    const mayBeMade = secrets.wereRead();
    if (!isMade && !mayBeMade) continue;
    const targets = targetsOf(model, step, context);
    const { operation } = step;
    const hidden = secrets.wereRead();
    for (const target of targets) {
      if (!(hidden && target === undefined))
        calls.push(toCall(operation, target, because, isMade ? {} : { hidden: true }));
    }
    if (hidden) calls.push({ operation, because, hidden });
  }
  return calls;
}

/** Whether a model that spells its calls out reads a secret for it whose plain text is not at hand. */
export function readsSecrets(model: ResourceModel, change: ResourceChange): boolean {
  if (model.calls === undefined || change.hidesSecrets !== true) return false;
  const secrets = secretWatch(change);
  model.calls(secrets.change, NOTHING_KNOWN);
  return secrets.wereRead();
}

interface SecretWatch {
  readonly change: ResourceChange;
  readonly replaced: ValueMap | undefined;
  /** Since it was last asked. */
  wereRead(): boolean;
}

/** A change that notes when a secret of it is read whose plain text is not at hand. */
function secretWatch(change: ResourceChange, replaced?: ValueMap): SecretWatch {
  if (change.hidesSecrets !== true) return { change, replaced, wereRead: () => false };
  let read = false;
  const watched = (values: ValueMap): ValueMap =>
    new Proxy(values, {
      get(target, name) {
        const value = typeof name === "string" ? target[name] : undefined;
        read ||= holdsUndisclosed(value);
        return value;
      },
    });
  return {
    change: { ...change, before: watched(change.before), after: watched(change.after) },
    replaced: replaced === undefined ? undefined : watched(replaced),
    wereRead() {
      const was = read;
      read = false;
      return was;
    },
  };
}

/** The changed properties behind a step; undefined: the step is not reached. */
function reasons(step: Step, change: ResourceChange): readonly string[] | undefined {
  if (step.on === undefined) return change.kind === "replace" ? change.replaceKeys : [];
  const isChanged = (name: string): boolean => change.changed.has(name);
  // Most steps are not reached.
  return step.on.some(isChanged) ? step.on.filter(isChanged) : undefined;
}

function targetsOf(model: ResourceModel, step: Step, context: StepContext): readonly (Target | undefined)[] {
  // What is known by something else than its id acts on that.
  const { knownBy } = context.change;
  const targets = knownBy ?? step.targets?.(context) ?? model.targets?.(context) ?? [];
  return targets.length === 0 ? [undefined] : targets;
}

function toCall(
  operation: string,
  target: Target | undefined,
  because: readonly string[],
  marks: Pick<OperationCall, "hidden">,
): OperationCall {
  return target === undefined ? { operation, because, ...marks } : { operation, target, because, ...marks };
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
  if (change.kind === "create") isImport(model, change, recording);
  return asked;
}
