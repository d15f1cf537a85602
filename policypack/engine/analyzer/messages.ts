import type { PolicyProviderResource, PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import type { ProviderSettings } from "../../domain/providers";
import { asText, type ValueMap } from "../../domain/values";
import { toValueMap } from "../propertyValues";

/** A resource as the engine is about to register it: the inputs after the provider's check, secrets in plain text. */
export interface ProgramResource {
  readonly urn: string;
  readonly type: string;
  readonly inputs: ValueMap;
  /** URNs that the resource had before. */
  readonly aliases: readonly string[];
  /** Properties whose changes the program leaves to others. */
  readonly ignoreChanges: readonly string[];
  /** A replacement deletes the old resource before it creates the new one. */
  readonly deleteBeforeReplace: boolean;
  readonly provider: ProviderSettings;
}

/** A resource of the planned state: its outputs as far as the preview knows them. */
export interface StackResource {
  readonly urn: string;
  readonly type: string;
  /** Undefined where the message has "" or nothing: created, replaced or updated. */
  readonly id: string | undefined;
  readonly outputs: ValueMap;
  readonly aliases: readonly string[];
  readonly provider: ProviderSettings;
}

function providerSettings(provider: PolicyProviderResource | undefined): ProviderSettings {
  return provider === undefined ? { settings: {} } : { urn: provider.urn, settings: toValueMap(provider.props) };
}

/** What the resource phase shows of one resource. */
export function programResource(args: ResourceValidationArgs): ProgramResource {
  return {
    urn: args.urn,
    type: args.type,
    inputs: toValueMap(args.props),
    aliases: args.opts.aliases,
    ignoreChanges: args.opts.ignoreChanges,
    deleteBeforeReplace: args.opts.deleteBeforeReplace === true,
    provider: providerSettings(args.provider),
  };
}

/** What the stack phase shows of one resource. */
export function stackResource(resource: PolicyResource): StackResource {
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
