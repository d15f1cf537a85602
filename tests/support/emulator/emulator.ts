/** The ECS API over HTTP, as far as look-ups and locks go, with everything that can go wrong on the way. */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { isRefusal, refusal } from "./answer";
import type { Answer } from "./answer";
import { ACCOUNT, newCloud } from "./cloud";
import type { Cloud } from "./cloud";
import { describeDisks, describeInstances, describeRegions } from "./describeActions";
import { FaultQueue, instead, respond, spoil } from "./faults";
import type { Fault } from "./faults";
import { isLockedAction, lockedAction } from "./lockedActions";
import { verify } from "./signature";
import type { SignedRequest } from "./signature";
import { assumeRole, assumeRoleWithOidc, newSession } from "./stsActions";

export interface EmulatorOptions {
  readonly cloud?: Cloud;
  /** 0, any free one, unless told. */
  readonly port?: number;
  readonly latencyMs?: number;
}

export interface Call {
  readonly action: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly status: number;
  readonly code?: string;
  readonly requestId: string;
}

export interface Emulator {
  /** http://127.0.0.1:PORT */
  readonly endpoint: string;
  readonly host: string;
  readonly cloud: Cloud;
  readonly calls: Call[];
  /** Of every request, as a proxy would log them. */
  readonly addresses: string[];
  readonly faults: FaultQueue;
  latencyMs: number;
  /** Most requests at one time so far. */
  readonly busiest: () => number;
  stop(): Promise<void>;
}

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const cloud = options.cloud ?? newCloud();
  const [calls, faults, nonces] = [[] as Call[], new FaultQueue(), new Set<string>()];
  let [busy, busiest] = [0, 0];
  const server = createServer((request, response) => {
    busy += 1;
    busiest = Math.max(busiest, busy);
    response.once("close", () => (busy -= 1));
    void serve(request, response, { emulator, nonces });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const emulator: Emulator = {
    endpoint: `http://${host}`,
    host,
    cloud,
    calls,
    addresses: [],
    faults,
    latencyMs: options.latencyMs ?? 0,
    busiest: () => busiest,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return emulator;
}

interface Context {
  readonly emulator: Emulator;
  readonly nonces: Set<string>;
}

async function serve(request: IncomingMessage, response: ServerResponse, { emulator, nonces }: Context): Promise<void> {
  emulator.addresses.push(request.url ?? "");
  const signed = await read(request);
  const action = actionOf(signed);
  const fault = emulator.faults.next(action);
  const requestId = randomUUID().toUpperCase();
  const parameters = new Map([...signed.query, ...formOf(signed)]);
  const answer = instead(fault) ?? act(action, parameters, signed, { emulator, nonces }, fault);
  const { Code: code } = answer.body;
  emulator.calls.push({
    action,
    parameters,
    status: answer.status,
    requestId,
    ...(typeof code === "string" ? { code } : {}),
  });
  if (emulator.latencyMs > 0) await wait(emulator.latencyMs);
  const body = spoil(answer.body, fault);
  respond(response, answer.status, JSON.stringify({ RequestId: requestId, ...body }), fault);
}

async function read(request: IncomingMessage): Promise<SignedRequest> {
  const url = new URL(request.url ?? "/", "http://emulator");
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += String(chunk);
  return { method: request.method ?? "", path: url.pathname, query: url.searchParams, headers: request.headers, body };
}

function actionOf({ path, headers }: SignedRequest): string {
  if (path === "/credentials") return "CredentialsUri";
  return String(headers["x-acs-action"] ?? "");
}

function formOf({ headers, body }: SignedRequest): URLSearchParams {
  const isForm = headers["content-type"] === "application/x-www-form-urlencoded";
  return new URLSearchParams(isForm ? body : "");
}

function act(
  action: string,
  parameters: ReadonlyMap<string, string>,
  request: SignedRequest,
  { emulator: { cloud }, nonces }: Context,
  fault: Fault | undefined,
): Answer {
  if (action === "CredentialsUri")
    return { status: 200, body: { Code: "Success", ...newSession(cloud, ACCOUNT, 3600) } };
  const version = action.startsWith("AssumeRole") ? "2015-04-01" : "2014-05-26";
  if (request.headers["x-acs-version"] !== version) return refusal(400, "InvalidVersion", "The version is not valid.");
  if (action === "AssumeRoleWithOIDC") return assumeRoleWithOidc(cloud, parameters);
  const signer = verify(request, cloud, nonces);
  if (isRefusal(signer)) return signer;
  const isDryRun = parameters.get("DryRun") === "true";
  if (signer.key.denied?.includes(action) === true) {
    if (signer.key.deniedInSilence !== true || isDryRun)
      return refusal(403, "Forbidden.RAM", `User not authorized: ${action}`);
    return describeInstances(newCloud(), { account: "", parameters });
  }
  if (action === "AssumeRole") return assumeRole(cloud, parameters);
  const region = parameters.get("RegionId");
  if (region === undefined) return refusal(400, "MissingRegionId", "RegionId is mandatory for this action.");
  if (!cloud.regions.has(region)) return refusal(404, "InvalidRegionId.NotFound", "The RegionId does not exist.");
  if (isDryRun) return refusal(400, "DryRunOperation", "Request validation has been passed with DryRun flag set.");
  const asked = { account: signer.key.account, parameters, ...(fault?.kind === "smallPages" ? { pageSize: 1 } : {}) };
  if (action === "DescribeInstances") return describeInstances(cloud, asked);
  if (action === "DescribeRegions") return describeRegions(cloud);
  if (action === "DescribeDisks") return describeDisks(cloud, asked);
  if (isLockedAction(action)) return lockedAction(action, cloud, parameters);
  return refusal(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.");
}
