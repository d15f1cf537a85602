import type { Decision, Evidence, ResourceChange } from "../domain/decisions";
import type { PriorResource } from "../domain/resources";
import type { ValueMap } from "../domain/values";
import { creation, replacement, update, valuesOf } from "./change";
import { compareProgram, type Comparison, type ComparisonRules } from "./comparison";
import { lazyMap } from "./lazyMap";
import { certain, open } from "./readings";
import { sameSecrets } from "./secrets";

/** The program's inputs against the prior outputs: the weakest evidence, and all that an update shows beforehand. */
export function byInputs(rules: ComparisonRules, evidence: Evidence, program: ValueMap): Decision {
  const { prior } = evidence;
  if (prior === undefined) return certain(creation(evidence, program));
  if (prior.tainted || evidence.forced === true) return replacing(rules, evidence, prior, program);
  const own = withIgnored(rules, evidence);
  const before = valuesBefore(rules, prior);
  const read = (values: ValueMap): ResourceChange | undefined => {
    const compared = { ...compareProgram(own, values, program), before };
    const replaceKeys = replaceKeysOf(rules, evidence, compared);
    return replaceKeys.length > 0
      ? replacement(evidence, prior, compared.changed, program, replaceKeys)
      : update(rules, evidence, compared);
  };
  const same = read(sameSecrets(before, program));
  const decision = evidence.sameSecrets === true ? certain(same) : open("secret", [read(before), same]);
  return besideReplacement(rules, evidence, decision);
}

/** What the program may have told the engine to replace on a change: inputs do not show whether it still does. */
function besideReplacement(rules: ComparisonRules, evidence: Evidence, decision: Decision): Decision {
  const { prior, program, mayReplaceOn = [] } = evidence;
  const mayBeReplaced = decision.readings.some(
    (change) => change?.kind === "update" && mayReplaceOn.some((name) => name === "*" || change.changed.has(name)),
  );
  if (!mayBeReplaced || prior === undefined || program === undefined) return decision;
  const { readings } = replacing(rules, evidence, prior, program);
  return open(decision.open ?? "replacement", [...readings, ...decision.readings]);
}

export function replacing(
  rules: ComparisonRules,
  evidence: Evidence,
  prior: PriorResource,
  program: ValueMap,
  replaceKeys?: readonly string[],
): Decision {
  let made: Comparison | undefined;
  const comparison = (): Comparison => (made ??= compareProgram(rules, valuesBefore(rules, prior), program));
  // Of a replacement its keys decide; what else differs is only told.
  const changed = lazyMap(() => comparison().changed);
  // The engine also gives reasons that are no properties, such as `id` for `--replace`.
  const own = replaceKeys?.filter((name) => Object.hasOwn(rules.schema, name));
  const keys = own ?? replaceKeysOf(rules, evidence, comparison());
  const change = replacement(evidence, prior, changed, program, keys);
  if (evidence.goesWithReplaced !== true) return certain(change);
  return open("deletedWith", [
    change,
    replacement({ ...evidence, oldOne: "goesAlong" }, prior, changed, program, keys),
  ]);
}

export function replaceKeysOf(
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
export const valuesBefore = ({ updateLoses }: ComparisonRules, prior: PriorResource): ValueMap =>
  updateLoses === undefined ? prior.outputs : valuesOf(prior);
