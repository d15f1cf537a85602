/**
 * Who asks, and where: the account, region and endpoint that the provider of a resource uses, found in the provider's own
 * order (providerConfigure in alicloud/provider.go, RefreshAuthCredential in connectivity/config.go). What it configures
 * and cannot be used is a failure, never passed over. Pure.
 */
import { createHash } from "node:crypto";
import { optional } from "../json";
import type { CliProfile } from "./cliProfile";
import { assuming, credentialsUri, instanceRole, oidc, type CredentialDescription } from "./credentialDescription";
import { ecsEndpoint, type Endpoint, type EndpointChoice, type Environment } from "../api/endpoint";
import { known, notKnown, type LookUp } from "../../domain/lookUps";
import { isAdvanced, profileCredential, profileKeys, profileRole, without } from "./profileCredential";
import { assumeRoleWithOidc } from "./providerConfiguration";
import { namedProfile, regionOf, type StatedProvider } from "./region";

export interface Identity {
  readonly region: string;
  readonly endpoint: Endpoint;
  readonly credential: CredentialDescription;
  /** Equal for resources that one batch of look-ups serves; a digest, from which no credential can be read. */
  readonly key: string;
}

/** Whose configuration, by which environment, and when. */
export interface IdentityQuestion extends StatedProvider {
  readonly environment: Environment;
  /** The pack's `endpoint`. */
  readonly endpoint: string | undefined;
  /** The configuration is that of a plan which somebody has handed in. */
  readonly ofPlan?: boolean;
  readonly now: Date;
}

export function identify(question: IdentityQuestion): LookUp<Identity> {
  const { configuration, environment, endpoint: configured, ofPlan = false } = question;
  const regionId = regionOf(question);
  if (!regionId.known) return regionId;
  const { value: region } = regionId;
  const choice = { region, protocol: configuration.protocol, configured, environment, ofPlan };
  const endpoint = ecsEndpoint({ ...choice, byProgram: configuration.ecsEndpoint });
  if (!endpoint.known) return endpoint;
  const credential = credentialOf(question, namedProfile(question), {
    ...choice,
    byProgram: configuration.stsEndpoint,
  });
  if (!credential.known) return credential;
  const parts = { region, endpoint: endpoint.value, credential: credential.value };
  return known({ ...parts, key: createHash("sha256").update(JSON.stringify(parts)).digest("hex") });
}

function credentialOf(
  question: IdentityQuestion,
  profile: LookUp<CliProfile> | undefined,
  sts: EndpointChoice,
): LookUp<CredentialDescription> {
  const base = baseCredential(question, profile, sts);
  const role = question.configuration.assumeRole ?? (profile?.known === true ? profileRole(profile.value) : undefined);
  if (role === undefined || !base.known) return base;
  // The block's own name for the session, then the profile's, then the provider's default.
  const profileName = profile?.known === true ? profileRole(profile.value)?.sessionName : undefined;
  return assuming(base.value, { ...role, sessionName: role.sessionName ?? profileName ?? "terraform" }, sts);
}

function baseCredential(
  question: IdentityQuestion,
  profile: LookUp<CliProfile> | undefined,
  sts: EndpointChoice,
): LookUp<CredentialDescription> {
  const { accessKey, secretKey, securityToken, ecsRoleName, credentialsUri: uri } = question.configuration;
  const { assumeRoleWithOidc: oidcRole } = question.configuration;
  const fromProfile = profile?.known === true ? profile.value : undefined;
  const keys = fromProfile === undefined ? {} : profileKeys(fromProfile);
  const accessKeyId = accessKey ?? keys.accessKeyId;
  const accessKeySecret = secretKey ?? keys.accessKeySecret;
  if (accessKeyId !== undefined && accessKeySecret !== undefined) {
    const token = securityToken ?? keys.securityToken;
    return known({ kind: "accessKey", accessKeyId, accessKeySecret, ...optional("securityToken", token) });
  }
  if (fromProfile !== undefined && isAdvanced(fromProfile)) return profileOf(fromProfile, question, sts);
  if (uri !== undefined) return credentialsUri(uri);
  const roleName = ecsRoleName ?? (fromProfile?.mode === "EcsRamRole" ? fromProfile.ramRoleName : undefined);
  if (accessKeyId === undefined && roleName !== undefined) return instanceRole(roleName);
  if (accessKeyId === undefined && oidcRole !== undefined) return oidc(oidcRole, sts);
  if (accessKeyId !== undefined || accessKeySecret !== undefined) {
    const missing = accessKeyId === undefined ? "accessKey" : "secretKey";
    return notKnown({ cause: `the provider has no ${missing}`, remedy: "set both accessKey and secretKey" });
  }
  if (profile !== undefined) return withoutKeys(profile);
  return unconfigured(question, sts);
}

function profileOf(
  profile: CliProfile,
  { profiles, now }: IdentityQuestion,
  sts: EndpointChoice,
): LookUp<CredentialDescription> {
  const file = profiles();
  return file.known ? profileCredential(profile, { profiles: file.value, sts, now }) : file;
}

const withoutKeys = (profile: LookUp<CliProfile>): LookUp<never> => (profile.known ? without(profile.value) : profile);

/**
 * Here the provider stops. What follows, the chain of Alibaba Cloud's SDKs, serves those who look up without a provider,
 * `ecs-lock` above all; it is no substitute for a credential that is configured and cannot be used. The chain is walked
 * here as far as the SDK's own walk would write the CLI's configuration or run a command that is named there.
 */
function unconfigured(question: IdentityQuestion, sts: EndpointChoice): LookUp<CredentialDescription> {
  const { environment, profiles } = question;
  const oidcBlock = assumeRoleWithOidc({}, environment);
  if (oidcBlock.known) return oidc(oidcBlock.value, sts);
  const file = profiles();
  const current = file.known ? file.value.byName.get(file.value.current ?? "") : undefined;
  return current === undefined ? known({ kind: "default" }) : profileOf(current, question, sts);
}
