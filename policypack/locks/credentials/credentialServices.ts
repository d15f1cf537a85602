/**
 * Web services that answer with keys: a credentials URI, and CloudSSO. The SDK's own requests know neither the deadline
 * of a look-up nor a bound of the answer (@alicloud/credentials 2.4.7), so they are made here.
 */
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { boundedBody } from "../api/boundedBody";
import { field, optional, text } from "../json";
import type { AccessKey } from "./credentialDescription";
import type { CloudSso } from "./cliProfile";

export interface ServiceRequest {
  readonly address: string;
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The answer as JSON; undefined for anything else. */
export type AskService = (request: ServiceRequest) => Promise<unknown>;

/** Keys and a token take a few kB. */
const MOST_BYTES = 64 * 1024;

/** Ends with the deadline of the look-up, whose signal this is. `attemptMs`: of one request. */
export function serviceOf(signal: AbortSignal, attemptMs: number): AskService {
  return async (request) => {
    const response = await send(request, AbortSignal.any([signal, AbortSignal.timeout(attemptMs)]));
    // Redirects are not followed: they would lead to an address that nobody has named.
    const body = response.statusCode === 200 ? await boundedBody(response, MOST_BYTES) : undefined;
    response.destroy();
    return body === undefined ? undefined : (JSON.parse(body) as unknown);
  };
}

/** Not by fetch: with NODE_DEBUG=fetch Node would print the address, which may hold a token. */
function send({ address, method, headers = {}, body = "" }: ServiceRequest, signal: AbortSignal) {
  return new Promise<IncomingMessage>((resolve, reject) => {
    const { request } = new URL(address).protocol === "http:" ? http : https;
    request(address, { method, headers, signal, agent: false }, resolve).once("error", reject).end(body);
  });
}

/** Undefined: the service gives none. */
export async function keysOfUri(uri: string, ask: AskService): Promise<AccessKey | undefined> {
  return keysIn(await ask({ address: uri, method: "GET" }));
}

/** As the aliyun CLI asks with the token of its login. */
export async function keysOfCloudSso(login: CloudSso, ask: AskService): Promise<AccessKey | undefined> {
  const answer = await ask({
    address: new URL("/cloud-credentials", login.signInUrl).href,
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      authorization: `Bearer ${login.accessToken}`,
    },
    body: JSON.stringify({ AccountId: login.accountId, AccessConfigurationId: login.accessConfiguration }),
  });
  return keysIn(field(answer, "CloudCredential"));
}

function keysIn(json: unknown): AccessKey | undefined {
  const accessKeyId = text(field(json, "AccessKeyId"));
  const accessKeySecret = text(field(json, "AccessKeySecret"));
  if (accessKeyId === undefined || accessKeySecret === undefined) return undefined;
  const securityToken = text(field(json, "SecurityToken"));
  return { kind: "accessKey", accessKeyId, accessKeySecret, ...optional("securityToken", securityToken) };
}
