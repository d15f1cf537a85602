import type { ClearedChange } from "../../domain/verdicts";
import type { ChangeKind, PlannedResource } from "../../domain/decisions";
import type { ProviderSettings } from "../../domain/providers";
import type { Value, ValueMap } from "../../domain/values";
import { plannedResource } from "./plannedResource";
import { possibleChanges, type StepChange } from "./stepChanges";
import { NOTHING_LEFT, withoutValues, type ClearedKinds, type PreviewStep } from "./steps";

/** Judges a resource by itself; undefined: it has to be judged with the others. */
export type ClearAlone = (resource: PlannedResource) => ClearedChange | undefined;

/**
 * Puts in place of a step's values what it comes to: where that is clear whatever the other steps are, and whatever
 * provider they show. Else the step stays as it is.
 */
export function stepClearing(
  clearAlone: ClearAlone,
  isUnknown: (provider: string) => boolean,
): (step: PreviewStep) => PreviewStep {
  const { provider, wasRead } = unknownProvider();
  const clear = (change: StepChange): ClearedChange | undefined => {
    const cleared = clearAlone(plannedResource(change, provider));
    return wasRead() ? undefined : cleared;
  };
  const interned = interning();
  return (step) => {
    const changes = isUnknown(step.provider) ? undefined : possibleChanges(step);
    if (changes === undefined) return step;
    const cleared: Partial<Record<ChangeKind, ClearedChange>> = {};
    for (const change of changes) {
      const one = clear(change);
      if (one === undefined) return step;
      cleared[change.kind] = one;
    }
    return leftOf(step, cleared, interned);
  };
}

/** What tells the step apart from the others of its resource, by which it may yet turn out to be another change. */
function leftOf(step: PreviewStep, cleared: ClearedKinds, interned: (text: string) => string): PreviewStep {
  const { op, urn, priorUrn, type, provider, place, old, new: planned, replaceKeys } = step;
  // Whatever the others show, what is created is created, and what is updated is updated.
  const isSettled = op === "create" || op === "update";
  return {
    op,
    urn,
    priorUrn,
    type: interned(type),
    provider: interned(provider),
    place,
    old: old && withoutValues(old),
    new: planned && (isSettled ? NOTHING_LEFT : withoutValues(planned)),
    changed: undefined,
    replaceKeys: replaceKeys && NO_KEYS,
    cleared,
  };
}

const NO_KEYS: readonly string[] = [];

/** Types and providers repeat themselves; as they are parsed, each is a text of its own. */
function interning(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const first = known.get(text);
    if (first !== undefined) return first;
    known.set(text, text);
    return text;
  };
}

/**
 * A provider of which nothing is known, since a step that is still to come may show it; whether anybody asks for a setting is
 * noted. Where such a step shows one that is only known at apply, nothing counts as cleared (`resourceOf` in preview.ts).
 */
function unknownProvider(): { readonly provider: ProviderSettings; readonly wasRead: () => boolean } {
  let read = false;
  const note = <T>(answer: T): T => {
    read = true;
    return answer;
  };
  const settings = new Proxy<ValueMap>(
    {},
    { get: () => note<Value | undefined>(undefined), has: () => note(false), ownKeys: () => [] },
  );
  return {
    provider: { settings },
    wasRead: () => {
      const was = read;
      read = false;
      return was;
    },
  };
}
