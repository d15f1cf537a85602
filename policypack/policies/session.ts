import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { plannedResource } from "../engine/analyzer/messages";
import { defectMessage } from "../report/advisories";
import { isMapped } from "../resources";
import { STATUS_POLICY, type Violation } from "../review/findings";
import { DEFAULTS, parseConfiguration } from "../configuration/configuration";
import { report, type Run, type Surroundings } from "./runState";

export type { Surroundings } from "./runState";

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
  take(policy: string): readonly TakenViolation[];
  /** Whether a policy has anything to do with the next resource; the first of the pack always has. */
  readonly hasResourceWork: (policy: string) => boolean;
  /** Whether a policy has anything to do with the stack. */
  readonly hasStackWork: (policy: string) => boolean;
}

export interface TakenViolation extends Pick<Violation, "urn" | "level"> {
  readonly message: string;
}

export function startSession(surroundings: Surroundings): Session {
  const run: Run = {
    surroundings,
    recorded: new Map(),
    waiting: new Map(),
    configuration: DEFAULTS,
    configured: false,
    broken: false,
    stackJudged: false,
  };
  const toldBy = new WeakMap<object, string>();
  return {
    configure: (raw) => {
      if (!run.configured) configure(run, raw);
    },
    resource: (args) => guarded(run, args.urn, () => resourcePhase(run, args)),
    stack: (resources) =>
      (run.stack ??= guarded(run, "", () => stackPhase(run, resources)).then(() => {
        run.stackJudged = true;
      })),
    hasResourceWork: (policy) => run.first === undefined || run.first === policy || hasWaiting(run, policy),
    hasStackWork: (policy) => hasWaiting(run, policy) || !isStackDone(run, policy),
    take: (policy) => {
      run.first ??= policy;
      const violations = [policy, ANY_POLICY].flatMap((name) => run.waiting.get(name) ?? []);
      for (const name of [policy, ANY_POLICY]) run.waiting.delete(name);
      return violations.map(({ urn, level, about, text }) => {
        const told = toldBy.get(about);
        if (told === undefined) toldBy.set(about, policy);
        return { urn, message: text(told), ...(level === undefined ? {} : { level }) };
      });
    },
  };
}

const hasWaiting = ({ waiting }: Run, policy: string): boolean => waiting.has(policy) || waiting.has(ANY_POLICY);

/** In an update everything has been judged before; only a configuration that nobody has seen yet may be wrong. */
function isStackDone({ stackJudged, surroundings, configured }: Run, policy: string): boolean {
  const isUpdate = surroundings.priorState !== undefined && !surroundings.preview;
  return stackJudged || (isUpdate && (configured || policy !== STATUS_POLICY));
}

/** Whichever policy asks first: `ecs-lock-status`, unless that is disabled. */
const ANY_POLICY = "";

/**
 * An exception would end the whole preview with a stack, and drop the violations found so far. A defect of this pack
 * stops the preview like everything that cannot be decided, but says so in one line.
 */
async function guarded(run: Run, urn: string, phase: () => Promise<void>): Promise<void> {
  try {
    await phase();
  } catch (error) {
    const text = defectMessage(error instanceof Error ? error.name : "unknown error");
    report(run, [{ policy: ANY_POLICY, urn, level: "mandatory", about: {}, text: () => text }]);
  }
}

function configure(run: Run, raw: Readonly<Record<string, unknown>>): void {
  run.configured = true;
  const parsed = parseConfiguration(raw);
  if (parsed.ok) run.configuration = parsed.configuration;
  else {
    run.broken = true;
    report(run, parsed.problems.map(configurationProblem));
  }
}

async function resourcePhase(run: Run, args: ResourceValidationArgs): Promise<void> {
  const { recorded, surroundings, broken } = run;
  if (broken || surroundings.priorState === undefined || recorded.has(args.urn) || !isMapped(args.type)) return;
  const planned = plannedResource(args);
  recorded.set(args.urn, planned);
  if (surroundings.preview) return;
  const { judgeResource } = await import("./phases.js");
  await judgeResource(run, planned);
}

async function stackPhase(run: Run, resources: readonly PolicyResource[]): Promise<void> {
  const { surroundings, broken } = run;
  if (!broken && (surroundings.preview || surroundings.priorState === undefined)) {
    const { judgeStack } = await import("./phases.js");
    await judgeStack(run, resources);
  }
}

function configurationProblem(problem: string): Violation {
  return {
    policy: STATUS_POLICY,
    urn: "",
    level: "mandatory",
    about: {},
    text: () => `The configuration of ecs-lock-status is wrong, so nothing was judged: ${problem}`,
  };
}
