import type { Finding } from "../../domain/findings";
import type { LockedInstance, PlanSummary, UndecidedCause, WayOut } from "../../domain/summaries";
import type { OperationVerdict, ResourceVerdict } from "../../domain/verdicts";
import { byName, byText } from "./byName";

/** Whether a policy is there to report; undefined: nobody can say. */
export type IsEnabled = (policy: string) => boolean | undefined;

/**
 * The findings of a plan as its log tells them: each change once, at its first refused call whose policy is enabled, and
 * its other refused calls in brief. Where it is not known which policies are, each tells the change. What to do about
 * locked instances that are deleted is said at the first of them, by URN: in that order Pulumi prints them, whatever the
 * order of the plan is.
 */
export function eachChangeOnce(findings: readonly Finding[], isEnabled: IsEnabled): Finding[] {
  const toldAt = new Map<ResourceVerdict, OperationVerdict>();
  for (const { policy, matter } of findings) {
    if (matter.kind !== "refused" || toldAt.has(matter.verdict)) continue;
    if (isEnabled(policy) === true) toldAt.set(matter.verdict, matter.operation);
  }
  return deletionsOnce(findings).map((finding): Finding => {
    const { matter } = finding;
    const told = matter.kind === "refused" ? toldAt.get(matter.verdict) : undefined;
    if (matter.kind !== "refused" || told === undefined || told === matter.operation) return finding;
    return { ...finding, matter: { ...matter, kind: "alsoRefused" } };
  });
}

/** The deletions of locked instances in the order of their URNs, in the places that they have among the findings. */
function deletionsOnce(findings: readonly Finding[]): Finding[] {
  const isDeletion = ({ matter }: Finding): boolean => matter.kind === "deletesLocked";
  const [first, ...others] = findings.filter(isDeletion).sort((one, other) => byText(one.urn, other.urn));
  const told = [first, ...others.map(briefly)];
  return findings.map((finding) => (isDeletion(finding) ? told.shift() : undefined) ?? finding);
}

const briefly = (finding: Finding): Finding =>
  finding.matter.kind === "deletesLocked"
    ? { ...finding, matter: { ...finding.matter, kind: "alsoDeletesLocked" } }
    : finding;

/** What the policies that are there report. */
export const reportedBy = (findings: readonly Finding[], isEnabled: IsEnabled): Finding[] =>
  findings.filter(({ policy }) => isEnabled(policy) !== false);

/** What the findings come to. Undefined: nothing is refused, and everything is decided. */
export function summaryOf(
  findings: readonly Finding[],
  wayOut: WayOut,
  stop: Pick<PlanSummary, "changedBefore" | "isRepeated"> = {},
): PlanSummary | undefined {
  const refused = refusedIn(findings);
  const undecided = causesIn(findings);
  if (refused.length + undecided.length === 0) return undefined;
  return {
    locked: lockedIn(findings),
    refused: [...new Map(refused.map((one) => [one.call.operation, one])).values()],
    refusedCalls: refused.length,
    refusedResources: new Set(findings.flatMap(({ urn, matter }) => (isRefusal(matter) ? [urn] : []))).size,
    undecided,
    wayOut,
    ...stop,
  };
}

const isRefusal = (matter: Finding["matter"]): boolean => matter.kind === "refused" || matter.kind === "alsoRefused";

function refusedIn(findings: readonly Finding[]): OperationVerdict[] {
  return findings.flatMap(({ matter }) =>
    matter.kind === "refused" || matter.kind === "alsoRefused" ? [matter.operation] : [],
  );
}

function lockedIn(findings: readonly Finding[]): LockedInstance[] {
  const found = new Map<string, LockedInstance & { readonly verdicts: ResourceVerdict[] }>();
  for (const { matter, region } of findings) {
    if (matter.kind !== "refused" && matter.kind !== "alsoRefused") continue;
    const { instance } = matter.operation;
    if (instance === undefined) continue;
    const known = found.get(instance.instanceId);
    if (known === undefined) {
      const one = { instance, verdicts: [matter.verdict], ...(region === undefined ? {} : { region }) };
      found.set(instance.instanceId, one);
    } else if (!known.verdicts.includes(matter.verdict)) known.verdicts.push(matter.verdict);
  }
  // The engine runs side by side what it can: in its order no two logs would be the same.
  return [...found.values()].sort((one, other) => byName(one.instance.instanceId, other.instance.instanceId));
}

function causesIn(findings: readonly Finding[]): UndecidedCause[] {
  const found = new Map<string, UndecidedCause & { readonly urns: string[] }>();
  for (const { urn, matter } of findings) {
    if (matter.kind !== "undecided") continue;
    const undecided = matter.operations[0]?.undecided;
    const key = causeOf(undecided);
    const known = found.get(key);
    if (known === undefined) found.set(key, { undecided, urns: [urn] });
    else if (!known.urns.includes(urn)) known.urns.push(urn);
  }
  return [...found.values()].map((cause) => ({ ...cause, urns: [...cause.urns].sort(byName) }));
}

/** The same cause and remedy are one, whatever request brought it up. */
function causeOf(undecided: OperationVerdict["undecided"]): string {
  const failure = undecided !== undefined && "failure" in undecided ? undecided.failure : undefined;
  return JSON.stringify([undecided?.because, failure?.cause, failure?.remedy]);
}

/** The policies that report on each resource that is stopped. */
export function reportingPolicies(findings: readonly Finding[]): ReadonlyMap<ResourceVerdict, readonly string[]> {
  const found = new Map<ResourceVerdict, string[]>();
  for (const { policy, matter } of findings) {
    if (matter.kind !== "refused" && matter.kind !== "alsoRefused" && matter.kind !== "undecided") continue;
    const known = found.get(matter.verdict) ?? [];
    if (!known.includes(policy)) known.push(policy);
    found.set(matter.verdict, known);
  }
  return found;
}
