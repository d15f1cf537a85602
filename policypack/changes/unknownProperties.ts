import type { Decision, Evidence, ResourceChange } from "../domain/decisions";
import type { PriorResource } from "../domain/resources";
import type { ValueMap } from "../domain/values";
import { unknown, update } from "./change";
import { updatable, type Comparison, type ComparisonRules } from "./comparison";
import { compare } from "./equality";
import { open } from "./readings";
import { flagsOf, type Schema } from "./schemaFlags";

/**
 * Properties that no schema here has: a newer provider's, say. What a change of one calls nobody knows, so the update may
 * call whatever updates of such a resource call.
 */
export function besideUnknownProperties(rules: ComparisonRules, evidence: Evidence, decision: Decision): Decision {
  const { prior, program, step } = evidence;
  if (prior === undefined || program === undefined || !mayUpdate(evidence, decision)) return decision;
  const differs =
    step?.changed === undefined
      ? differingNames(rules.schema, evidence, prior, program).length > 0
      : step.changed.some((name) => isUnknownTo(rules.schema, name));
  if (!differs) return decision;
  const compared = comparisonOf(decision, prior, program);
  return open(decision.open ?? "unknownProperty", [anyUpdate(rules, evidence, compared), ...decision.readings]);
}

/** An update of whatever can be updated: its properties may all have other values than those that are known. */
export function anyUpdate(
  rules: ComparisonRules,
  evidence: Evidence,
  compared: Comparison,
): ResourceChange | undefined {
  const names = updatable(rules.schema, evidence.program ?? {}).filter((name) => !compared.changed.has(name));
  return update(rules, evidence, {
    ...compared,
    before: { ...compared.before, ...unknown(names) },
    changed: new Map([...compared.changed, ...names.map((name) => [name, "unknown"] as const)]),
  });
}

/** A resource that is left alone, or replaced as a whole, is known to be. */
function mayUpdate({ planned, step }: Evidence, { readings }: Decision): boolean {
  const isLeftAlone = step === undefined && planned?.id !== undefined;
  return !isLeftAlone && readings.every((change) => change === undefined || change.kind === "update");
}

/** `__defaults` and the like are the bridge's own. */
const isUnknownTo = (schema: Schema, name: string): boolean => !Object.hasOwn(schema, name) && !name.startsWith("__");

function comparisonOf({ readings }: Decision, prior: PriorResource, program: ValueMap): Comparison {
  const change = readings.find((one) => one !== undefined);
  const { before, after, changed } = change ?? { before: prior.outputs, after: program, changed: new Map() };
  return { before, after, changed, replaceKeys: [] };
}

const ANY_VALUE = flagsOf("String optional");

/**
 * What is left out of the program may keep its value; only a plan shows whether it does. Where the provider's outputs do
 * not have such a property, it does not know it either: then the inputs are all there is.
 */
function differingNames(
  schema: Schema,
  { planned }: Evidence,
  { inputs, outputs }: PriorResource,
  program: ValueMap,
): string[] {
  // A provider that is not configured yet shows no outputs.
  const plan = Object.keys(planned?.outputs ?? {}).length === 0 ? undefined : planned?.outputs;
  const names = new Set([...Object.keys(program), ...(plan === undefined ? [] : Object.keys(inputs))]);
  return [...names].filter((name) => {
    if (!isUnknownTo(schema, name)) return false;
    const before = name in outputs ? outputs[name] : inputs[name];
    const after = plan !== undefined && name in plan ? plan[name] : program[name];
    const difference = compare(ANY_VALUE, before, after);
    return difference !== undefined && difference !== "undisclosed";
  });
}
