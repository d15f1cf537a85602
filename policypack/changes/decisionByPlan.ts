import type { Decision, Evidence, PlannedState } from "../domain/decisions";
import type { PriorResource } from "../domain/resources";
import type { ValueMap } from "../domain/values";
import { adoption, creation, deletion, update } from "./change";
import { comparePlan, neverUpdates, updatable, type Comparison, type ComparisonRules } from "./comparison";
import { byInputs, replaceKeysOf, replacing } from "./decisionByInputs";
import { losesComputed, mayLoseComputed, losesAll, showsComputed } from "./plannedOutputs";
import { certain, NOTHING, open } from "./readings";
import { sameSecrets } from "./secrets";
import { anyUpdate } from "./unknownProperties";

/** The planned state of the stack phase: its id, and its outputs against the prior ones. */
export function byPlannedState(
  rules: ComparisonRules,
  evidence: Evidence,
  program: ValueMap,
  planned: PlannedState,
): Decision {
  const { prior } = evidence;
  if (prior === undefined) return withoutPrior(rules, evidence, program, planned);
  if (planned.id === prior.id) return NOTHING;
  // An import: another resource, which exists, takes the place of this one.
  if (planned.id !== undefined) return evidence.oldOne === undefined ? certain(deletion(evidence, prior)) : NOTHING;
  if (rules.updateLoses !== undefined) return byLostOutputs(rules, evidence, prior, program, planned);
  const isReplaced = prior.tainted || evidence.forced === true || losesComputed(rules.schema, prior, program, planned);
  return isReplaced
    ? replacing(rules, evidence, prior, program)
    : byPlannedOutputs(rules, evidence, prior, program, planned);
}

/** A resource that keeps its computed outputs, or has none to lose: the planned outputs are the provider's own plan. */
function byPlannedOutputs(
  rules: ComparisonRules,
  evidence: Evidence,
  prior: PriorResource,
  program: ValueMap,
  { outputs }: PlannedState,
): Decision {
  const compared = comparePlan(rules.schema, prior.outputs, program, outputs);
  const same = comparePlan(rules.schema, sameSecrets(prior.outputs, outputs), program, outputs);
  const [other, certainly] = [update(rules, evidence, compared), update(rules, evidence, same)];
  if (replaceKeysOf(rules, evidence, same).length > 0) return replacing(rules, evidence, prior, program);
  if (replaceKeysOf(rules, evidence, compared).length > 0)
    return open("secret", [...replacing(rules, evidence, prior, program).readings, certainly]);
  // Nothing shows whether it is a replacement: no output would be lost.
  if (same.changed.size === 0 && !mayLoseComputed(rules.schema, prior, program)) {
    const decision = unexplained(rules, evidence, prior, program);
    return compared.changed.size === 0 ? decision : open("secret", [other, ...decision.readings]);
  }
  // Whether the engine knows a newer state is not always to be seen; what nothing explains may be that.
  const mayDrift = evidence.refreshed ?? certainly === undefined;
  return mayDrift ? besideDrift(rules, evidence, compared) : open("secret", [other, certainly]);
}

/** Something that is not in the state: created, or adopted as it is, or adopted and changed at once. */
function withoutPrior(
  { schema }: ComparisonRules,
  evidence: Evidence,
  program: ValueMap,
  planned: PlannedState,
): Decision {
  if (planned.id !== undefined) return NOTHING;
  if (!showsComputed(schema, program, planned)) return certain(creation(evidence, program));
  const names = updatable(schema, program).filter((name) => program[name] !== undefined);
  return open("import", [adoption(evidence, planned, names), undefined]);
}

/**
 * With `--refresh` the engine compares with a state that nobody is shown. What the program sets may have drifted there
 * and is set again, and what the program leaves out may have been set there and is taken out.
 */
function besideDrift(rules: ComparisonRules, evidence: Evidence, compared: Comparison): Decision {
  const certainly = new Map([...compared.changed].filter(([, difference]) => difference !== "undisclosed"));
  return open("drift", [
    anyUpdate(rules, evidence, compared),
    update(rules, evidence, { ...compared, changed: certainly }),
  ]);
}

/** The engine plans something, and neither program nor state say what. */
function unexplained(rules: ComparisonRules, evidence: Evidence, prior: PriorResource, program: ValueMap): Decision {
  const replaced = replacing(rules, evidence, prior, program);
  if (neverUpdates(rules.schema) && !prior.unfinished) return replaced;
  return open("unexplained", [...replaced.readings, undefined]);
}

/** A provider that shows no planned outputs: what an update loses as well tells a replacement only where nothing differs. */
function byLostOutputs(
  rules: ComparisonRules,
  evidence: Evidence,
  prior: PriorResource,
  program: ValueMap,
  planned: PlannedState,
): Decision {
  if (evidence.forced === true) return replacing(rules, evidence, prior, program);
  const decision = byInputs(rules, evidence, program);
  const isLost = losesAll(rules.updateLoses ?? [], prior, planned);
  if (!isLost || decision.readings.every((change) => change !== undefined)) return decision;
  const replaced = replacing(rules, evidence, prior, program);
  return decision.open === undefined
    ? replaced
    : open(decision.open, [...decision.readings.filter((one) => one !== undefined), ...replaced.readings]);
}
