import type { Decision, Evidence, OpenQuestion, PlannedState, ResourceChange, StepEvidence } from "../domain/decisions";
import type { PriorResource } from "../domain/resources";
import { holdsUnknown, type ValueMap } from "../domain/values";
import {
  comparePlan,
  compareProgram,
  neverUpdates,
  updatable,
  type Comparison,
  type ComparisonRules,
} from "./comparison";
import { adoption, creation, deletion, replacement, unknown, update } from "./change";
import { losesComputed, mayLoseComputed, losesAll, showsComputed } from "./plannedOutputs";
import { sameSecrets } from "./secrets";

/**
 * What the engine has decided to do with a resource. The only place that weighs evidence, the strongest first:
 * 1. a step of preview JSON, which is the decision itself, and its detailed diff, which is the provider's plan;
 * 2. the planned state of the stack phase: its id, and its outputs against the prior ones;
 * 3. the program's inputs against the prior outputs, where nothing stronger is at hand (the update phase).
 */
export function decide(rules: ComparisonRules, shown: Evidence): Decision {
  if (shown.step?.kind === "none") return NOTHING;
  // Read once: a door may convert its values at each reading.
  const evidence = { ...shown };
  const { step, program, planned } = evidence;
  if (step !== undefined) return byStep(rules, evidence, step);
  if (program === undefined) return withoutProgram(evidence);
  if (planned === undefined || showsNothing(evidence)) return byInputs(rules, evidence, program);
  return byPlannedState(rules, evidence, program, planned);
}

/** Gone from the program. What is in the planned state all the same may be left alone (`--target`), or refreshed. */
function withoutProgram(evidence: Evidence): Decision {
  const { prior, planned } = evidence;
  if (prior === undefined) return NOTHING;
  const gone = deletion(evidence, prior);
  return planned === undefined ? certain(gone) : open("unexplained", [gone, undefined]);
}

const NOTHING: Decision = { readings: [undefined] };
const certain = (change: ResourceChange | undefined): Decision => ({ readings: [change] });

/** Readings that come to the same are one. */
function open(question: OpenQuestion, readings: Decision["readings"]): Decision {
  const [first, ...others] = readings;
  const different = others.filter((other) => !isSame(first, other));
  return different.length === 0 ? { readings: [first] } : { readings: [first, ...different], open: question };
}

function isSame(left: ResourceChange | undefined, right: ResourceChange | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  const names = [...left.changed.keys()];
  return (
    left.kind === right.kind &&
    names.length === right.changed.size &&
    names.every((name) => right.changed.has(name)) &&
    left.hidesSecrets === right.hidesSecrets
  );
}

/** A provider whose own configuration is not known yet is not asked: its resources have no planned outputs at all. */
const showsNothing = ({ settings }: Evidence): boolean => Object.values(settings).some(holdsUnknown);

function byStep(rules: ComparisonRules, evidence: Evidence, step: StepEvidence): Decision {
  const { prior, program } = evidence;
  if (program === undefined) return prior === undefined ? NOTHING : deleting(evidence, prior);
  if (prior === undefined || step.kind === "create") return certain(creation(evidence, program));
  if (step.kind === "replace") return replacing(rules, evidence, prior, program, step.replaceKeys);
  if (step.changed === undefined) return byInputs(rules, evidence, program);
  const before = valuesBefore(rules, prior);
  if (step.changed.length > 0) {
    const named = namedBy(rules, before, program, step.changed);
    return certain(update(rules, evidence, named));
  }
  // The provider's diff shows nothing, so no secret differs. What it has no words for, the values may still show.
  const compared = compareProgram(rules, sameSecrets(before, program), program);
  const shown = new Map([...compared.changed].filter(([, difference]) => difference !== "undisclosed"));
  return certain(update(rules, evidence, { ...compared, before, changed: shown }));
}

/** With what is replaced, the provider is asked for it or not, depending on which half comes first (M). */
function deleting(evidence: Evidence, prior: PriorResource): Decision {
  const gone = deletion(evidence, prior);
  return evidence.goesWithReplaced === true ? open("deletedWith", [gone, undefined]) : certain(gone);
}

/** The engine's own list of what has changed, secrets and suppressions included. */
function namedBy(
  { schema }: ComparisonRules,
  before: ValueMap,
  program: ValueMap,
  names: readonly string[],
): Comparison {
  const { after, changed } = compareProgram({ schema }, before, program);
  const own = names.filter((name) => Object.hasOwn(schema, name));
  return {
    before,
    after,
    changed: new Map(own.map((name) => [name, changed.get(name) === "unknown" ? "unknown" : "changed"])),
    replaceKeys: [],
  };
}

function byPlannedState(
  rules: ComparisonRules,
  evidence: Evidence,
  program: ValueMap,
  planned: PlannedState,
): Decision {
  const { prior } = evidence;
  if (prior === undefined) return withoutPrior(rules, evidence, program, planned);
  if (planned.id === prior.id) return NOTHING;
  // An import: another resource, which exists, takes the place of this one.
  if (planned.id !== undefined) return evidence.keepsOld === true ? NOTHING : certain(deletion(evidence, prior));
  if (rules.updateLoses !== undefined) return byLostOutputs(rules, evidence, prior, program, planned);
  if (prior.tainted || losesComputed(rules.schema, prior, program, planned))
    return replacing(rules, evidence, prior, program);
  const compared = comparePlan(rules.schema, prior.outputs, program, planned.outputs);
  const same = comparePlan(rules.schema, sameSecrets(prior.outputs, planned.outputs), program, planned.outputs);
  if (replaceKeysOf(rules, evidence, same).length > 0) return replacing(rules, evidence, prior, program);
  if (replaceKeysOf(rules, evidence, compared).length > 0)
    return open("secret", [...replacing(rules, evidence, prior, program).readings, update(rules, evidence, same)]);
  // Nothing shows whether it is a replacement: no output would be lost.
  if (same.changed.size === 0 && !mayLoseComputed(rules.schema, prior, program)) {
    const decision = unexplained(rules, evidence, prior, program);
    return compared.changed.size === 0
      ? decision
      : open("secret", [update(rules, evidence, compared), ...decision.readings]);
  }
  // Whether the engine knows a newer state is not always to be seen; what nothing explains may be that.
  const mayDrift = evidence.refreshed ?? compared.changed.size === 0;
  if (mayDrift) return besideDrift(rules, evidence, program, compared);
  return open("secret", [update(rules, evidence, compared), update(rules, evidence, same)]);
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
function besideDrift(rules: ComparisonRules, evidence: Evidence, program: ValueMap, compared: Comparison): Decision {
  const names = updatable(rules.schema, program).filter((name) => !compared.changed.has(name));
  const drifted: Comparison = {
    ...compared,
    before: { ...compared.before, ...unknown(names) },
    changed: new Map([...compared.changed, ...names.map((name) => [name, "unknown"] as const)]),
  };
  const certainly = new Map([...compared.changed].filter(([, difference]) => difference !== "undisclosed"));
  return open("drift", [
    update(rules, evidence, drifted),
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
  const decision = byInputs(rules, evidence, program);
  const isLost = losesAll(rules.updateLoses ?? [], prior, planned);
  if (!isLost || decision.readings.every((change) => change !== undefined)) return decision;
  const replaced = replacing(rules, evidence, prior, program);
  return decision.open === undefined
    ? replaced
    : open(decision.open, [...decision.readings.filter((one) => one !== undefined), ...replaced.readings]);
}

/** The program's inputs against the prior outputs: the weakest evidence, and all that an update shows beforehand. */
function byInputs(rules: ComparisonRules, evidence: Evidence, program: ValueMap): Decision {
  const { prior } = evidence;
  if (prior === undefined) return certain(creation(evidence, program));
  if (prior.tainted || evidence.forced === true) return replacing(rules, evidence, prior, program);
  const own = withIgnored(rules, evidence);
  const before = valuesBefore(rules, prior);
  const read = (values: ValueMap): ResourceChange | undefined => {
    const compared = { ...compareProgram(own, values, program), before };
    const replaceKeys = replaceKeysOf(rules, evidence, compared);
    return replaceKeys.length > 0
      ? replacement(evidence, prior, compared, program, replaceKeys)
      : update(rules, evidence, compared);
  };
  const same = read(sameSecrets(before, program));
  return evidence.sameSecrets === true ? certain(same) : open("secret", [read(before), same]);
}

function replacing(
  rules: ComparisonRules,
  evidence: Evidence,
  prior: PriorResource,
  program: ValueMap,
  replaceKeys?: readonly string[],
): Decision {
  const compared = compareProgram(rules, valuesBefore(rules, prior), program);
  // The engine also gives reasons that are no properties, such as `id` for `--replace`.
  const own = replaceKeys?.filter((name) => Object.hasOwn(rules.schema, name));
  const keys = own ?? replaceKeysOf(rules, evidence, compared);
  const change = replacement(evidence, prior, compared, program, keys);
  if (evidence.goesWithReplaced !== true) return certain(change);
  return open("deletedWith", [change, replacement({ ...evidence, keepsOld: true }, prior, compared, program, keys)]);
}

function replaceKeysOf(
  { replacedWhen = {} }: ComparisonRules,
  { settings }: Evidence,
  { before, after, changed, replaceKeys }: Comparison,
): readonly string[] {
  const conditional = Object.entries(replacedWhen)
    .filter(([name, condition]) => changed.has(name) && condition({ settings, before, after }))
    .map(([name]) => name);
  return [...replaceKeys, ...conditional];
}

/** A property that `ignoreChanges` names goes on with its prior value, as one whose difference the provider hides (M). */
function withIgnored(rules: ComparisonRules, { ignoreChanges = [] }: Evidence): ComparisonRules {
  if (ignoreChanges.length === 0) return rules;
  const names = ignoreChanges.includes("*") ? Object.keys(rules.schema) : ignoreChanges;
  const hidden = Object.fromEntries(names.map((name) => [name, () => true]));
  return { ...rules, suppressions: { ...rules.suppressions, ...hidden } };
}

/** Providers that are no bridge show inputs in their outputs only in part. */
const valuesBefore = ({ updateLoses }: ComparisonRules, { inputs, outputs }: PriorResource): ValueMap =>
  updateLoses === undefined ? outputs : { ...inputs, ...outputs };
