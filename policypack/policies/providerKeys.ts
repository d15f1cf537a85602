import type { PolicyResource } from "@pulumi/policy";
import { planChange } from "../changes/change";
import type { StackState } from "../engine/state/stackState";
import { toValueMap } from "../engine/propertyValues";
import { holdsUndisclosed } from "../domain/values";
import { known, type LookUp } from "../domain/lookUps";
import type { ReviewOptions } from "../review/verdict";
import { wantedFor } from "../review/targetsToLookUp";
import type { JudgeContext } from "../review/judgePlan";
import type { JudgedSubject } from "./subjects";

/**
 * The state with its providers as the preview shows them: with the settings that they have now, and in plain text. What
 * goes through them is looked up, and deleted, with these.
 */
export function withShownProviders(
  state: LookUp<StackState>,
  resources: readonly Pick<PolicyResource, "urn" | "props">[],
): LookUp<StackState> {
  if (!state.known) return state;
  const providers = new Map(state.value.providers);
  for (const { urn, props } of resources) {
    if (providers.has(urn)) providers.set(urn, toValueMap(props));
  }
  return known({ ...state.value, providers });
}

/**
 * A provider that leaves the program together with its resources shows its keys nowhere but in the state. Only where a
 * look-up needs them is the state read in plain text.
 */
export async function withProviderKeys(
  subjects: readonly JudgedSubject[],
  context: JudgeContext,
  options: ReviewOptions,
): Promise<readonly JudgedSubject[]> {
  if (context.configuration.lockSource === "file") return subjects;
  const needed = new Set(subjects.filter((subject) => hidesKeys(subject) && needsLookUp(subject, options)));
  if (needed.size === 0) return subjects;
  const state = await context.stateWithSecrets();
  return subjects.map((subject) => (needed.has(subject) ? withKeys(subject, state) : subject));
}

function withKeys(subject: JudgedSubject, state: LookUp<StackState>): JudgedSubject {
  if (!state.known) {
    const { cause, remedy } = state.failure;
    return { ...subject, keysFailure: { cause: `the keys of the provider cannot be read: ${cause}`, remedy } };
  }
  const { urn } = subject.provider;
  const settings = urn === undefined ? undefined : state.value.providers.get(urn);
  return settings === undefined ? subject : { ...subject, provider: { ...subject.provider, settings } };
}

const hidesKeys = ({ provider }: JudgedSubject): boolean => Object.values(provider.settings).some(holdsUndisclosed);

function needsLookUp({ urn, model, subject, failure }: JudgedSubject, options: ReviewOptions): boolean {
  const change = failure === undefined ? planChange(model, subject, "changed") : undefined;
  if (change === undefined) return false;
  const { instanceIds, diskIds } = wantedFor({ urn, model, change, certain: change }, options);
  return instanceIds.length + diskIds.length > 0;
}
