// The policies as the SDK serves them, without a process and an engine: its own functions, called with the engine's
// messages.
import type { PolicyPackArgs, ResourceValidationPolicy } from "@pulumi/policy";
import {
  type AnalyzeRequest,
  type AnalyzeResponse,
  AnalyzeStackRequest,
  PolicySeverity,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { PriorState } from "../../../policypack/review/priorState";
import { stateFromExport } from "../../../policypack/engine/state/stackState";
import { known } from "../../../policypack/domain/lookUps";
import type { LockSources } from "../../../policypack/review/lookUps/lockSource";
import { policies } from "../../../policypack/policies";
import type { Surroundings } from "../../../policypack/policies/runState";
import { startSession } from "../../../policypack/policies/session";
import { isMapped } from "../../../policypack/resources";
import { analyzeRequest, analyzerResource, type ShownResource } from "../../support/analyzerMessages";
import type { Deployment } from "../../support/engine";

type Answer<Request> = (
  call: { readonly request: Request },
  callback: (error: Error | null | undefined, response?: AnalyzeResponse) => void,
) => Promise<void>;
type MakeAnswer<Request> = (
  name: string,
  version: string,
  level: string,
  policies: PolicyPackArgs["policies"],
) => Answer<Request>;

// eslint-disable-next-line @typescript-eslint/no-require-imports -- its declarations are empty (@internal)
const sdk = require("@pulumi/policy/server") as {
  readonly makeAnalyzeRpcFun: MakeAnswer<AnalyzeRequest>;
  readonly makeAnalyzeStackRpcFun: MakeAnswer<AnalyzeStackRequest>;
};

export interface Reported {
  readonly policy: string;
  readonly urn: string;
  readonly message: string;
  /** What the others come to: it says the more, the more policies are enabled. */
  readonly isSummary: boolean;
}

export interface Served {
  readonly names: readonly string[];
  /** How often the SDK has prepared a resource's properties for a policy. */
  readonly prepared: () => { readonly resources: number; readonly stack: number };
  resource(shown: ShownResource): Promise<Reported[]>;
  stack(shown: readonly ShownResource[]): Promise<Reported[]>;
}

/** The surroundings of a run over this state. */
export function surroundingsFor(
  state: Deployment,
  sources: LockSources,
  phase: "preview" | "update" = "preview",
): Surroundings {
  const found = Promise.resolve(known(stateFromExport(JSON.stringify(state), isMapped)));
  const read = () => found;
  const priorState: PriorState = { read, readWithSecrets: read };
  return {
    preview: phase === "preview",
    priorState: () => priorState,
    sources: () => sources,
    previewed: phase === "update" ? true : undefined,
    refreshes: false,
    leavesOut: () => false,
    replaces: () => false,
    now: () => 0,
  };
}

export function serve(surroundings: Surroundings, isEnabled: (policy: string) => boolean = () => true): Served {
  const all = policies(startSession(surroundings)) as ResourceValidationPolicy[];
  for (const policy of all) if (!isEnabled(policy.name)) policy.enforcementLevel = "disabled";
  const pack = ["pack", "1.0.0", "mandatory", all] as const;
  const [analyze, analyzeStack] = [sdk.makeAnalyzeRpcFun(...pack), sdk.makeAnalyzeStackRpcFun(...pack)];
  const prepared = { resources: 0, stack: 0 };
  return {
    names: all.map(({ name }) => name),
    prepared: () => prepared,
    resource: (shown) =>
      ask(
        analyze,
        counting(analyzeRequest(shown), () => (prepared.resources += 1)),
      ),
    stack: (shown) => {
      const resources = shown.map((one) => counting(analyzerResource(one), () => (prepared.stack += 1)));
      return ask(analyzeStack, new AnalyzeStackRequest().setResourcesList(resources));
    },
  };
}

/** The SDK takes the properties out of the message once for each function that it calls. */
function counting<Message extends { getProperties(): unknown }>(message: Message, count: () => void): Message {
  const getProperties = message.getProperties.bind(message);
  return Object.assign(message, {
    getProperties: () => {
      count();
      return getProperties();
    },
  });
}

/** The policies as the SDK serves them, given the engine's messages and giving its own answers. */
export function serveMessages(surroundings: Surroundings) {
  const pack = ["pack", "1.0.0", "mandatory", policies(startSession(surroundings))] as const;
  const [analyze, analyzeStack] = [sdk.makeAnalyzeRpcFun(...pack), sdk.makeAnalyzeStackRpcFun(...pack)];
  return {
    analyze: (request: AnalyzeRequest) => answerTo(analyze, request),
    analyzeStack: (request: AnalyzeStackRequest) => answerTo(analyzeStack, request),
  };
}

async function ask<Request>(answer: Answer<Request>, request: Request): Promise<Reported[]> {
  const diagnostics = (await answerTo(answer, request)).getDiagnosticsList();
  return diagnostics.map((one) => ({
    policy: one.getPolicyname(),
    urn: one.getUrn(),
    message: one.getMessage(),
    isSummary: one.getSeverity() === PolicySeverity.POLICY_SEVERITY_LOW,
  }));
}

function answerTo<Request>(answer: Answer<Request>, request: Request): Promise<AnalyzeResponse> {
  return new Promise((resolve, reject) => {
    void answer({ request }, (error, response) => {
      if (response !== undefined && (error === null || error === undefined)) resolve(response);
      else reject(error ?? new Error("no answer"));
    });
  });
}
