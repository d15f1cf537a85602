/** What can be wrong with an answer, or with getting one. */
import type { ServerResponse } from "node:http";
import type { Answer } from "./answer";
import { refusal } from "./answer";

export type FaultKind =
  /** 400 Throttling.User */
  | "throttled"
  /** 429, with Retry-After if told */
  | "tooMany"
  /** 500 InternalError */
  | "serverError"
  /** 503 ServiceUnavailable */
  | "unavailable"
  /** 502 with a page of HTML */
  | "badGateway"
  /** 200 with a page of HTML */
  | "html"
  /** 200 with half of the JSON */
  | "truncated"
  /** 200 with JSON that is no answer */
  | "notAnAnswer"
  /** the connection is reset before, or in the middle of the answer */
  | "reset"
  | "resetInBody"
  /** nothing is answered, or nothing after the first half */
  | "hang"
  | "hangInBody"
  /** 302 to somewhere else */
  | "redirect"
  | "expiredToken"
  | "forbidden"
  | "badSignature"
  /** entries without OperationLocks, none at all, twice and contradicting, of another region */
  | "noOperationLocks"
  | "missingEntries"
  | "contradiction"
  | "otherRegion"
  /** every page names itself as the next */
  | "endlessPages"
  /** entries one by one */
  | "smallPages";

export interface Fault {
  readonly kind: FaultKind;
  /** Requests that it hits; 1 unless told. */
  readonly times?: number;
  /** Requests that it passes by; any unless told. */
  readonly action?: string;
  readonly retryAfter?: string;
}

export class FaultQueue {
  readonly #queue: { fault: Fault; left: number }[] = [];

  add(...faults: readonly Fault[]): void {
    for (const fault of faults) this.#queue.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#queue.length = 0;
  }

  /** The first fault that fits, used once. */
  next(action: string): Fault | undefined {
    const at = this.#queue.findIndex(({ fault }) => fault.action === undefined || fault.action === action);
    const hit = this.#queue[at];
    if (hit === undefined) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.#queue.splice(at, 1);
    return hit.fault;
  }
}

/** Answers that take the place of the real one. */
const INSTEAD: Partial<Record<FaultKind, Answer>> = {
  throttled: refusal(400, "Throttling.User", "Request was denied due to user flow control."),
  tooMany: refusal(429, "Throttling", "Request was denied due to flow control."),
  serverError: refusal(500, "InternalError", "The request processing has failed due to some unknown error."),
  unavailable: refusal(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."),
  expiredToken: refusal(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired."),
  forbidden: refusal(403, "Forbidden.RAM", "User not authorized to operate on the specified resource."),
  badSignature: refusal(400, "SignatureDoesNotMatch", "Specified signature is not matched with our calculation."),
};

export function instead(fault: Fault | undefined): Answer | undefined {
  return fault === undefined ? undefined : INSTEAD[fault.kind];
}

type Entries = readonly Readonly<Record<string, unknown>>[];

/** What becomes of the entries of an answer. */
const SPOILED: Partial<Record<FaultKind, (entries: Entries) => readonly object[]>> = {
  noOperationLocks: (entries) => entries.map((entry) => ({ ...entry, OperationLocks: undefined, Status: undefined })),
  missingEntries: () => [],
  contradiction: (entries) => entries.flatMap((entry) => [entry, { ...entry, Status: "Creating" }]),
  otherRegion: (entries) => entries.map((entry) => ({ ...entry, RegionId: "us-west-1" })),
};

export function spoil(body: Answer["body"], fault: Fault | undefined): Answer["body"] {
  if (fault?.kind === "endlessPages") return { ...body, NextToken: Buffer.from("@0").toString("base64url") };
  const change = fault === undefined ? undefined : SPOILED[fault.kind];
  if (change === undefined) return body;
  return { ...body, ...spoilList(body, "Instances", "Instance", change), ...spoilList(body, "Disks", "Disk", change) };
}

function spoilList(
  body: Answer["body"],
  outer: string,
  inner: string,
  change: (entries: Entries) => readonly object[],
): Readonly<Record<string, unknown>> {
  const list = body[outer] as Readonly<Record<string, Entries>> | undefined;
  return list === undefined ? {} : { [outer]: { [inner]: change(list[inner] ?? []) } };
}

type Write = (response: ServerResponse, json: string) => void;

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };
const half = (json: string): string => json.slice(0, Math.floor(json.length / 2));

/** Answers that are not written as they should be. */
const WRITTEN: Partial<Record<FaultKind, Write>> = {
  hang: () => undefined,
  reset: (response) => response.socket?.resetAndDestroy(),
  hangInBody: (response, json) => {
    response.writeHead(200, { ...JSON_TYPE, "content-length": Buffer.byteLength(json) }).write(half(json));
  },
  resetInBody: (response, json) => {
    response.writeHead(200, { ...JSON_TYPE, "content-length": Buffer.byteLength(json) });
    response.write(half(json), () => response.socket?.resetAndDestroy());
  },
  truncated: (response, json) => response.writeHead(200, JSON_TYPE).end(half(json)),
  notAnAnswer: (response) => response.writeHead(200, JSON_TYPE).end('{"hello":"world"}'),
  html: (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>proxy</html>"),
  badGateway: (response) => response.writeHead(502, { "content-type": "text/html" }).end("<html>proxy</html>"),
  redirect: (response) => response.writeHead(302, { location: "http://127.0.0.1:1/elsewhere" }).end(),
};

/** Writes the answer, or what the fault makes of it. */
export function respond(response: ServerResponse, status: number, json: string, fault: Fault | undefined): void {
  const write = fault === undefined ? undefined : WRITTEN[fault.kind];
  if (write !== undefined) {
    write(response, json);
    return;
  }
  const wish = fault?.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter };
  response.writeHead(status, { ...JSON_TYPE, ...wish }).end(json);
}
