/** Which source answers for a resource: one for all with a lock file, one per account, region and endpoint with the API. */
import type { ProviderSettings } from "../domain/providers";
import type { Pace } from "./api/acsRetry";
import type { CliProfiles } from "./credentials/cliProfile";
import { loadSigning } from "./api/acsCall";
import { loadPaces } from "./api/acsRetry";
import { concurrencyBound, loadBound } from "./api/describe";
import { ecsApiSource } from "./api/ecsApi";
import { identify, type Identity } from "./credentials/identity";
import { statedRegion } from "./credentials/region";
import { fileSources, type LockFileChoice } from "./file/fileSources";
import { loadFetch } from "./api/transport";
import { memo } from "./memo";
import { failingSource, type LockSource, type LockSources } from "../review/lookUps/lockSource";
import { readProfiles, statedBy, type ProviderSurroundings } from "./statedProvider";
import type { LookUp } from "../domain/lookUps";

/** The part of the pack's configuration that says how locks are looked up. */
export interface LockOptions extends LockFileChoice {
  readonly lockSource: "api" | "file";
  readonly endpoint?: string;
  readonly timeoutSeconds: number;
}

/** What a look-up depends on besides configuration and provider. */
export interface Surroundings extends ProviderSurroundings {
  readonly pace?: Pace;
}

export function lockSources(options: LockOptions, surroundings: Surroundings): LockSources {
  return options.lockSource === "file" ? fileSources(options, surroundings) : apiSources(options, surroundings);
}

function apiSources(options: LockOptions, surroundings: Surroundings): LockSources {
  const limit = concurrencyBound();
  const sources = new Map<string, LockSource>();
  const profilesOf = memo(readProfiles);
  return (provider) => {
    const identity = identityOf(provider, options, surroundings, profilesOf);
    if (!identity.known) return failingSource(identity.failure);
    const source =
      sources.get(identity.value.key) ?? ecsApiSource(identity.value, { ...surroundings, ...options, limit });
    sources.set(identity.value.key, source);
    return source;
  };
}

/** Loads what asking the API takes, so that the first question need not wait for it. */
export async function prepareLookUps({ lockSource }: Pick<LockOptions, "lockSource">): Promise<void> {
  if (lockSource === "api") await Promise.all([loadFetch(), loadPaces(), loadBound(), loadSigning()]);
}

/** Who asks for the resources of a provider, and where. */
export function identityOf(
  provider: ProviderSettings,
  { endpoint }: Pick<LockOptions, "endpoint">,
  surroundings: Surroundings,
  profilesOf: (file: string) => LookUp<CliProfiles> = readProfiles,
): LookUp<Identity> {
  const stated = statedBy(provider, surroundings, profilesOf);
  if (!stated.known) return stated;
  const { environment, now = () => new Date(), ofPlan = false } = surroundings;
  return identify({ ...stated.value, environment, endpoint, ofPlan, now: now() });
}

/** The region that the environment or the profile that it names gives, where there is no provider to ask. */
export function regionOfEnvironment(surroundings: Surroundings): string | undefined {
  const stated = statedBy({ settings: {} }, surroundings, readProfiles);
  return stated.known ? statedRegion(stated.value) : undefined;
}
