/**
 * What goes wrong with a call of the ECS or STS API: cause, remedy, and whether asking again can help. The API's own
 * messages are never passed on: that of SignatureDoesNotMatch quotes the headers that were sent. Pure.
 */
import type { Failure } from "../../domain/lookUps";

/** Thrown inside `locks/` only; at its border it becomes a Failure for each id. */
export class AcsError extends Error {
  readonly failure: Failure;
  /** How often the call may be made in all. */
  readonly attempts: number;
  /** The server's own wish, from Retry-After. */
  readonly retryAfterMs: number | undefined;
  /** The API's code, if it gave one. */
  readonly code: string | undefined;

  constructor(failure: Failure, attempts = 1, answer: { readonly retryAfterMs?: number; readonly code?: string } = {}) {
    super(failure.cause);
    this.name = "AcsError";
    this.failure = failure;
    this.attempts = attempts;
    this.retryAfterMs = answer.retryAfterMs;
    this.code = answer.code;
  }
}

/** Until the deadline, in effect. */
const OFTEN = 12;
/** For what is seldom better the next moment: a refused connection, an unknown host, an answer that is no JSON. */
const FEW = 3;

export interface ErrorAnswer {
  readonly action: string;
  readonly status: number;
  readonly code?: string;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
}

/** An answer of status 400 and above, or one of 200 that is no answer. */
export function answeredError(answer: ErrorAnswer): AcsError {
  const { action, status, requestId } = answer;
  const code = answer.code !== undefined && /^[\w.-]{1,100}$/.test(answer.code) ? answer.code : undefined;
  const failure: Failure = {
    cause: `${action} answered ${code === undefined ? `HTTP ${status}` : `${code} (HTTP ${status})`}`,
    remedy: remedyOf(action, code ?? "", status),
    ...(requestId === undefined ? {} : { requestId }),
  };
  return new AcsError(failure, isTransient(code ?? "", status) ? OFTEN : 1, answer);
}

function isTransient(code: string, status: number): boolean {
  return (
    status === 429 ||
    status >= 500 ||
    /^Throttling|^Rejected\.Throttling$|^ServiceUnavailable|^InternalError/.test(code)
  );
}

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/^Throttling|^Rejected\.Throttling$/, "try again in a minute: the account's calls of this API are throttled"],
  [/^InvalidSecurityToken|^SecurityTokenExpired/, "renew the security token of the credential, then try again"],
  [/^InvalidAccessKeyId/, "correct the provider's access key, or enable it in the RAM console"],
  [/^SignatureDoesNotMatch|^IncompleteSignature/, "correct the provider's secret key"],
  [/^IllegalTimestamp|^InvalidTimeStamp/, "set the clock of this machine"],
  [
    /^InvalidRegionId|^UnsupportedRegion|^InvalidOperation\.NotSupportedEndpoint/,
    "let the region and the endpoint of the provider agree",
  ],
];

function remedyOf(action: string, code: string, status: number): string {
  const known = REMEDIES.find(([pattern]) => pattern.test(code));
  if (known !== undefined) return known[1];
  if (/^Forbidden|^NoPermission|^AccessDenied/i.test(code) || status === 401 || status === 403)
    return permission(action);
  if (isTransient(code, status)) return "try again later";
  return "check the provider's credentials, region and endpoint, or use a lock file";
}

function permission(action: string): string {
  if (action.startsWith("AssumeRole"))
    return "allow the identity to assume the role (sts:AssumeRole), and the role to trust it";
  if (action === "DescribeRegions") return `grant ecs:${action} to ${IDENTITY}, or name the regions`;
  const all = "look-ups need ecs:DescribeInstances and ecs:DescribeDisks, nothing else";
  return `grant ecs:${action} to ${IDENTITY}: ${all}`;
}

const IDENTITY = "the RAM user or role whose credentials are used";

/** No JSON, or JSON that is not what the action answers. */
export function malformedAnswer(action: string, problem: string, requestId?: string): AcsError {
  const failure: Failure = {
    cause: `the answer of ${action} cannot be read: ${problem}`,
    remedy: "check the endpoint and the proxy in between, or use a lock file",
    ...(requestId === undefined ? {} : { requestId }),
  };
  return new AcsError(failure, FEW);
}

/** `code` is Node's: ECONNRESET, ENOTFOUND, UND_ERR_SOCKET, CERT_HAS_EXPIRED … */
export function connectionError(action: string, host: string, code: string): AcsError {
  const cause = `${action} could not be asked of ${host} (${code})`;
  if (/CERT|^ERR_TLS|SELF_SIGNED|UNABLE_TO_/.test(code)) {
    return new AcsError({ cause, remedy: "check the certificate of the endpoint or proxy (NODE_EXTRA_CA_CERTS)" });
  }
  const attempts = /^ENOTFOUND|^ECONNREFUSED|^EAI_/.test(code) ? FEW : OFTEN;
  return new AcsError(
    { cause, remedy: "check the network, HTTPS_PROXY and the endpoint, or use a lock file" },
    attempts,
  );
}

export function timeoutError(action: string, host: string, seconds: number): AcsError {
  const cause = `${action} had no answer from ${host} within ${seconds} s`;
  return new AcsError({ cause, remedy: "check the network, HTTPS_PROXY and the endpoint, or use a lock file" }, OFTEN);
}

/** The failure of anything thrown; what is not ours is named by nothing but its kind. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AcsError) return error.failure;
  const kind = error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : "an error";
  return { cause: `the look-up failed with ${kind}`, remedy: "use a lock file, and report this" };
}
