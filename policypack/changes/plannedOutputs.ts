import type { PlannedState } from "../domain/decisions";
import type { PriorResource } from "../domain/resources";
import { holdsUnknown, UNKNOWN, type ValueMap } from "../domain/values";
import { propertiesOf } from "./comparison";
import { isEmpty } from "./equality";
import type { Schema } from "./schemaFlags";

/**
 * What planned outputs give away of the engine's decision, which no policy is told. Measured with the real provider: an
 * updated resource keeps all its outputs, a created or replaced one has none of its computed ones. Other providers give
 * unknown values where the real one gives none.
 */

/** Whether every computed output that the state has is missing from the plan, or unknown in it: a replacement. */
export function losesComputed(
  schema: Schema,
  prior: PriorResource,
  program: ValueMap,
  { outputs }: PlannedState,
): boolean {
  const computed = computedOutputs(schema, prior, program);
  return computed.length > 0 && computed.every((name) => outputs[name] === undefined || outputs[name] === UNKNOWN);
}

/** Whether the state has computed outputs that a replacement would lose. */
export const mayLoseComputed = (schema: Schema, prior: PriorResource, program: ValueMap): boolean =>
  computedOutputs(schema, prior, program).length > 0;

function computedOutputs(schema: Schema, { outputs }: PriorResource, program: ValueMap): string[] {
  return propertiesOf(schema)
    .filter(([name, { computed }]) => computed && program[name] === undefined && !isEmpty(outputs[name]))
    .map(([name]) => name);
}

/** Whether none is left of the outputs that are named and that the state has. */
export function losesAll(names: readonly string[], prior: PriorResource, { outputs }: PlannedState): boolean {
  const had = names.filter((name) => prior.outputs[name] !== undefined);
  return had.length > 0 && had.every((name) => outputs[name] === undefined || outputs[name] === UNKNOWN);
}

/** Whether a planned create shows computed outputs: then it adopts a resource that exists, and changes it at once. */
export function showsComputed(schema: Schema, program: ValueMap, { outputs }: PlannedState): boolean {
  return propertiesOf(schema).some(
    ([name, { computed }]) =>
      computed && program[name] === undefined && !isEmpty(outputs[name]) && !holdsUnknown(outputs[name]),
  );
}
