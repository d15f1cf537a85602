import type { LookUp } from "../../domain/lookUps";
import type { PlannedResource } from "../../domain/decisions";
import type { StackState } from "../../domain/resources";
import { holdsUndisclosed } from "../../domain/values";
import { failingSource, type LockSource } from "./lockSource";
import type { DecidedResource } from "../decidedResource";
import { wantedFor } from "./targetsToLookUp";
import type { ReviewOptions } from "../verdict";

/**
 * A provider that leaves the program together with its resources shows its keys nowhere but in the state. Only where a
 * look-up needs them is the state read in plain text.
 */
export function needsProviderKeys(decided: DecidedResource, options: ReviewOptions): boolean {
  const hidesKeys = Object.values(decided.resource.provider.settings).some(holdsUndisclosed);
  if (!hidesKeys) return false;
  const { instanceIds, diskIds } = wantedFor(decided, options);
  return instanceIds.length + diskIds.length > 0;
}

/** The resource with its provider's keys, or the source that says why they are not to be had. */
export function withProviderKeys(
  decided: DecidedResource,
  state: LookUp<StackState>,
): { readonly decided: DecidedResource; readonly source?: LockSource } {
  const { resource } = decided;
  if (!state.known) {
    const { cause, remedy } = state.failure;
    return { decided, source: failingSource({ cause: `the keys of the provider cannot be read: ${cause}`, remedy }) };
  }
  const { urn } = resource.provider;
  const settings = urn === undefined ? undefined : state.value.providers.get(urn);
  if (settings === undefined) return { decided };
  const keyed: PlannedResource = { ...resource, provider: { ...resource.provider, settings } };
  return { decided: { ...decided, resource: keyed } };
}
