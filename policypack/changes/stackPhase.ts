import { flagsOf, type Schema } from "../resources/flags";
import { diffProperties, isEmpty, type Prior, type Suppressions } from "./diff";
import type { PlannedOutputs, PlannedResource } from "./fromAnalyzer";
import type { EngineDecision } from "./plan";
import type { ResourceState } from "./state";
import { UNKNOWN } from "./value";

/** The engine's decision, where it shows, and the prior state that the planned inputs are to be compared with. */
export interface DecisionSeen {
  readonly engine?: EngineDecision;
  readonly prior?: Prior | undefined;
}

/**
 * What the planned outputs give away of the engine's decision, which no policy is told. Measured with the real
 * provider: an unchanged resource has its id, an updated one the id "" and all its outputs, a created or replaced one
 * the id "" and none of its computed outputs. Other providers give unknown values where the real one gives none.
 */
export function decisionSeen(
  model: { readonly schema: Schema; readonly suppressions?: Suppressions },
  prior: ResourceState | undefined,
  planned: PlannedResource,
  seen: PlannedOutputs,
): DecisionSeen {
  if (prior === undefined) return seen.id === undefined ? {} : { engine: { kind: "none" } };
  if (seen.id === prior.id) {
    // The engine leaves it alone. Its outputs are newer than the export's where the preview has refreshed the state.
    const current = { inputs: planned.inputs, outputs: seen.outputs };
    const diff = diffProperties(model.schema, model.suppressions ?? {}, current, planned.inputs);
    return diff.changed.size === 0 ? { engine: { kind: "none" } } : { prior };
  }
  return losesComputed(model.schema, prior, planned, seen) ? { engine: { kind: "replace" }, prior } : { prior };
}

/** Whether every computed output that the state has is missing from the plan, or unknown in it. */
function losesComputed(schema: Schema, prior: Prior, planned: PlannedResource, seen: PlannedOutputs): boolean {
  const computed = Object.entries(schema)
    .filter(([name, entry]) => flagsOf(entry).computed && planned.inputs[name] === undefined)
    .map(([name]) => name)
    .filter((name) => !isEmpty(prior.outputs[name]));
  return (
    computed.length > 0 && computed.every((name) => seen.outputs[name] === undefined || seen.outputs[name] === UNKNOWN)
  );
}

/**
 * Whether the engine plans an update although everything that this pack can see is as it was: then the engine knows a
 * newer state than the export, as with `pulumi preview --refresh`.
 */
export function isUnexplained(prior: ResourceState, planned: PlannedResource, seen: PlannedOutputs): boolean {
  if (seen.id !== undefined) return false;
  const names = new Set([...Object.keys(prior.inputs), ...Object.keys(planned.inputs)]);
  return [...names].every((name) => {
    const [old, now, output] = [prior.inputs[name], planned.inputs[name], prior.outputs[name]].map((value) =>
      JSON.stringify(value),
    );
    return old === now && (output === undefined || output === now);
  });
}
