/** AssumeRole and AssumeRoleWithOIDC: new keys of the role's account, with a token that expires. */
import { randomBytes } from "node:crypto";
import { refusal, success } from "./answer";
import type { Answer } from "./answer";
import type { Cloud, CloudRole } from "./cloud";

type Parameters = ReadonlyMap<string, string>;

export function assumeRole(cloud: Cloud, parameters: Parameters): Answer {
  const role = cloud.roles.get(parameters.get("RoleArn") ?? "");
  if (role === undefined) return refusal(404, "EntityNotExist.Role", "The role does not exist.");
  if (role.externalId !== parameters.get("ExternalId"))
    return refusal(403, "NoPermission", "You may not assume the role.");
  return session(cloud, role, parameters);
}

export function assumeRoleWithOidc(cloud: Cloud, parameters: Parameters): Answer {
  const role = cloud.roles.get(parameters.get("RoleArn") ?? "");
  if (role === undefined) return refusal(404, "EntityNotExist.Role", "The role does not exist.");
  if (role.oidcToken === undefined || role.oidcToken !== parameters.get("OIDCToken")) {
    return refusal(
      400,
      "AuthenticationFail.OIDCToken.Invalid",
      `This OIDC token is invalid: ${parameters.get("OIDCToken") ?? ""}`,
    );
  }
  return session(cloud, role, parameters);
}

function session(cloud: Cloud, role: CloudRole, parameters: Parameters): Answer {
  const seconds = Number(parameters.get("DurationSeconds") ?? 3600);
  if (!(seconds >= 900 && seconds <= 43_200)) return refusal(400, "InvalidParameter.DurationSeconds", "out of range");
  const credential = newSession(cloud, role.account, seconds);
  return success({ Credentials: credential, AssumedRoleUser: { Arn: parameters.get("RoleSessionName") ?? "" } });
}

/** Keys with a token, as STS, a credentials URI and the metadata service give them. */
export function newSession(cloud: Cloud, account: string, seconds: number): Readonly<Record<string, string>> {
  const [keyId, secret, token] = [`STS.${random()}`, random(), `token-${random()}`];
  const expiresAt = Date.now() + seconds * 1000;
  cloud.keys.set(keyId, { account, secret, token, expiresAt });
  const expiration = new Date(expiresAt).toISOString().replace(/\.\d+Z$/, "Z");
  return { AccessKeyId: keyId, AccessKeySecret: secret, SecurityToken: token, Expiration: expiration };
}

const random = (): string => randomBytes(12).toString("hex");
