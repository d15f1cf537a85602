/**
 * One call of an Alibaba Cloud RPC API. The SDK core makes the signature; the request itself is sent with fetch, because
 * the core's own callApi takes no notice of HTTPS_PROXY, Retry-After and abort signals, and loses the HTTP status of an
 * answer that is not JSON (its source, 1.0.8).
 */
import { createHash } from "node:crypto";
import { field, optional, text } from "./answers";
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
/** 100 instances take some 300 kB. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

export async function acsCall(call: AcsCall, transport: Transport, signal: AbortSignal): Promise<AcsAnswer> {
  const { action, endpoint } = call;
  const attempt = new AbortController();
  const timer = setTimeout(() => {
    attempt.abort();
  }, transport.attemptMs);
  try {
    const response = await send(call, transport, AbortSignal.any([signal, attempt.signal]));
    return readAnswer(action, response, await limitedText(action, response));
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

async function signedHeaders(call: AcsCall, body: string): Promise<Record<string, string>> {
  const { OpenApiUtil } = await import("@alicloud/openapi-core");
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

async function limitedText(action: string, response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) throw malformedAnswer(action, "it is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function readAnswer(action: string, response: Response, body: string): AcsAnswer {
  const json = parseJson(body);
  const requestId = safeId(field(json, "RequestId") ?? response.headers.get("x-acs-request-id"));
  const { status } = response;
  if (status < 200 || status > 299) {
    const retryAfterMs = retryAfter(response.headers);
    throw answeredError({
      action,
      status,
      ...optional("code", text(field(json, "Code"))),
      ...optional("requestId", requestId),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
  if (typeof json !== "object" || json === null) throw malformedAnswer(action, "it is not JSON", requestId);
  return { json, ...optional("requestId", requestId) };
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source) as unknown;
  } catch {
    return undefined;
  }
}

function safeId(value: unknown): string | undefined {
  return typeof value === "string" && /^[\w-]{1,64}$/.test(value) ? value : undefined;
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
