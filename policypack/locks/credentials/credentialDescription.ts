/** How a credential is got, described exactly: `identity` finds it out, `credentials` does it. Pure. */
import type { CloudSso } from "./cliProfile";
import { stsEndpoint, type Endpoint, type EndpointChoice } from "../api/endpoint";
import { known, notKnown, type LookUp } from "../../domain/lookUps";
import type { AssumeRole, AssumeRoleWithOidc } from "./providerConfiguration";

export interface AccessKey {
  readonly kind: "accessKey";
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** Where a role is assumed. */
export interface Sts {
  readonly endpoint: Endpoint;
  readonly region: string;
}

export type CredentialDescription =
  | AccessKey
  | { readonly kind: "assumeRole"; readonly base: CredentialDescription; readonly role: AssumeRole; readonly sts: Sts }
  | { readonly kind: "oidc"; readonly role: AssumeRoleWithOidc; readonly sts: Sts }
  | { readonly kind: "instanceRole"; readonly roleName: string }
  | { readonly kind: "uri"; readonly uri: string }
  | { readonly kind: "cloudSso"; readonly cloudSso: CloudSso }
  | { readonly kind: "default" };

export function assuming(
  base: CredentialDescription,
  role: AssumeRole,
  choice: EndpointChoice,
): LookUp<CredentialDescription> {
  const endpoint = stsEndpoint(choice);
  if (!endpoint.known) return endpoint;
  return known({ kind: "assumeRole", base, role, sts: { endpoint: endpoint.value, region: choice.region } });
}

export function oidc(role: AssumeRoleWithOidc, choice: EndpointChoice): LookUp<CredentialDescription> {
  const endpoint = stsEndpoint(choice);
  if (!endpoint.known) return endpoint;
  return known({ kind: "oidc", role, sts: { endpoint: endpoint.value, region: choice.region } });
}

/** The name becomes part of a path of the metadata service. */
export function instanceRole(roleName: string): LookUp<CredentialDescription> {
  if (/^[A-Za-z0-9._-]{1,64}$/.test(roleName) && !/^\.+$/.test(roleName)) {
    return known({ kind: "instanceRole", roleName });
  }
  return notKnown({
    cause: "the provider's ecsRoleName is not the name of a RAM role",
    remedy: "set it to the role that the instance has",
  });
}

export function credentialsUri(uri: string): LookUp<CredentialDescription> {
  if (URL.canParse(uri) && /^https?:$/.test(new URL(uri).protocol)) return known({ kind: "uri", uri });
  return notKnown({
    cause: "the provider's credentialsUri is not an http or https address",
    remedy: "correct credentialsUri, or ALICLOUD_CREDENTIALS_URI",
  });
}
