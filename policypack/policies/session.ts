import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { DEFAULTS, parseConfiguration } from "../configuration/configuration";
import type { Finding } from "../domain/findings";
import { programResource } from "../engine/analyzer/messages";
import { defectKind } from "../report/advisories";
import { messageOf, type LogContext } from "../report/messages";
import { isMapped } from "../resources";
import { enabledPolicies } from "./enabledPolicies";
import { STATUS_POLICY } from "../review/findings/findings";
import { prepareFor } from "./prepare";
import { report, type RunState, type Surroundings } from "./runState";

/**
 * One run of the pack. In a preview the resource phase only records, because the planned outputs of the stack phase
 * show more: a forced replacement, an import, a state newer than the export. In an update the stack phase comes too
 * late, so each resource is judged before its first call.
 */
export interface Session {
  /** Takes the configuration of `ecs-lock-status`; without it the defaults hold. */
  configure(raw: Readonly<Record<string, unknown>>): void;
  /** Resource phase. Resolves when the resource's violations can be taken. */
  resource(args: ResourceValidationArgs): Promise<void>;
  /** Stack phase. Resolves when the stack's violations can be taken. */
  stack(resources: readonly PolicyResource[]): Promise<void>;
  /** The violations of one policy that are waiting; taking them removes them. */
  take(policy: string): readonly Violation[];
  /** Whether a policy has anything to do with the next resource; the first of the pack always has. */
  readonly hasResourceWork: (policy: string) => boolean;
  /** Whether a policy has anything to do with the stack. */
  readonly hasStackWork: (policy: string) => boolean;
}

/** A finding in the words of the log. */
export interface Violation extends Pick<Finding, "urn" | "level"> {
  readonly message: string;
  /** Another severity than the policy's: Pulumi prints the least severe last. */
  readonly severity?: "low";
}

export function startSession(surroundings: Surroundings): Session {
  const run: RunState = {
    surroundings,
    recorded: new Map(),
    waiting: new Map(),
    configuration: DEFAULTS,
    configured: false,
    broken: false,
    stackJudged: false,
    enabled: enabledPolicies(),
  };
  return {
    configure: (raw) => {
      if (!run.configured) configure(run, raw);
    },
    resource: (args) => {
      run.enabled.running(args.urn);
      return guarded(run, args.urn, () => resourcePhase(run, args));
    },
    stack: (resources) => {
      run.enabled.stackPhase();
      return (run.stack ??= guarded(run, "", () => stackPhase(run, resources)).then(() => {
        run.stackJudged = true;
        // After the answer that the engine waits for.
        if (surroundings.settled !== undefined) setImmediate(surroundings.settled);
      }));
    },
    hasResourceWork: (policy) => {
      run.enabled.asked(policy);
      return run.first === undefined || run.first === policy || hasWaiting(run, policy);
    },
    hasStackWork: (policy) => hasWaiting(run, policy) || !isStackDone(run, policy),
    take: (policy) => {
      run.first ??= policy;
      const findings = [policy, ANY_POLICY].flatMap((name) => run.waiting.get(name) ?? []);
      for (const name of [policy, ANY_POLICY]) run.waiting.delete(name);
      const log = { now: surroundings.now(), defaultsHold: !run.configured, phase: phaseOf(surroundings) };
      return findings.map((finding) => violation(finding, log));
    },
  };
}

const phaseOf = ({ preview, previewed }: Surroundings): LogContext["phase"] =>
  preview ? "preview" : previewed === true ? "previewedUpdate" : "update";

function violation(finding: Finding, log: LogContext): Violation {
  const { urn, level, matter } = finding;
  return {
    urn,
    message: messageOf(finding, log),
    ...(level === undefined ? {} : { level }),
    ...(matter.kind === "summary" ? { severity: "low" } : {}),
  };
}

const hasWaiting = ({ waiting }: RunState, policy: string): boolean => waiting.has(policy) || waiting.has(ANY_POLICY);

/** In an update everything has been judged before; only a configuration that nobody has seen yet may be wrong. */
function isStackDone({ stackJudged, surroundings, configured }: RunState, policy: string): boolean {
  const isUpdate = surroundings.priorState !== undefined && !surroundings.preview;
  return stackJudged || (isUpdate && (configured || policy !== STATUS_POLICY));
}

/** Whichever policy asks first: `ecs-lock-status`, unless that is disabled. */
const ANY_POLICY = "";

/**
 * An exception would end the whole preview with a stack, and drop the violations found so far. A defect of this pack
 * is like everything that cannot be decided, also in its level, but says so in one line.
 */
async function guarded(run: RunState, urn: string, phase: () => Promise<void>): Promise<void> {
  try {
    await phase();
  } catch (error) {
    const matter = { kind: "defect", error: defectKind(error) } as const;
    const level = run.configuration.onUndecided === "advisory" ? { level: "advisory" as const } : {};
    report(run, [{ policy: ANY_POLICY, urn, ...level, matter }]);
  }
}

function configure(run: RunState, raw: Readonly<Record<string, unknown>>): void {
  run.configured = true;
  const parsed = parseConfiguration(raw);
  const unknown = run.surroundings.unknownPolicies?.() ?? [];
  if (parsed.ok) run.configuration = parsed.configuration;
  const problems = [...(parsed.ok ? [] : parsed.problems), ...unknown];
  run.broken = problems.length > 0;
  report(run, problems.map(configurationProblem));
}

async function resourcePhase(run: RunState, args: ResourceValidationArgs): Promise<void> {
  const { recorded, surroundings, broken } = run;
  if (broken || surroundings.priorState === undefined || recorded.has(args.urn) || !isMapped(args.type)) return;
  const resource = programResource(args);
  recorded.set(args.urn, resource);
  if (surroundings.preview) {
    prepareFor(run, resource);
    return;
  }
  const { judgeResource } = await import("./phases.js");
  await judgeResource(run, resource);
}

async function stackPhase(run: RunState, resources: readonly PolicyResource[]): Promise<void> {
  const { surroundings, broken } = run;
  if (!broken && (surroundings.preview || surroundings.priorState === undefined)) {
    const { judgeStack } = await import("./phases.js");
    await judgeStack(run, resources);
  }
}

function configurationProblem(problem: string): Finding {
  return { policy: STATUS_POLICY, urn: "", level: "mandatory", matter: { kind: "configuration", problem } };
}
