/**
 * From a described credential to keys: roles are assumed by calls of the STS API, credential URIs and CloudSSO are asked
 * here, instance roles and the default chain are @alicloud/credentials' work. Nothing is loaded or asked before it is
 * needed.
 */
import { field, optional, text } from "../json";
import { AcsError, malformedAnswer } from "../api/acsError";
import { readRegularFile } from "../regularFile";
import { keysOfCloudSso, keysOfUri, type AskService } from "./credentialServices";
import { sdkProviders, type SdkDescription, type SdkProvider } from "./sdkProviders";
import type { AcsAnswer, AcsCall } from "../api/acsCall";
import type { AccessKey, CredentialDescription, Sts } from "./credentialDescription";
import type { Failure } from "../../domain/lookUps";
import type { AssumeRole, AssumeRoleWithOidc } from "./providerConfiguration";

export type AskSts = (call: AcsCall) => Promise<AcsAnswer>;

/** Whom a credential may need to be got from; both end with the deadline of the look-up that needs it. */
export interface CredentialServices {
  readonly sts: AskSts;
  readonly web: AskService;
}

interface Session {
  readonly accessKey: AccessKey;
  /** Milliseconds since 1970; undefined for keys that do not expire. */
  readonly expiresAt?: number;
}

/** The provider takes up to 20,000 characters. */
const MAX_TOKEN_BYTES = 64 * 1024;
const STS_VERSION = "2015-04-01";
/** Tokens are renewed this long before they expire. */
const RENEW_MS = 60_000;

/** Gives the same keys until they are about to expire; a failure is not asked for twice. */
export function credentialSource(
  description: CredentialDescription,
  now: () => Date,
): (services: CredentialServices) => Promise<AccessKey> {
  let session: Promise<Session> | undefined;
  return async (services) => {
    session ??= openSession(description, services);
    const { accessKey, expiresAt } = await session;
    if (expiresAt === undefined || expiresAt - now().getTime() > RENEW_MS) return accessKey;
    session = openSession(description, services);
    return (await session).accessKey;
  };
}

async function openSession(description: CredentialDescription, services: CredentialServices): Promise<Session> {
  switch (description.kind) {
    case "accessKey":
      return { accessKey: description };
    case "assumeRole": {
      const base = await openSession(description.base, services);
      return assumeRole(description.role, description.sts, base.accessKey, services.sts);
    }
    case "oidc":
      return assumeRoleWithOidc(description.role, description.sts, services.sts);
    case "uri":
      return fromService(keysOfUri(description.uri, services.web), FAILURES.uri);
    case "cloudSso":
      return fromService(keysOfCloudSso(description.cloudSso, services.web), FAILURES.cloudSso);
    case "instanceRole":
    case "default":
      return { accessKey: await fromSdk(description) };
  }
}

async function assumeRole(role: AssumeRole, sts: Sts, accessKey: AccessKey, ask: AskSts): Promise<Session> {
  const { json } = await ask({
    endpoint: sts.endpoint,
    action: "AssumeRole",
    version: STS_VERSION,
    accessKey,
    inBody: true,
    parameters: {
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName ?? "terraform",
      DurationSeconds: String(role.durationSeconds ?? 3600),
      ...optional("Policy", role.policy),
      ...optional("ExternalId", role.externalId),
    },
  });
  return readSession("AssumeRole", json);
}

/** Anonymous: the token is the credential. The SDK takes it from a file only, the provider from either. */
async function assumeRoleWithOidc(role: AssumeRoleWithOidc, sts: Sts, ask: AskSts): Promise<Session> {
  const { json } = await ask({
    endpoint: sts.endpoint,
    action: "AssumeRoleWithOIDC",
    version: STS_VERSION,
    inBody: true,
    parameters: {
      OIDCProviderArn: role.providerArn,
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName,
      OIDCToken: oidcToken(role.token),
      ...optional("DurationSeconds", role.durationSeconds?.toString()),
      ...optional("Policy", role.policy),
    },
  });
  return readSession("AssumeRoleWithOIDC", json);
}

/**
 * The file's name may be the program's choice, and what it holds is sent to STS: nothing but a token in the form of one
 * (a JWT, which OpenID Connect prescribes) leaves this machine.
 */
function oidcToken(token: AssumeRoleWithOidc["token"]): string {
  if ("inline" in token) return token.inline;
  const content = readRegularFile(token.file, MAX_TOKEN_BYTES);
  const text = content.kind === "read" ? content.bytes.toString("latin1").trim() : "";
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(text)) return text;
  throw new AcsError({
    cause: "the provider's oidcTokenFile cannot be read or holds no OIDC token",
    remedy: "set assumeRoleWithOidc.oidcTokenFile, or ALIBABA_CLOUD_OIDC_TOKEN_FILE, to a file that holds a token",
  });
}

function readSession(action: string, json: unknown): Session {
  const accessKeyId = text(field(json, "Credentials", "AccessKeyId"));
  const accessKeySecret = text(field(json, "Credentials", "AccessKeySecret"));
  const securityToken = text(field(json, "Credentials", "SecurityToken"));
  const expiresAt = Date.parse(text(field(json, "Credentials", "Expiration")) ?? "");
  if (accessKeyId === undefined || accessKeySecret === undefined || securityToken === undefined) {
    throw malformedAnswer(action, "it has no Credentials");
  }
  const accessKey: AccessKey = { kind: "accessKey", accessKeyId, accessKeySecret, securityToken };
  return Number.isNaN(expiresAt) ? { accessKey } : { accessKey, expiresAt };
}

async function fromService(keys: Promise<AccessKey | undefined>, failure: Failure): Promise<Session> {
  const accessKey = await keys.catch(() => undefined);
  if (accessKey === undefined) throw new AcsError(failure);
  return { accessKey };
}

/** The SDK's messages quote what was answered, so none is passed on. */
async function fromSdk(description: SdkDescription): Promise<AccessKey> {
  for (const provider of await sdkProviders(description)) {
    const accessKey = await keysOf(provider).catch(() => undefined);
    if (accessKey !== undefined) return accessKey;
  }
  throw new AcsError(FAILURES[description.kind]);
}

async function keysOf(open: () => SdkProvider): Promise<AccessKey | undefined> {
  const { accessKeyId, accessKeySecret, securityToken } = await open().getCredentials();
  if (accessKeyId === "" || accessKeySecret === "") return undefined;
  return { kind: "accessKey", accessKeyId, accessKeySecret, ...optional("securityToken", text(securityToken)) };
}

const FAILURES: Readonly<Record<SdkDescription["kind"] | "uri" | "cloudSso", Failure>> = {
  instanceRole: {
    cause: "the instance's metadata service gave no credential for the provider's ecsRoleName",
    remedy: "attach the role to the instance that runs the preview, or give the provider another credential",
  },
  uri: {
    cause: "the provider's credentialsUri gave no credential",
    remedy: "check the service behind credentialsUri, or give the provider another credential",
  },
  cloudSso: {
    cause: "CloudSSO gave no credential for the provider's profile",
    remedy: "log in again with `aliyun configure --mode CloudSSO --profile NAME`",
  },
  default: {
    cause: "no credential for Alibaba Cloud was found",
    remedy: "set ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY, configure the provider, or use a lock file",
  },
};
