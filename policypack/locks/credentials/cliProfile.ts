/** Profiles of the aliyun CLI (~/.aliyun/config.json), which the provider's `profile` names. Pure. */
import { field, optional, parseJson, text } from "../json";
import { notKnown, known, type LookUp } from "../../domain/lookUps";

export interface CliProfile {
  readonly name: string;
  /** AK, StsToken, RamRoleArn, EcsRamRole, ChainableRamRoleArn, CloudSSO, OAuth, External, OIDC … */
  readonly mode: string;
  readonly regionId?: string;
  readonly accessKeyId?: string;
  readonly accessKeySecret?: string;
  readonly stsToken?: string;
  /** Seconds since 1970. */
  readonly stsExpiration?: number;
  readonly ramRoleName?: string;
  readonly ramRoleArn?: string;
  readonly ramSessionName?: string;
  /** What the role's trust policy may ask for. */
  readonly externalId?: string;
  readonly expiredSeconds?: number;
  readonly sourceProfile?: string;
  readonly cloudSso?: CloudSso;
}

export interface CloudSso {
  readonly signInUrl: string;
  readonly accountId: string;
  readonly accessConfiguration: string;
  readonly accessToken: string;
  /** Seconds since 1970. */
  readonly accessTokenExpire: number;
}

export interface CliProfiles {
  readonly byName: ReadonlyMap<string, CliProfile>;
  /** The name of the profile that the CLI uses where none is named; the provider takes no notice of it. */
  readonly current?: string;
}

/** The parser's message would quote the file, which holds credentials. */
export function parseCliProfiles(source: string, file: string): LookUp<CliProfiles> {
  const json = parseJson(source);
  const profiles = field(json, "profiles");
  if (!Array.isArray(profiles)) {
    return notKnown({
      cause: `the credentials file ${file} is not a configuration of the aliyun CLI (JSON with a list of profiles)`,
      remedy: "make it with `aliyun configure`, or set sharedCredentialsFile to another file",
    });
  }
  const named = profiles.map(readProfile).filter((profile) => profile !== undefined);
  const byName = new Map(named.map((profile) => [profile.name, profile]));
  return known({ byName, ...optional("current", text(field(json, "current"))) });
}

function readProfile(json: unknown): CliProfile | undefined {
  const name = text(field(json, "name"));
  if (name === undefined) return undefined;
  const stated = (key: string): string | undefined => text(field(json, key));
  return {
    name,
    mode: stated("mode") ?? "",
    ...optional("regionId", stated("region_id")),
    ...optional("accessKeyId", stated("access_key_id")),
    ...optional("accessKeySecret", stated("access_key_secret")),
    ...optional("stsToken", stated("sts_token")),
    ...optionalNumber("stsExpiration", field(json, "sts_expiration")),
    ...optional("ramRoleName", stated("ram_role_name")),
    ...optional("ramRoleArn", stated("ram_role_arn")),
    ...optional("ramSessionName", stated("ram_session_name")),
    ...optional("externalId", stated("external_id")),
    ...optionalNumber("expiredSeconds", field(json, "expired_seconds")),
    ...optional("sourceProfile", stated("source_profile")),
    ...readCloudSso(json),
  };
}

function readCloudSso(json: unknown): { readonly cloudSso?: CloudSso } {
  const signInUrl = text(field(json, "cloud_sso_sign_in_url"));
  const accountId = text(field(json, "cloud_sso_account_id"));
  const accessConfiguration = text(field(json, "cloud_sso_access_config"));
  const accessToken = text(field(json, "access_token"));
  const accessTokenExpire = field(json, "cloud_sso_access_token_expire");
  if (signInUrl === undefined || accountId === undefined || accessConfiguration === undefined) return {};
  if (accessToken === undefined || typeof accessTokenExpire !== "number") return {};
  return { cloudSso: { signInUrl, accountId, accessConfiguration, accessToken, accessTokenExpire } };
}

function optionalNumber<K extends string>(key: K, value: unknown): Partial<Record<K, number>> {
  const isSet = typeof value === "number" && Number.isFinite(value) && value > 0;
  return isSet ? ({ [key]: value } as Record<K, number>) : {};
}
