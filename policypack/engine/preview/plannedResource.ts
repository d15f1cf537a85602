import type { Evidence, PlannedResource } from "../../domain/decisions";
import type { ProviderSettings } from "../../domain/providers";
import type { StepChange } from "./stepChanges";
import { priorOfStep, stepInputs } from "./steps";

/** A change as the steps show it, with the evidence that it is judged by. */
export function plannedResource(change: StepChange, provider: ProviderSettings): PlannedResource {
  const { urn, type, old, failure, diff } = change;
  const place = change.new?.place ?? old?.place;
  const evidence: { -readonly [Name in keyof Evidence]: Evidence[Name] } = {
    type,
    settings: provider.settings,
    // Read when they are needed, and not kept: thousands of them would fill the memory.
    get prior() {
      return old === undefined ? undefined : priorOfStep(old);
    },
    get program() {
      // An unreadable step may plan anything, so it is given something to plan.
      if (failure !== undefined) return {};
      return change.new === undefined ? undefined : stepInputs(change.new);
    },
  };
  if (change.goesWithReplaced === true) evidence.goesWithReplaced = true;
  if (failure === undefined) evidence.step = { kind: change.kind, ...diff };
  return {
    urn,
    provider,
    priorUrn: old === undefined ? undefined : urn,
    ...(failure === undefined ? {} : { failure }),
    ...(place === undefined ? {} : { place }),
    evidence,
  };
}
