/** What the provider takes from a profile of the aliyun CLI, by the profile's mode (getConfigFromProfile). Pure. */
import { optional } from "../json";
import type { CliProfile, CliProfiles } from "./cliProfile";
import { assuming, instanceRole, type AccessKey, type CredentialDescription } from "./credentialDescription";
import type { EndpointChoice } from "../api/endpoint";
import { known, notKnown, type LookUp } from "../../domain/lookUps";
import type { AssumeRole } from "./providerConfiguration";

export interface ProfileContext {
  readonly profiles: CliProfiles;
  readonly sts: EndpointChoice;
  readonly now: Date;
}

/** A cached token counts only if it outlives the look-up. */
const LEAST_LIFE_SECONDS = 60;
const LONGEST_CHAIN = 5;

/** Modes whose credential the provider gets from the SDK and not from the profile's own keys. */
export function isAdvanced({ mode }: CliProfile): boolean {
  return ["ChainableRamRoleArn", "CloudSSO", "External", "OAuth"].includes(mode);
}

export function profileKeys(profile: CliProfile): Partial<Omit<AccessKey, "kind">> {
  if (profile.mode === "EcsRamRole" || isAdvanced(profile)) return {};
  return {
    ...optional("accessKeyId", profile.accessKeyId),
    ...optional("accessKeySecret", profile.accessKeySecret),
    ...(profile.mode === "StsToken" ? optional("securityToken", profile.stsToken) : {}),
  };
}

/** The role of a RamRoleArn profile. */
export function profileRole(profile: CliProfile): AssumeRole | undefined {
  return profile.mode === "RamRoleArn" ? roleOf(profile) : undefined;
}

function roleOf({ ramRoleArn, ramSessionName, externalId, expiredSeconds }: CliProfile): AssumeRole | undefined {
  if (ramRoleArn === undefined) return undefined;
  return {
    roleArn: ramRoleArn,
    ...optional("sessionName", ramSessionName),
    ...optional("externalId", externalId),
    ...(expiredSeconds === undefined ? {} : { durationSeconds: expiredSeconds }),
  };
}

export function profileCredential(
  profile: CliProfile,
  context: ProfileContext,
  depth = 0,
): LookUp<CredentialDescription> {
  switch (profile.mode) {
    case "CloudSSO":
      return cloudSso(profile, context.now);
    case "OAuth":
    case "External":
      return cachedToken(profile, context.now);
    case "EcsRamRole":
      return instanceRole(profile.ramRoleName ?? "");
    case "ChainableRamRoleArn":
      return chained(profile, context, depth);
    case "RamRoleArn":
      return withRole(keys(profile), profile, context);
    default:
      return keys(profile);
  }
}

function keys(profile: CliProfile): LookUp<CredentialDescription> {
  const { accessKeyId, accessKeySecret, securityToken } = profileKeys(profile);
  if (accessKeyId === undefined || accessKeySecret === undefined) return without(profile);
  return known({ kind: "accessKey", accessKeyId, accessKeySecret, ...optional("securityToken", securityToken) });
}

const SUPPORTED = [
  "AK",
  "StsToken",
  "RamRoleArn",
  "EcsRamRole",
  "ChainableRamRoleArn",
  "CloudSSO",
  "OAuth",
  "External",
];

/** Why a profile gives no credential: a mode that nothing here can use, or values that are missing. */
export function without({ mode }: CliProfile): LookUp<never> {
  const named = /^\w{1,32}$/.test(mode) ? mode : "(unreadable)";
  if (mode !== "" && !SUPPORTED.includes(mode)) {
    return notKnown({
      cause: `profiles of mode ${named} are not supported`,
      remedy: `use a profile of one of the modes ${SUPPORTED.join(", ")}, or give the provider another credential`,
    });
  }
  return notKnown({
    cause: `a profile of mode ${named} gives no credential`,
    remedy: "configure the profile again with `aliyun configure`, or give the provider another credential",
  });
}

function chained(profile: CliProfile, context: ProfileContext, depth: number): LookUp<CredentialDescription> {
  const source = context.profiles.byName.get(profile.sourceProfile ?? "");
  if (source === undefined || depth === LONGEST_CHAIN) return without(profile);
  return withRole(profileCredential(source, context, depth + 1), profile, context);
}

function withRole(
  base: LookUp<CredentialDescription>,
  profile: CliProfile,
  context: ProfileContext,
): LookUp<CredentialDescription> {
  const role = roleOf(profile);
  if (role === undefined) return without(profile);
  return base.known ? assuming(base.value, role, context.sts) : base;
}

/**
 * To renew such a token the SDK writes the file (OAuth) or runs the command that it names (External). A look-up does
 * neither: the file may be one that the program under preview names.
 */
function cachedToken(profile: CliProfile, now: Date): LookUp<CredentialDescription> {
  const { accessKeyId, accessKeySecret, stsToken, stsExpiration } = profile;
  if (accessKeyId !== undefined && accessKeySecret !== undefined && stsToken !== undefined) {
    if (outlives(stsExpiration, now))
      return known({ kind: "accessKey", accessKeyId, accessKeySecret, securityToken: stsToken });
  }
  // The aliyun CLI writes a renewed token of OAuth into its file, and that of an external command nowhere.
  return profile.mode === "OAuth"
    ? notKnown({
        cause: "the profile's mode OAuth needs a renewed token",
        remedy: "run `aliyun sts GetCallerIdentity --profile NAME`, which renews it, before the preview",
      })
    : notKnown({
        cause: "the profile's mode External needs a renewed token",
        remedy:
          "run the profile's command yourself and set what it prints as ALICLOUD_ACCESS_KEY, ALICLOUD_SECRET_KEY and " +
          "ALICLOUD_SECURITY_TOKEN, or use a lock file that the aliyun CLI has written",
      });
}

function cloudSso({ cloudSso: settings }: CliProfile, now: Date): LookUp<CredentialDescription> {
  const isUsable =
    settings !== undefined && /^https:\/\//i.test(settings.signInUrl) && URL.canParse(settings.signInUrl);
  if (isUsable && outlives(settings.accessTokenExpire, now)) return known({ kind: "cloudSso", cloudSso: settings });
  return notKnown({
    cause: "the profile's CloudSSO login has expired or is incomplete",
    remedy: "log in again with `aliyun configure --mode CloudSSO --profile NAME`",
  });
}

function outlives(expiration: number | undefined, now: Date): boolean {
  return expiration !== undefined && expiration - now.getTime() / 1000 > LEAST_LIFE_SECONDS;
}
