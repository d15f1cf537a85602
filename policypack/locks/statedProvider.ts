/** What the provider of a resource is configured with, and the files that this names. */
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { known, notKnown, type LookUp } from "../domain/lookUps";
import type { ProviderSettings } from "../domain/providers";
import type { ValueMap } from "../domain/values";
import type { Environment } from "./api/endpoint";
import { parseCliProfiles, type CliProfiles } from "./credentials/cliProfile";
import { planProblem } from "./credentials/planSettings";
import { providerConfiguration, type ProviderConfiguration } from "./credentials/providerConfiguration";
import type { StatedProvider } from "./credentials/region";
import { readRegularFile } from "./regularFile";

/** What the configuration of a provider depends on besides its own settings. */
export interface ProviderSurroundings {
  readonly environment: Environment;
  /** `alicloud:*` of the stack, by the name after the colon. */
  readonly stackConfiguration?: ValueMap;
  /** A relative sharedCredentialsFile or oidcTokenFile is relative to it; null: it is not known. */
  readonly projectDir?: string | null;
  /** Provider settings are those of a plan that somebody has handed in, and not of a program that runs here. */
  readonly ofPlan?: boolean;
  readonly now?: () => Date;
}

/** What the provider says, and the credentials file that its profile is in. */
export function statedBy(
  { urn, settings }: ProviderSettings,
  surroundings: ProviderSurroundings,
  profilesOf: (file: string) => LookUp<CliProfiles>,
): LookUp<StatedProvider> {
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
  surroundings: ProviderSurroundings,
): ProviderConfiguration | undefined {
  const { assumeRoleWithOidc } = configuration;
  if (assumeRoleWithOidc === undefined || "inline" in assumeRoleWithOidc.token) return configuration;
  const file = inProject(assumeRoleWithOidc.token.file, surroundings);
  if (file === undefined) return undefined;
  return { ...configuration, assumeRoleWithOidc: { ...assumeRoleWithOidc, token: { file } } };
}

function credentialsFile(configured: string | undefined, surroundings: ProviderSurroundings): string | undefined {
  const { environment } = surroundings;
  const home = environment.HOME ?? environment.USERPROFILE ?? homedir();
  if (configured === undefined) return join(home, ".aliyun", "config.json");
  return /^~([/\\]|$)/.test(configured) ? join(home, configured.slice(1)) : inProject(configured, surroundings);
}

function inProject(file: string, { projectDir = "." }: ProviderSurroundings): string | undefined {
  if (projectDir === null) return isAbsolute(file) ? file : undefined;
  return resolve(projectDir, file);
}

/** A file of profiles has a few kB; anything else that the program may name is not read. */
const MAX_PROFILE_BYTES = 1024 * 1024;

/** The profiles of a credentials file. */
export function readProfiles(file: string): LookUp<CliProfiles> {
  const content = readRegularFile(file, MAX_PROFILE_BYTES);
  if (content.kind === "read") return parseCliProfiles(content.bytes.toString("utf8"), file);
  return notKnown({
    cause: `the credentials file ${file}, which the provider's profile should be in, cannot be read`,
    remedy: "make it with `aliyun configure`, or correct the provider's sharedCredentialsFile",
  });
}
