import { flagsOf, type Schema } from "../../changes/schemaFlags";
import type { ResourceModel } from "../../resources/model";
import { isEmpty, type Prior } from "../../changes/comparison";
import type { PlannedOutputs, PlannedResource } from "./messages";
import type { EngineDecision } from "../../changes/change";
import type { ResourceState } from "../state/stackState";
import { holdsUnknown, UNKNOWN } from "../../domain/values";

/** The engine's decision, where it shows, and the prior state that the planned inputs are to be compared with. */
export interface DecisionSeen {
  readonly engine?: EngineDecision;
  readonly prior?: Prior | undefined;
  readonly losesOutputs?: true;
}

/**
 * What the planned outputs give away of the engine's decision, which no policy is told. Measured with the real
 * provider: an unchanged resource has its id, an updated one the id "" and all its outputs, a created or replaced one
 * the id "" and none of its computed outputs. Other providers give unknown values where the real one gives none.
 */
export function decisionSeen(
  model: ResourceModel,
  prior: ResourceState | undefined,
  planned: PlannedResource,
  seen: PlannedOutputs,
): DecisionSeen {
  if (prior === undefined) return seen.id === undefined ? {} : { engine: { kind: "none" } };
  // The engine leaves it alone, whatever the export has: it may know a newer state, or be told to leave it alone.
  if (seen.id === prior.id) return { engine: { kind: "none" } };
  if (model.updateLoses !== undefined)
    return losesAll(model.updateLoses, prior, seen) ? { prior, losesOutputs: true } : { prior };
  const replaces = losesComputed(model, prior, planned, seen);
  return replaces ? { engine: { kind: "replace" }, prior } : { prior };
}

/** The computed outputs that the state has: what a replacement loses. None: a replacement cannot be told from an update. */
export function computedOutputs(schema: Schema, prior: Prior, planned: PlannedResource): string[] {
  return Object.entries(schema)
    .filter(([name, entry]) => flagsOf(entry).computed && planned.inputs[name] === undefined)
    .map(([name]) => name)
    .filter((name) => !isEmpty(prior.outputs[name]));
}

function losesAll(names: readonly string[], prior: Prior, { outputs }: PlannedOutputs): boolean {
  const had = names.filter((name) => prior.outputs[name] !== undefined);
  return had.length > 0 && had.every((name) => outputs[name] === undefined || outputs[name] === UNKNOWN);
}

/** Whether every computed output that the state has is missing from the plan, or unknown in it. */
function losesComputed(
  { schema }: ResourceModel,
  prior: Prior,
  planned: PlannedResource,
  { outputs }: PlannedOutputs,
): boolean {
  if (showsNothing(planned)) return false;
  const isLost = (name: string): boolean => outputs[name] === undefined || outputs[name] === UNKNOWN;
  const computed = computedOutputs(schema, prior, planned);
  return computed.length > 0 && computed.every(isLost);
}

/** Whether a planned create shows computed outputs: then it adopts a resource that exists, and changes it at once. */
export function showsComputed(schema: Schema, { inputs }: PlannedResource, { outputs }: PlannedOutputs): boolean {
  return Object.entries(schema).some(
    ([name, entry]) =>
      flagsOf(entry).computed && inputs[name] === undefined && !isEmpty(outputs[name]) && !holdsUnknown(outputs[name]),
  );
}

/** A provider whose own configuration is not known yet is not asked: its resources have no planned outputs at all. */
const showsNothing = ({ provider }: PlannedResource): boolean => Object.values(provider.settings).some(holdsUnknown);

/**
 * Whether the engine plans to change a resource, for all that the planned outputs show, and properties that no schema
 * here has are no reason. Where its other properties are none either, the engine knows a newer state than the export, as
 * with `pulumi preview --refresh`.
 */
export function isChanging(
  schema: Schema,
  prior: ResourceState,
  planned: PlannedResource,
  { id }: PlannedOutputs,
): boolean {
  // Only resources of the bridge have an output called id; of others its absence means nothing.
  if (id !== undefined || prior.outputs.id === undefined || prior.unfinished || showsNothing(planned)) return false;
  const names = new Set([...Object.keys(prior.inputs), ...Object.keys(planned.inputs)]);
  return [...names]
    .filter((name) => !Object.hasOwn(schema, name))
    .every((name) => JSON.stringify(prior.inputs[name]) === JSON.stringify(planned.inputs[name]));
}
