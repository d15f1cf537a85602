import type { Evidence, PlannedResource } from "../../domain/decisions";
import type { Exemption } from "../../domain/exemptions";
import type { Finding } from "../../domain/findings";
import type { IgnoredChanges, PolicyException, WayOut } from "../../domain/summaries";
import type { OperationVerdict, ResourceVerdict } from "../../domain/verdicts";
import type { Value } from "../../domain/values";
import { judgePlan, type JudgeNeeds } from "../judgePlan";
import { policyOf } from "./findings";
import { byName } from "./byName";
import { reportingPolicies, type IsEnabled } from "./summary";

export const NO_WAY_OUT: WayOut = { exclude: [], ignoreChanges: [] };

/** More than a command line or a configuration can be asked to name one by one. */
const MOST_RESOURCES = 25;
/** An exemption is for a deployment that cannot wait, not for weeks. */
const EXEMPT_DAYS = 7;
const DAY = 24 * 60 * 60 * 1000;

export interface WayOutNeeds extends JudgeNeeds {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether the reader's engine takes `--exclude` beside what it was told, and policy exceptions. */
  readonly canExclude: boolean;
  readonly canExcept: boolean;
  readonly isEnabled: IsEnabled;
  /** Whether `ecs-lock-status` reports what is undecided. */
  readonly statusPolicy: boolean;
}

/**
 * What lets the rest of the plan pass, or the refused calls go to the ECS API all the same. Every part is judged again
 * before it is offered, and left out where something would still be stopped.
 */
export async function wayOutOf(
  verdicts: readonly ResourceVerdict[],
  findings: readonly Finding[],
  needs: WayOutNeeds,
): Promise<WayOut> {
  const stops = stopsBy(needs);
  const stopped = verdicts.filter(({ operations }) => operations.some(stops));
  if (stopped.length === 0 || stopped.length > MOST_RESOURCES) return NO_WAY_OUT;
  stopped.sort((one, other) => byName(one.resource.urn, other.resource.urn));
  const [exclude, exemption, ignoreChanges] = await Promise.all([
    needs.canExclude ? exclusion(verdicts, stopped, needs) : [],
    exemptionFor(stopped, needs),
    ignorable(stopped, needs),
  ]);
  const exceptions = needs.canExcept ? exceptionsFor(stopped, findings) : undefined;
  return {
    exclude,
    ignoreChanges,
    ...(exemption === undefined ? {} : { exemption }),
    ...(exemption !== undefined && onlyDeletes(stopped, stops) ? { onlyDeletes: true } : {}),
    ...(exceptions === undefined ? {} : { exceptions }),
  };
}

/** What a disabled policy would report stops nothing. */
const stopsBy =
  ({ isEnabled, statusPolicy }: WayOutNeeds) =>
  (operation: OperationVerdict): boolean => {
    const { verdict } = operation;
    const isReported = (verdict === "undecided" && statusPolicy) || isEnabled(policyOf(operation)) !== false;
    return (verdict === "refused" || verdict === "undecided") && isReported;
  };

async function passes(plan: readonly PlannedResource[], needs: WayOutNeeds): Promise<boolean> {
  const stops = stopsBy(needs);
  return !(await judgePlan(plan, needs)).some(({ operations }) => operations.some(stops));
}

async function exclusion(
  verdicts: readonly ResourceVerdict[],
  stopped: readonly ResourceVerdict[],
  needs: WayOutNeeds,
): Promise<readonly string[]> {
  const urns = new Set(stopped.map(({ resource }) => resource.urn));
  const left = verdicts.map(({ resource }) => resource).filter(({ urn }) => !urns.has(urn));
  return (await passes(left, needs)) ? [...urns] : [];
}

/** Stopped by the configuration alone. */
const onlyDeletes = (stopped: readonly ResourceVerdict[], stops: (operation: OperationVerdict) => boolean): boolean =>
  stopped.every(({ operations }) => operations.filter(stops).every(({ stoppedBy }) => stoppedBy !== undefined));

/** By instance where the calls have one, for that is what a person has in mind; else by resource. */
async function exemptionFor(stopped: readonly ResourceVerdict[], needs: WayOutNeeds): Promise<Exemption | undefined> {
  const calls = stopped.flatMap(({ operations }) => operations.filter(stopsBy(needs)));
  const base = {
    reason: "why this cannot wait",
    expires: new Date(needs.now + EXEMPT_DAYS * DAY).toISOString().slice(0, 10),
    operations: unique(calls.map(({ call }) => call.operation)),
  };
  const instances = unique(
    calls.flatMap(({ call, instance }) => instance?.instanceId ?? call.target?.instanceId ?? []),
  );
  const candidates: Exemption[] = [
    ...(instances.length === 0 ? [] : [{ ...base, instances }]),
    { ...base, urns: unique(stopped.map(({ resource }) => resource.urn)) },
  ];
  for (const candidate of candidates) {
    const options = { ...needs.options, exemptions: [...needs.options.exemptions, candidate] };
    const plan = stopped.map(({ resource }) => resource);
    if (await passes(plan, { ...needs, options })) return candidate;
  }
  return undefined;
}

/**
 * Pulumi matches the policy and the URN that a violation is reported on. It reports what is deleted on the stack, where an
 * exception would let pass whatever else is.
 */
function exceptionsFor(
  stopped: readonly ResourceVerdict[],
  findings: readonly Finding[],
): readonly PolicyException[] | undefined {
  if (stopped.some(({ change }) => change.kind === "delete")) return undefined;
  const byPolicies = new Map<string, { readonly policies: readonly string[]; readonly targets: string[] }>();
  const policiesBy = reportingPolicies(findings);
  for (const verdict of stopped) {
    const { resource } = verdict;
    const policies = policiesBy.get(verdict) ?? [];
    if (policies.length === 0) continue;
    const known = byPolicies.get(policies.join());
    if (known === undefined) byPolicies.set(policies.join(), { policies, targets: [resource.urn] });
    else known.targets.push(resource.urn);
  }
  return [...byPolicies.values()];
}

/** For every resource that is updated, the properties without whose changes nothing of it is stopped. */
async function ignorable(stopped: readonly ResourceVerdict[], needs: WayOutNeeds): Promise<readonly IgnoredChanges[]> {
  const found = new Map<string, IgnoredChanges & { readonly urns: string[] }>();
  for (const { resource, change, operations } of stopped) {
    const names = unique(operations.filter(stopsBy(needs)).flatMap(({ call }) => call.because));
    const ignoring = change.kind === "update" ? evidenceIgnoring(resource.evidence, names) : undefined;
    if (ignoring === undefined || !(await passes([{ ...resource, evidence: ignoring }], needs))) continue;
    const known = found.get(names.join());
    if (known === undefined) found.set(names.join(), { names, urns: [resource.urn] });
    else known.urns.push(resource.urn);
  }
  return [...found.values()];
}

/** What the engine would go by if the program ignored these changes: the prior inputs in their place. */
function evidenceIgnoring(
  { type, prior, program, settings }: Evidence,
  names: readonly string[],
): Evidence | undefined {
  if (prior === undefined || program === undefined || names.length === 0) return undefined;
  const values: Record<string, Value | undefined> = { ...program };
  for (const name of names) values[name] = prior.inputs[name];
  const kept = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  return { type, prior, program: kept, settings, ignoreChanges: names };
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
