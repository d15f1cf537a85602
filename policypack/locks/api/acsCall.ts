/**
 * One call of an Alibaba Cloud RPC API. The SDK core makes the signature; the request itself is sent with fetch, because
 * the core's own callApi takes no notice of HTTPS_PROXY, Retry-After and abort signals, and loses the HTTP status of an
 * answer that is not JSON (its source, 1.0.8).
 */
import { createHash } from "node:crypto";
import { field, optional, parseJson, text } from "../json";
import { boundedBody } from "./boundedBody";
import { answeredError, connectionError, malformedAnswer, timeoutError } from "./acsError";
import type { AccessKey } from "../credentials/credentialDescription";
import type { Endpoint } from "./endpoint";
import type { Transport } from "./transport";

export interface AcsCall {
  readonly endpoint: Endpoint;
  readonly action: string;
  readonly version: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Parameters that hold a token go into the body: addresses end up in the logs of proxies. */
  readonly inBody?: boolean;
  /** Without one the call is anonymous: AssumeRoleWithOIDC. */
  readonly accessKey?: AccessKey;
}

export interface AcsAnswer {
  readonly json: unknown;
  readonly requestId?: string;
}

const ALGORITHM = "ACS3-HMAC-SHA256";
/** 100 instances take some 300 kB. As brackets and nothing else, 2 MiB take 80 while they are parsed. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

export async function acsCall(call: AcsCall, transport: Transport, signal: AbortSignal): Promise<AcsAnswer> {
  const { action, endpoint } = call;
  const attempt = new AbortController();
  const timer = setTimeout(() => {
    attempt.abort();
  }, transport.attemptMs);
  try {
    const response = await send(call, transport, AbortSignal.any([signal, attempt.signal]));
    const body = await boundedBody((response.body ?? []) as AsyncIterable<Uint8Array>, MAX_ANSWER_BYTES);
    if (body === undefined) throw malformedAnswer(action, "it is too large");
    return readAnswer(call, response, body);
  } catch (error) {
    signal.throwIfAborted();
    if (attempt.signal.aborted) throw timeoutError(action, endpoint.host, transport.attemptMs / 1000);
    const code = networkCode(error);
    throw code === undefined ? error : connectionError(action, endpoint.host, code);
  } finally {
    clearTimeout(timer);
  }
}

async function send(call: AcsCall, transport: Transport, signal: AbortSignal): Promise<Response> {
  const { endpoint, inBody = false } = call;
  const form = encode(call.parameters);
  const address = `${endpoint.protocol}://${endpoint.host}/${inBody || form === "" ? "" : `?${form}`}`;
  const body = inBody ? form : "";
  const headers = await signedHeaders(call, body);
  const ask = await transport.fetchOf(endpoint);
  // A redirect would carry the headers to a host that nobody chose.
  return ask(address, { method: "POST", headers, body, signal, redirect: "manual" });
}

/** The SDK takes longer to load than a call to make, so it is loaded when there is one to make. */
export const loadSigning = () => import("@alicloud/openapi-core");

async function signedHeaders(call: AcsCall, body: string): Promise<Record<string, string>> {
  const { OpenApiUtil } = await loadSigning();
  const { accessKey, endpoint, inBody = false } = call;
  const bodyHash = createHash("sha256").update(body).digest("hex");
  const headers: Record<string, string> = {
    host: endpoint.host,
    accept: "application/json",
    "user-agent": "alicloud-ecs-security-lock",
    "x-acs-action": call.action,
    "x-acs-version": call.version,
    "x-acs-date": OpenApiUtil.getTimestamp(),
    "x-acs-signature-nonce": OpenApiUtil.getNonce(),
    "x-acs-content-sha256": bodyHash,
    ...(inBody ? { "content-type": "application/x-www-form-urlencoded" } : {}),
  };
  if (accessKey === undefined) return headers;
  if (accessKey.securityToken !== undefined) {
    headers["x-acs-accesskey-id"] = accessKey.accessKeyId;
    headers["x-acs-security-token"] = accessKey.securityToken;
  }
  const query = inBody ? {} : { ...call.parameters };
  const request = {
    protocol: endpoint.protocol,
    port: 0,
    method: "POST",
    pathname: "/",
    query,
    headers,
    body: undefined,
  };
  headers.authorization = OpenApiUtil.getAuthorization(
    request as unknown as Parameters<typeof OpenApiUtil.getAuthorization>[0],
    ALGORITHM,
    bodyHash,
    accessKey.accessKeyId,
    accessKey.accessKeySecret,
  );
  return headers;
}

/** As the signature encodes: RFC 3986, a blank as %20. */
function encode(parameters: Readonly<Record<string, string>>): string {
  const escape = (value: string): string =>
    encodeURIComponent(value).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return Object.entries(parameters)
    .map(([name, value]) => `${escape(name)}=${escape(value)}`)
    .join("&");
}

function readAnswer(call: AcsCall, response: Response, body: string): AcsAnswer {
  const { action } = call;
  const json = parseJson(body);
  const requestId = safeId(field(json, "RequestId") ?? response.headers.get("x-acs-request-id"), call);
  const { status } = response;
  if (status < 200 || status > 299) {
    const retryAfterMs = retryAfter(response.headers);
    throw answeredError({
      action,
      status,
      ...optional("code", notSecret(text(field(json, "Code")), call)),
      ...optional("requestId", requestId),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
  if (typeof json !== "object" || json === null) throw malformedAnswer(action, "it is not JSON", requestId);
  if (repeats(JSON.stringify(json), call)) throw malformedAnswer(action, "it repeats a credential", requestId);
  return { json, ...optional("requestId", requestId) };
}

function safeId(value: unknown, call: AcsCall): string | undefined {
  return typeof value === "string" && /^[\w-]{1,64}$/.test(value) ? notSecret(value, call) : undefined;
}

/** What the call itself has sent and nobody else is to read. */
function secretsOf({ accessKey, parameters }: AcsCall): readonly string[] {
  const { accessKeyId, accessKeySecret, securityToken } = accessKey ?? {};
  const { OIDCToken, ExternalId } = parameters;
  const sent = [accessKeyId, accessKeySecret, securityToken, OIDCToken, ExternalId];
  return sent.filter((secret) => secret !== undefined).filter((secret) => secret.length >= SHORTEST_PART);
}

/** Keys and tokens are longer, and a shorter part of one says nothing of it. */
const SHORTEST_PART = 8;

/** A code or an id, unless the answer has put a secret of the caller's, or a part of one, in its place. */
function notSecret(value: string | undefined, call: AcsCall): string | undefined {
  const isSecret = secretsOf(call).some(
    (secret) =>
      value !== undefined && value.length >= SHORTEST_PART && (value.includes(secret) || secret.includes(value)),
  );
  return isSecret ? undefined : value;
}

/** No name of an instance is as long as a key or token by chance. */
const SHORTEST_KEY = 16;

/** Names and statuses are shown, so an answer that hands the caller's own credential back is not taken. */
function repeats(body: string, call: AcsCall): boolean {
  return secretsOf(call).some((secret) => secret.length >= SHORTEST_KEY && body.includes(secret));
}

/** Seconds or a date (RFC 9110), or Alibaba Cloud's own header in milliseconds. */
function retryAfter(headers: Headers): number | undefined {
  const own = Number(headers.get("x-acs-retry-after") ?? Number.NaN);
  if (Number.isFinite(own) && own >= 0) return own;
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** Node's code for a connection that failed; undefined for anything else. */
function networkCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    if ("code" in at && typeof at.code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(at.code)) return at.code;
  }
  // A port that browsers refuse, a header that cannot be sent: fetch gives no code for these.
  return error instanceof TypeError && error.message === "fetch failed" ? "FETCH_FAILED" : undefined;
}
