/**
 * From a described credential to keys: roles are assumed by calls of the STS API, instance roles, credential URIs,
 * CloudSSO and the default chain are @alicloud/credentials' work. Nothing is loaded or asked before it is needed.
 */
import { readFile, stat } from "node:fs/promises";
import { field, optional, text } from "../api/answers";
import { AcsError, malformedAnswer } from "../api/acsError";
import { sdkProviders, type SdkDescription, type SdkProvider } from "./sdkProviders";
import type { AcsAnswer, AcsCall } from "../api/acsCall";
import type { AccessKey, CredentialDescription, Sts } from "./credentialDescription";
import type { Failure } from "../../domain/lookUps";
import type { AssumeRole, AssumeRoleWithOidc } from "./providerConfiguration";

export type AskSts = (call: AcsCall) => Promise<AcsAnswer>;

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
): (ask: AskSts) => Promise<AccessKey> {
  let session: Promise<Session> | undefined;
  return async (ask) => {
    session ??= openSession(description, ask);
    const { accessKey, expiresAt } = await session;
    if (expiresAt === undefined || expiresAt - now().getTime() > RENEW_MS) return accessKey;
    session = openSession(description, ask);
    return (await session).accessKey;
  };
}

async function openSession(description: CredentialDescription, ask: AskSts): Promise<Session> {
  switch (description.kind) {
    case "accessKey":
      return { accessKey: description };
    case "assumeRole": {
      const base = await openSession(description.base, ask);
      return assumeRole(description.role, description.sts, base.accessKey, ask);
    }
    case "oidc":
      return assumeRoleWithOidc(description.role, description.sts, ask);
    case "instanceRole":
    case "uri":
    case "cloudSso":
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
      OIDCToken: await oidcToken(role.token),
      ...optional("DurationSeconds", role.durationSeconds?.toString()),
      ...optional("Policy", role.policy),
    },
  });
  return readSession("AssumeRoleWithOIDC", json);
}

async function oidcToken(token: AssumeRoleWithOidc["token"]): Promise<string> {
  if ("inline" in token) return token.inline;
  const content = await readToken(token.file).catch(() => "");
  if (content !== "") return content;
  throw new AcsError({
    cause: "the provider's oidcTokenFile cannot be read or is empty",
    remedy: "set assumeRoleWithOidc.oidcTokenFile, or ALIBABA_CLOUD_OIDC_TOKEN_FILE, to a file that holds a token",
  });
}

/** The file's name may be the program's choice: a device has no end. */
async function readToken(file: string): Promise<string> {
  const facts = await stat(file);
  return facts.isFile() && facts.size <= MAX_TOKEN_BYTES ? readFile(file, "utf8") : "";
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

/** The SDK's messages quote what was answered, so none is passed on. */
async function fromSdk(description: SdkDescription): Promise<AccessKey> {
  for (const provider of await sdkProviders(description)) {
    const accessKey = await keysOf(provider).catch(() => undefined);
    if (accessKey !== undefined) return accessKey;
  }
  throw new AcsError(SDK_FAILURES[description.kind]);
}

async function keysOf(open: () => SdkProvider): Promise<AccessKey | undefined> {
  const { accessKeyId, accessKeySecret, securityToken } = await open().getCredentials();
  if (accessKeyId === "" || accessKeySecret === "") return undefined;
  return { kind: "accessKey", accessKeyId, accessKeySecret, ...optional("securityToken", text(securityToken)) };
}
const SDK_FAILURES: Readonly<Record<SdkDescription["kind"], Failure>> = {
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
