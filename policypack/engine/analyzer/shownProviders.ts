import type { PolicyResource } from "@pulumi/policy";
import { known, type LookUp } from "../../domain/lookUps";
import type { StackState } from "../../domain/resources";
import { toValueMap } from "../propertyValues";

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
