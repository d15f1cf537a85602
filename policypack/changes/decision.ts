import type { Decision, Difference, Evidence, StepEvidence } from "../domain/decisions";
import type { PriorResource } from "../domain/resources";
import { holdsUndisclosed, holdsUnknown, type ValueMap } from "../domain/values";
import { creation, deletion, update } from "./change";
import { compareProgram, type Comparison, type ComparisonRules } from "./comparison";
import { byInputs, replacing, valuesBefore } from "./decisionByInputs";
import { byPlannedState } from "./decisionByPlan";
import { withDefaults } from "./defaults";
import { compare } from "./equality";
import { certain, NOTHING, open } from "./readings";
import { flagsOf } from "./schemaFlags";
import { sameSecrets } from "./secrets";
import { besideUnknownProperties } from "./unknownProperties";
import { hidesSecrets, plannedValues } from "./valueViews";

/**
 * What the engine has decided to do with a resource. The only place that weighs evidence, the strongest first:
 * 1. a step of preview JSON, which is the decision itself, and its detailed diff, which is the provider's plan;
 * 2. the planned state of the stack phase: its id, and its outputs against the prior ones;
 * 3. the program's inputs against the prior outputs, where nothing stronger is at hand (the update phase).
 */
export function decide(rules: ComparisonRules, shown: Evidence): Decision {
  if (shown.step?.kind === "none") return NOTHING;
  const evidence = asChecked(rules, shown);
  return besideUnknownProperties(rules, evidence, weighed(rules, evidence));
}

function weighed(rules: ComparisonRules, evidence: Evidence): Decision {
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
  if (planned !== undefined) return open("unexplained", [gone, undefined]);
  return evidence.goesWithReplaced === true ? open("deletedWith", [gone, undefined]) : certain(gone);
}

/** A provider whose own configuration is not known yet is not asked: its resources have no planned outputs at all. */
const showsNothing = ({ settings }: Evidence): boolean => Object.values(settings).some(holdsUnknown);

/** Nor is it asked to check the program's inputs, which lack its defaults then; a step that has no diff may be of one. */
function asChecked({ schema }: ComparisonRules, evidence: Evidence): Evidence {
  const { step, prior, program } = evidence;
  const isUnchecked = showsNothing(evidence) || (step?.kind === "update" && step.changed === undefined);
  if (!isUnchecked || prior === undefined || program === undefined) return evidence;
  return { ...evidence, program: withDefaults(schema, prior.outputs, program) };
}

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

const NONE: ReadonlySet<string> = new Set();

/** The engine's own list of what has changed, secrets and suppressions included. */
function namedBy(
  { schema }: ComparisonRules,
  before: ValueMap,
  program: ValueMap,
  names: readonly string[],
): Comparison {
  const changed = new Map<string, Difference>();
  for (const name of names) {
    const entry = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (entry === undefined) continue;
    const isUnknown = compare(flagsOf(entry), before[name], program[name]) === "unknown";
    changed.set(name, isUnknown ? "unknown" : "changed");
  }
  const unapplied = hiddenBeside(before, program, names);
  return { before, after: plannedValues({ schema, before, program, unapplied }), changed, replaceKeys: [] };
}

/** A secret that the list does not name keeps its value, which the prior state may show. */
function hiddenBeside(before: ValueMap, program: ValueMap, names: readonly string[]): ReadonlySet<string> {
  if (!hidesSecrets(program)) return NONE;
  const kept = Object.keys(program).filter((name) => before[name] !== undefined && !names.includes(name));
  return new Set(kept.filter((name) => holdsUndisclosed(program[name])));
}
