/** ACS3-HMAC-SHA256 as its documentation describes it, checked without the SDK's help. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Cloud, CloudKey } from "./cloud";
import { refusal } from "./answer";
import type { Refusal } from "./answer";

export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Signer {
  readonly keyId: string;
  readonly key: CloudKey;
}

const MAX_SKEW_MS = 15 * 60_000;

export function verify(request: SignedRequest, cloud: Cloud, nonces: Set<string>): Signer | Refusal {
  const authorization = request.headers.authorization ?? "";
  const parts = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
    authorization,
  );
  const [, keyId, names, signature] = parts ?? [];
  if (keyId === undefined || names === undefined || signature === undefined) {
    return refusal(400, "IncompleteSignature", "The request signature does not conform to Aliyun standards.");
  }
  const key = cloud.keys.get(keyId);
  if (key === undefined) return refusal(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
  return (
    tokenProblem(request, key) ??
    replayProblem(request, nonces) ??
    mismatch(request, key, names, signature) ?? { keyId, key }
  );
}

function tokenProblem({ headers }: SignedRequest, key: CloudKey): Refusal | undefined {
  if (headers["x-acs-security-token"] !== key.token) {
    return refusal(
      400,
      "InvalidSecurityToken.MismatchWithAccessKey",
      "The security token does not match the access key.",
    );
  }
  if (key.expiresAt === undefined || key.expiresAt > Date.now()) return undefined;
  return refusal(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.");
}

function replayProblem({ headers }: SignedRequest, nonces: Set<string>): Refusal | undefined {
  const nonce = String(headers["x-acs-signature-nonce"]);
  if (nonces.has(nonce)) return refusal(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
  nonces.add(nonce);
  const age = Math.abs(Date.now() - Date.parse(String(headers["x-acs-date"])));
  return age <= MAX_SKEW_MS ? undefined : refusal(400, "IllegalTimestamp", "The input parameter Timestamp is wrong.");
}

function mismatch(request: SignedRequest, key: CloudKey, names: string, signature: string): Refusal | undefined {
  const { method, path, query, headers, body } = request;
  const bodyHash = sha256(body);
  if (headers["x-acs-content-sha256"] !== bodyHash)
    return refusal(400, "InvalidContentSHA256", "The body was changed.");
  const required = ["host", ...Object.keys(headers).filter((name) => name.startsWith("x-acs-"))];
  const signed = names.split(";");
  if (!required.every((name) => signed.includes(name)))
    return refusal(400, "IncompleteSignature", "A header is not signed.");
  const lines = signed.map((name) => `${name}:${String(headers[name] ?? "").trim()}\n`).join("");
  const canonical = [method, path, canonicalQuery(query), lines, names, bodyHash].join("\n");
  const toSign = `ACS3-HMAC-SHA256\n${sha256(canonical)}`;
  const expected = createHmac("sha256", key.secret).update(toSign).digest();
  if (timingSafeEqual(expected, Buffer.from(signature, "hex"))) return undefined;
  // Like the real service, which is why its messages must never be passed on.
  return refusal(
    400,
    "SignatureDoesNotMatch",
    `Specified signature does not match; server string to sign is: ${canonical}`,
  );
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .map(([name, value]) => [escape(name), escape(value)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function escape(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}
