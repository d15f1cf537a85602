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
  const [exclude, exemptions, ignoreChanges] = await Promise.all([
    needs.canExclude ? exclusion(verdicts, stopped, needs) : [],
    exemptionsFor(stopped, needs),
    ignorable(stopped, needs),
  ]);
  const exceptions = needs.canExcept ? exceptionsFor(stopped, findings) : undefined;
  return {
    exclude,
    ignoreChanges,
    ...exemptions,
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

interface StoppedCall {
  readonly urn: string;
  readonly operation: OperationVerdict;
}

/**
 * By instance where the calls have one, for that is what a person has in mind; else by resource. Deletions that the
 * configuration alone stops have an entry of their own: who lets a change of one instance start deletes no other.
 */
async function exemptionsFor(
  stopped: readonly ResourceVerdict[],
  needs: WayOutNeeds,
): Promise<Pick<WayOut, "exemption" | "deletion">> {
  const calls = stopped.flatMap(({ resource: { urn }, operations }) =>
    operations.filter(stopsBy(needs)).map((operation): StoppedCall => ({ urn, operation })),
  );
  const others = calls.filter(({ operation }) => operation.stoppedBy === undefined);
  const deletions = calls.filter(({ operation }) => operation.stoppedBy !== undefined);
  const expires = new Date(needs.now + EXEMPT_DAYS * DAY).toISOString().slice(0, 10);
  const plan = stopped.map(({ resource }) => resource);
  for (const naming of [byInstance, byResource]) {
    const exempting = (group: readonly StoppedCall[]): Exemption => ({
      reason: "why this cannot wait",
      expires,
      operations: unique(group.map(({ operation }) => operation.call.operation)),
      ...naming(group),
    });
    const offered = {
      ...(others.length === 0 ? {} : { exemption: exempting(others) }),
      ...(deletions.length === 0 ? {} : { deletion: exempting(deletions) }),
    };
    const exemptions = [...needs.options.exemptions, ...Object.values(offered)];
    if (await passes(plan, { ...needs, options: { ...needs.options, exemptions } })) return offered;
  }
  return {};
}

const byResource = (calls: readonly StoppedCall[]): Pick<Exemption, "urns"> => ({
  urns: unique(calls.map(({ urn }) => urn)),
});

function byInstance(calls: readonly StoppedCall[]): Pick<Exemption, "instances" | "urns"> {
  const ids = calls.flatMap(
    ({ operation: { call, instance } }) => instance?.instanceId ?? call.target?.instanceId ?? [],
  );
  return ids.length === 0 ? byResource(calls) : { instances: unique(ids) };
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
