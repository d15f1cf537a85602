/** Which source answers for a resource: one for all with a lock file, one per account, region and endpoint with the API. */
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import type { ProviderSettings } from "../domain/providers";
import type { ValueMap } from "../domain/values";
import type { Pace } from "./api/acsRetry";
import { parseCliProfiles, type CliProfiles } from "./credentials/cliProfile";
import { concurrencyBound } from "./api/describe";
import { ecsApiSource } from "./api/ecsApi";
import type { Environment } from "./api/endpoint";
import { identify, regionOf, statedRegion, type Identity, type IdentityQuestion } from "./credentials/identity";
import { lockFileSource } from "./file/lockFile";
import { failingSource, type LockSource, type LockSources } from "../review/lookUps/lockSource";
import { known, notKnown, type Failure, type LookUp } from "../domain/lookUps";
import { planProblem } from "./credentials/planSettings";
import { readRegularFile } from "./regularFile";
import { providerConfiguration, type ProviderConfiguration } from "./credentials/providerConfiguration";

/** The part of the pack's configuration that says how locks are looked up. */
export interface LockOptions {
  readonly lockSource: "api" | "file";
  readonly lockFile?: string;
  readonly lockFileMaxAgeMinutes: number;
  readonly endpoint?: string;
  readonly timeoutSeconds: number;
}

/** What a look-up depends on besides configuration and provider. */
export interface Surroundings {
  readonly environment: Environment;
  /** `alicloud:*` of the stack, by the name after the colon. */
  readonly stackConfiguration?: ValueMap;
  /** A relative sharedCredentialsFile or oidcTokenFile is relative to it; null: it is not known. */
  readonly projectDir?: string | null;
  /** Provider settings are those of a plan that somebody has handed in, and not of a program that runs here. */
  readonly ofPlan?: boolean;
  readonly now?: () => Date;
  readonly pace?: Pace;
}

export function lockSources(options: LockOptions, surroundings: Surroundings): LockSources {
  return options.lockSource === "file" ? fileSources(options, surroundings) : apiSources(options, surroundings);
}

function fileSources(options: LockOptions, surroundings: Surroundings): LockSources {
  if (options.lockFile === undefined) {
    const failure: Failure = {
      cause: 'lockSource is "file", but lockFile names none',
      remedy: "set lockFile in the policy pack's configuration",
    };
    return () => failingSource(failure);
  }
  const source = lockFileSource(options.lockFile, {
    maxAgeMinutes: options.lockFileMaxAgeMinutes,
    ...(surroundings.now === undefined ? {} : { now: surroundings.now }),
  });
  const profilesOf = memo(readProfiles);
  // One object a region, so that resources of one region share a batch.
  const inRegion = memo((region: string) => source.inRegion(region));
  return ({ urn, settings }) => {
    // A file needs no credential, so what cannot be used as one is no obstacle.
    const needed = Object.entries(settings).filter(([name]) => REGION_SETTINGS.includes(name));
    const provider = { ...(urn === undefined ? {} : { urn }), settings: Object.fromEntries(needed) };
    const stated = statedBy(provider, surroundings, profilesOf);
    const region = stated.known ? regionOf(stated.value) : stated;
    if (region.known) return inRegion(region.value);
    return {
      lookUp: (wanted) => source.lookUp(wanted),
      lockedInRegion: () => Promise.resolve(notKnown(region.failure)),
    };
  };
}

const REGION_SETTINGS = ["region", "profile", "sharedCredentialsFile"];

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

/** What the provider says, and the credentials file that its profile is in. */
function statedBy(
  { urn, settings }: ProviderSettings,
  surroundings: Surroundings,
  profilesOf: (file: string) => LookUp<CliProfiles>,
): LookUp<Pick<IdentityQuestion, "configuration" | "profiles">> {
  // The engine gives the stack's configuration to default providers only.
  const isDefault = urn === undefined || /::default(_[\d_]+[\w-]*)?$/.test(urn);
  const stack = isDefault ? (surroundings.stackConfiguration ?? {}) : {};
  const configuration = providerConfiguration({ settings, stack, environment: surroundings.environment });
  if (!configuration.known) return configuration;
  const problem = surroundings.ofPlan === true ? planProblem(configuration.value, surroundings.environment) : undefined;
  if (problem !== undefined) return notKnown(problem);
  const { sharedCredentialsFile } = configuration.value;
  const file = credentialsFile(sharedCredentialsFile, surroundings);
  const withFiles = withTokenFile(configuration.value, surroundings);
  if (file === undefined) return inUnknownFolder("sharedCredentialsFile");
  if (withFiles === undefined) return inUnknownFolder("oidcTokenFile");
  return known({ configuration: withFiles, profiles: () => profilesOf(file) });
}

const inUnknownFolder = (name: string): LookUp<never> =>
  notKnown({
    cause: `the provider's ${name} is relative to the project's folder, which is not known`,
    remedy: "name that folder with projectDir in the policy pack's configuration, or give the file an absolute path",
  });

/** The provider runs in the project's folder, the pack in its own. Undefined: that folder is needed, and not known. */
function withTokenFile(
  configuration: ProviderConfiguration,
  surroundings: Surroundings,
): ProviderConfiguration | undefined {
  const { assumeRoleWithOidc } = configuration;
  if (assumeRoleWithOidc === undefined || "inline" in assumeRoleWithOidc.token) return configuration;
  const file = inProject(assumeRoleWithOidc.token.file, surroundings);
  if (file === undefined) return undefined;
  return { ...configuration, assumeRoleWithOidc: { ...assumeRoleWithOidc, token: { file } } };
}

function credentialsFile(configured: string | undefined, surroundings: Surroundings): string | undefined {
  const { environment } = surroundings;
  const home = environment.HOME ?? environment.USERPROFILE ?? homedir();
  if (configured === undefined) return join(home, ".aliyun", "config.json");
  return /^~([/\\]|$)/.test(configured) ? join(home, configured.slice(1)) : inProject(configured, surroundings);
}

function inProject(file: string, { projectDir = "." }: Surroundings): string | undefined {
  if (projectDir === null) return isAbsolute(file) ? file : undefined;
  return resolve(projectDir, file);
}

/** A file of profiles has a few kB; anything else that the program may name is not read. */
const MAX_PROFILE_BYTES = 1024 * 1024;

function readProfiles(file: string): LookUp<CliProfiles> {
  const content = readRegularFile(file, MAX_PROFILE_BYTES);
  if (content.kind === "read") return parseCliProfiles(content.bytes.toString("utf8"), file);
  return notKnown({
    cause: `the credentials file ${file}, which the provider's profile should be in, cannot be read`,
    remedy: "make it with `aliyun configure`, or correct the provider's sharedCredentialsFile",
  });
}

function memo<T>(of: (name: string) => T): (name: string) => T {
  const seen = new Map<string, T>();
  return (name) => {
    const value = seen.get(name) ?? of(name);
    seen.set(name, value);
    return value;
  };
}
