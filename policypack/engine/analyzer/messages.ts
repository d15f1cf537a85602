import type { PolicyProviderResource, PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import type { ProviderSettings } from "../../domain/providers";
import { toValueMap } from "../propertyValues";
import { asText, type ValueMap } from "../../domain/values";

/** A resource as the engine is about to register it: the inputs after the provider's check, secrets in plain text. */
export interface PlannedResource {
  readonly urn: string;
  readonly type: string;
  readonly inputs: ValueMap;
  /** URNs that the resource had before. */
  readonly aliases: readonly string[];
  /** Properties whose changes the program leaves to others. */
  readonly ignoreChanges: readonly string[];
  readonly provider: ProviderSettings;
}

/** A resource of the planned state: its outputs as far as the preview knows them. */
export interface PlannedOutputs {
  readonly urn: string;
  readonly type: string;
  /** "" or undefined: created, replaced or updated; see `stackPhase`. */
  readonly id: string | undefined;
  readonly outputs: ValueMap;
  readonly aliases: readonly string[];
  readonly provider: ProviderSettings;
}

function providerSettings(provider: PolicyProviderResource | undefined): ProviderSettings {
  return provider === undefined ? { settings: {} } : { urn: provider.urn, settings: toValueMap(provider.props) };
}

/** What the resource phase shows of one resource. */
export function plannedResource(args: ResourceValidationArgs): PlannedResource {
  return {
    urn: args.urn,
    type: args.type,
    inputs: toValueMap(args.props),
    aliases: args.opts.aliases,
    ignoreChanges: args.opts.ignoreChanges,
    provider: providerSettings(args.provider),
  };
}

/** What the stack phase shows of one resource. */
export function plannedOutputs(resource: PolicyResource): PlannedOutputs {
  const outputs = toValueMap(resource.props);
  return {
    urn: resource.urn,
    type: resource.type,
    id: asText(outputs.id),
    outputs,
    aliases: resource.opts.aliases,
    provider: providerSettings(resource.provider),
  };
}
