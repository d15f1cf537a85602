/** Which region a provider is configured for. Pure. */
import { known, notKnown, type LookUp } from "../../domain/lookUps";
import type { CliProfile, CliProfiles } from "./cliProfile";
import type { ProviderConfiguration } from "./providerConfiguration";

/** What a provider, the stack and the environment state. */
export interface StatedProvider {
  readonly configuration: ProviderConfiguration;
  /** The credentials file of the configuration; asked for only where it matters. */
  readonly profiles: () => LookUp<CliProfiles>;
}

const DEFAULT_REGION = "cn-beijing";

/** The region that the configuration or its profile names; undefined: neither does. */
export function statedRegion(provider: StatedProvider): string | undefined {
  const profile = namedProfile(provider);
  return provider.configuration.region ?? (profile?.known === true ? profile.value.regionId : undefined);
}

export function regionOf(provider: StatedProvider): LookUp<string> {
  const region = (statedRegion(provider) ?? DEFAULT_REGION).trim();
  if (isRegionId(region)) return known(region);
  return notKnown({
    cause: "the provider's region is not a region id of Alibaba Cloud",
    remedy: "set it to a region id such as cn-hangzhou",
  });
}

/** It becomes part of a host name. */
export const isRegionId = (text: string): boolean => /^[a-z]{2,8}(-[a-z0-9]{1,20}){1,6}$/.test(text);

/** The profile that the configuration names; undefined: it names none. */
export function namedProfile({ configuration, profiles }: StatedProvider): LookUp<CliProfile> | undefined {
  if (configuration.profile === undefined) return undefined;
  const file = profiles();
  if (!file.known) return file;
  const profile = file.value.byName.get(configuration.profile);
  if (profile !== undefined) return known(profile);
  return notKnown({
    cause: "the provider's profile is not in its credentials file",
    remedy: "add it with `aliyun configure --profile NAME`, or correct the provider's profile",
  });
}
