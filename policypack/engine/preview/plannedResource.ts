import type { Evidence, PlannedResource } from "../../domain/decisions";
import type { ProviderSettings } from "../../domain/providers";
import type { StepChange } from "./stepChanges";
import { priorOfStep, stepInputs } from "./steps";

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** A change as the steps show it, with the evidence that it is judged by. */
export function plannedResource(change: StepChange, provider: ProviderSettings): PlannedResource {
  const { urn, priorUrn, type, place, kind, old, changed, replaceKeys, failure } = change;
  const evidence: Writable<Evidence> = {
    type,
    settings: provider.settings,
    prior: old && priorOfStep(old),
    // An unreadable step may plan anything, so it is given something to plan.
    program: failure === undefined ? change.new && stepInputs(change.new) : {},
  };
  if (failure === undefined) evidence.step = { kind, changed, replaceKeys };
  if (change.oldOne !== undefined) evidence.oldOne = change.oldOne;
  if (change.goesWithReplaced) evidence.goesWithReplaced = true;
  const resource: Writable<PlannedResource> = { urn, provider, priorUrn: old && priorUrn, evidence };
  if (failure !== undefined) resource.failure = failure;
  if (place !== undefined) resource.place = place;
  return resource;
}
