import { deletesOld } from "../changes/change";
import { holdsUndisclosed, type ValueMap } from "../domain/values";
import { NOTHING_KNOWN, type LiveView, type ResourceModel, type Step, type StepContext } from "./model";
import { type ResourceChange } from "../domain/decisions";
import { type OperationCall } from "../domain/calls";
import { type Target } from "../domain/targets";

/**
 * The ECS API calls that the provider makes for a change, in call order: for a replacement the new resource's calls,
 * then the old one's, if the provider is asked to delete it. Calls of other products are not in the models.
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
        ...run(model, model.create, half(beside(change), {}, change.after), live, replacedBy(change)),
        ...(deletesOld(change) ? run(model, model.delete, half(change, change.before, {}), live) : []),
      ];
  }
}

/** Beside one that is retained, the new one takes nobody's place: nothing is done about the old one. */
const beside = (change: ResourceChange): ResourceChange =>
  change.oldOne === "retained" ? { ...change, id: undefined } : change;
const replacedBy = ({ oldOne, before }: ResourceChange): ValueMap | undefined =>
  oldOne === "retained" ? undefined : before;

const half = (change: ResourceChange, before: ValueMap, after: ValueMap): ResourceChange => ({
  ...change,
  before,
  after,
});

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
  for (const { step, because } of reached(steps, change)) {
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

/** A step that a change reaches, and the changed properties behind it. */
interface Reached {
  readonly step: Step;
  readonly because: readonly string[];
}

const found = new WeakMap<readonly Step[], Map<string, readonly Reached[]>>();
/** A plan has few ways in which resources of a family change, and thousands of resources. */
const MOST_WAYS = 1_000;

/** Looked for once for all changes of the same properties: most steps are not reached. */
function reached(steps: readonly Step[], change: ResourceChange): readonly Reached[] {
  const always = change.kind === "replace" ? change.replaceKeys : [];
  if (!steps.some(({ on }) => on !== undefined)) return steps.map((step) => ({ step, because: always }));
  let ways = found.get(steps);
  if (ways === undefined || ways.size >= MOST_WAYS) found.set(steps, (ways = new Map<string, readonly Reached[]>()));
  const way = JSON.stringify([always, ...change.changed.keys()]);
  let own = ways.get(way);
  if (own === undefined) {
    own = steps.flatMap((step): Reached[] => {
      if (step.on === undefined) return [{ step, because: always }];
      const because = step.on.filter((name) => change.changed.has(name));
      return because.length === 0 ? [] : [{ step, because }];
    });
    ways.set(way, own);
  }
  return own;
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
