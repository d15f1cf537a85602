/**
 * What the alicloud provider is configured with: the inputs of its resource, then the stack's configuration, then the
 * environment, with the names and in the order of the provider's own source (alicloud/provider.go). Pure.
 */
import { holdsUndisclosed, holdsUnknown, isValueMap, type Value, type ValueMap } from "../../domain/values";
import { field, optional, parseJson, text } from "../json";
import type { Environment } from "../api/endpoint";
import { known, notKnown, type Failure, type LookUp } from "../../domain/lookUps";

export interface AssumeRole {
  readonly roleArn: string;
  readonly sessionName?: string;
  readonly policy?: string;
  readonly externalId?: string;
  readonly durationSeconds?: number;
}

export interface AssumeRoleWithOidc {
  readonly roleArn: string;
  readonly providerArn: string;
  readonly sessionName: string;
  readonly policy?: string;
  readonly durationSeconds?: number;
  readonly token: { readonly inline: string } | { readonly file: string };
}

export interface ProviderConfiguration {
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly securityToken?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly sharedCredentialsFile?: string;
  readonly ecsRoleName?: string;
  readonly credentialsUri?: string;
  readonly protocol?: string;
  readonly ecsEndpoint?: string;
  readonly stsEndpoint?: string;
  readonly assumeRole?: AssumeRole;
  readonly assumeRoleWithOidc?: AssumeRoleWithOidc;
}

export interface ConfigurationSources {
  readonly settings: ValueMap;
  /** `alicloud:*` of the stack, by the name after the colon; for the default provider only. */
  readonly stack: ValueMap;
  readonly environment: Environment;
}

/** Environment variables by provider setting, first one first. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  accessKey: ["ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID"],
  secretKey: ["ALICLOUD_SECRET_KEY", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET"],
  securityToken: ["ALICLOUD_SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN"],
  region: ["ALICLOUD_REGION", "ALIBABA_CLOUD_REGION"],
  profile: ["ALICLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE"],
  sharedCredentialsFile: ["ALICLOUD_SHARED_CREDENTIALS_FILE", "ALIBABA_CLOUD_CREDENTIALS_FILE"],
  ecsRoleName: ["ALICLOUD_ECS_ROLE_NAME", "ALIBABA_CLOUD_ECS_METADATA"],
  credentialsUri: ["ALICLOUD_CREDENTIALS_URI", "ALIBABA_CLOUD_CREDENTIALS_URI"],
};

/**
 * The environment of someone who has named a profile: no key or role of the environment comes before it, as the keys
 * would in the provider.
 */
export function withProfile(environment: Environment, profile: string | undefined): Environment {
  if (profile === undefined) return environment;
  const { accessKey = [], secretKey = [], securityToken = [], ecsRoleName = [], credentialsUri = [] } = VARIABLES;
  const others = new Set([...accessKey, ...secretKey, ...securityToken, ...ecsRoleName, ...credentialsUri]);
  const kept = Object.entries(environment).filter(([name]) => !others.has(name));
  return { ...Object.fromEntries(kept), ALICLOUD_PROFILE: profile };
}

/** Inside the blocks. */
const ROLE_ARN = ["ALICLOUD_ASSUME_ROLE_ARN", "ALIBABA_CLOUD_ROLE_ARN"];
const SESSION_NAME = ["ALICLOUD_ASSUME_ROLE_SESSION_NAME", "ALIBABA_CLOUD_ROLE_SESSION_NAME"];
const OIDC_TOKEN_FILE = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";
const SESSION_EXPIRATION = ["ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION"];

export function providerConfiguration(sources: ConfigurationSources): LookUp<ProviderConfiguration> {
  const problems: Failure[] = [];
  const simple = (name: string): string | undefined => simpleSetting(name, sources, problems);
  const endpoints = nestedSetting("endpoints", sources, problems);
  const configuration = {
    ...optional("accessKey", simple("accessKey")),
    ...optional("secretKey", simple("secretKey")),
    ...optional("securityToken", simple("securityToken")),
    ...optional("region", simple("region")),
    ...optional("profile", simple("profile")),
    ...optional("sharedCredentialsFile", simple("sharedCredentialsFile")),
    ...optional("ecsRoleName", simple("ecsRoleName")),
    ...optional("credentialsUri", simple("credentialsUri")),
    ...optional("protocol", simple("protocol")),
    ...optional("ecsEndpoint", lastEndpoint(endpoints, "ecs")),
    ...optional("stsEndpoint", lastEndpoint(endpoints, "sts")),
    ...block("assumeRole", assumeRole, sources, problems),
    ...block("assumeRoleWithOidc", assumeRoleWithOidc, sources, problems),
  };
  const [problem] = problems;
  return problem === undefined ? known(configuration) : notKnown(problem);
}

function simpleSetting(name: string, sources: ConfigurationSources, problems: Failure[]): string | undefined {
  const value = given(name, sources, problems);
  const stated = typeof value === "string" ? text(value.trim()) : undefined;
  return stated ?? variable(VARIABLES[name] ?? [], sources.environment);
}

/** What the resource or the stack sets; a marker in place of a value is a problem. */
function given(name: string, { settings, stack }: ConfigurationSources, problems: Failure[]): Value | undefined {
  const value = own(settings, name) ?? own(stack, name);
  const isUnknown = holdsUnknown(value);
  if (!isUnknown && !holdsUndisclosed(value)) return value;
  problems.push(
    isUnknown
      ? {
          cause: `the provider's ${name} is only known at apply`,
          remedy: `give the provider a ${name} that is known in the preview, or use a lock file`,
        }
      : {
          cause: `the provider's ${name} is a secret that is not shown`,
          // Only a state hides it: the settings of a provider that stays come in plain text, and `check` leaves them out.
          remedy:
            'let the pack export the state itself (priorState "stack"), give it a state exported with --show-secrets, ' +
            "or use a lock file",
        },
  );
  return undefined;
}

function own(map: ValueMap, name: string): Value | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

function variable(names: readonly string[], environment: Environment): string | undefined {
  for (const name of names) {
    const value = text(environment[name]?.trim());
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Blocks arrive as JSON strings, from some doors as objects; one block may stand alone or in a list. */
function nestedSetting(name: string, sources: ConfigurationSources, problems: Failure[]): readonly unknown[] {
  const value = given(name, sources, problems);
  if (value === undefined || value === null || value === "") return [];
  const json: unknown = typeof value === "string" ? parseJson(value) : value;
  const blocks: readonly unknown[] = Array.isArray(json) ? json : [json];
  if (blocks.every((block) => isValueMap(block))) return blocks;
  problems.push({
    cause: `the provider's ${name} cannot be read`,
    remedy: `check ${name} of the provider, or use a lock file`,
  });
  return [];
}

/** The first block of a setting, read; nothing where there is none. */
function block<K extends string, T>(
  name: K,
  read: (json: unknown, environment: Environment) => LookUp<T>,
  sources: ConfigurationSources,
  problems: Failure[],
): Partial<Record<K, T>> {
  const [json] = nestedSetting(name, sources, problems);
  if (json === undefined) return {};
  const value = read(json, sources.environment);
  if (value.known) return { [name]: value.value } as Record<K, T>;
  problems.push(value.failure);
  return {};
}

/** The provider lets a later block overwrite an earlier one. */
function lastEndpoint(blocks: readonly unknown[], product: string): string | undefined {
  return text(blocks.map((block) => text(field(block, product))?.trim()).at(-1));
}

function assumeRole(block: unknown, environment: Environment): LookUp<AssumeRole> {
  const roleArn = text(field(block, "roleArn")) ?? variable(ROLE_ARN, environment);
  if (roleArn === undefined) return noRole("assumeRole", "roleArn");
  const duration = seconds(field(block, "sessionExpiration")) ?? seconds(variable(SESSION_EXPIRATION, environment));
  return known({
    roleArn,
    ...optional("sessionName", text(field(block, "sessionName")) ?? variable(SESSION_NAME, environment)),
    ...optional("policy", text(field(block, "policy"))),
    ...optional("externalId", text(field(block, "externalId"))),
    ...(duration === undefined ? {} : { durationSeconds: duration }),
  });
}

/** With an empty block: what the environment alone says. */
export function assumeRoleWithOidc(block: unknown, environment: Environment): LookUp<AssumeRoleWithOidc> {
  const setting = (name: string, variableName: string): string | undefined =>
    text(field(block, name)) ?? variable([variableName], environment);
  const roleArn = setting("roleArn", "ALIBABA_CLOUD_ROLE_ARN");
  const providerArn = setting("oidcProviderArn", "ALIBABA_CLOUD_OIDC_PROVIDER_ARN");
  if (roleArn === undefined || providerArn === undefined)
    return noRole("assumeRoleWithOidc", "roleArn and oidcProviderArn");
  const token = oidcToken(setting("oidcToken", "ALIBABA_CLOUD_OIDC_TOKEN"), setting("oidcTokenFile", OIDC_TOKEN_FILE));
  if (!token.known) return token;
  const duration = seconds(field(block, "sessionExpiration"));
  return known({
    roleArn,
    providerArn,
    sessionName: setting("roleSessionName", "ALIBABA_CLOUD_ROLE_SESSION_NAME") ?? "terraform",
    ...optional("policy", text(field(block, "policy"))),
    ...(duration === undefined ? {} : { durationSeconds: duration }),
    token: token.value,
  });
}

function oidcToken(inline: string | undefined, file: string | undefined): LookUp<AssumeRoleWithOidc["token"]> {
  if (inline !== undefined) return known({ inline });
  if (file !== undefined) return known({ file });
  return notKnown({
    cause: "the provider's assumeRoleWithOidc has neither oidcToken nor oidcTokenFile",
    remedy: `set one of them, or ${OIDC_TOKEN_FILE}`,
  });
}

function noRole(name: string, settings: string): LookUp<never> {
  return notKnown({ cause: `the provider's ${name} does not name a role`, remedy: `set ${settings} of ${name}` });
}

function seconds(value: unknown): number | undefined {
  const number = typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number > 0 ? number : undefined;
}
