import type { PlannedResource } from "../../domain/decisions";
import type { Finding } from "../../domain/findings";
import type { LookUp } from "../../domain/lookUps";
import type { StackState } from "../../domain/resources";
import type { OperationVerdict, ResourceVerdict, Verdict } from "../../domain/verdicts";
import type { PreviewPlan } from "../../engine/preview/preview";
import type { CheckedChange, CheckedOperation, CheckReport, ReportedFinding, Summary } from "../../report/checkReport";
import { messageOf, sharedMatter } from "../../report/messages";
import { exemptionFindings } from "../../review/exemptionFindings";
import { findingsOf, STATUS_POLICY } from "../../review/findings";
import type { Configuration } from "../../configuration/configuration";
import type { Levels } from "../../configuration/policyPackConfig";
import type { splitByExpiry } from "../../review/exemptions";
import { diskFinder, type JudgeNeeds } from "../../review/judgePlan";

/** What judging needs, and what the report does besides. */
export interface CheckNeeds extends JudgeNeeds {
  readonly exemptions: ReturnType<typeof splitByExpiry>;
  readonly onUndecided: Configuration["onUndecided"];
}

/** What a report needs besides the verdicts. */
export interface ReportContext {
  readonly judging: CheckNeeds;
  readonly levels: Levels;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly state: LookUp<StackState>;
  /** The region of changes whose provider names none. */
  readonly region: string | undefined;
  readonly projectFile: string;
  readonly toolVersion: string;
}

/** Puts the plan and the verdicts on it together. */
export function checkReport(
  plan: PreviewPlan,
  verdicts: readonly ResourceVerdict[],
  context: ReportContext,
): CheckReport {
  const byResource = new Map(verdicts.map((verdict) => [verdict.resource.evidence, verdict]));
  const changes = plan.resources.map((resource) => checkedChange(resource, byResource.get(resource.evidence), context));
  return {
    summary: summaryOf(changes),
    changes,
    findings: reported(verdicts, context),
    incomplete: plan.incomplete,
    projectFile: context.projectFile,
    toolVersion: context.toolVersion,
  };
}

function checkedChange(
  resource: PlannedResource,
  verdict: ResourceVerdict | undefined,
  context: ReportContext,
): CheckedChange {
  const region = regionOf(resource, context) ?? null;
  return {
    urn: resource.urn,
    type: resource.evidence.type,
    change: verdict?.change.kind ?? "none",
    operations: verdict?.operations.map((operation) => checkedOperation(operation, region)) ?? [],
  };
}

function regionOf({ provider }: PlannedResource, { region }: ReportContext): string | undefined {
  return typeof provider.settings.region === "string" ? provider.settings.region : region;
}

function checkedOperation(judged: OperationVerdict, region: string | null): CheckedOperation {
  const { call, behavior, verdict, instance } = judged;
  const { target } = call;
  return {
    operation: call.operation,
    behavior: behavior.behavior,
    verdict,
    target: {
      instanceId: instance?.instanceId ?? target?.instanceId ?? null,
      diskId: target?.kind === "disk" ? target.diskId : null,
      region: call.region ?? instance?.regionId ?? region,
    },
    because: call.because,
    lockReasons: instance?.lockReasons ?? [],
  };
}

function summaryOf(changes: readonly CheckedChange[]): Summary {
  const counts: Record<Verdict, number> = { refused: 0, undecided: 0, exempt: 0, allowed: 0 };
  for (const { operations } of changes) {
    for (const { verdict } of operations) counts[verdict] += 1;
  }
  const { allowed, refused, undecided, exempt } = counts;
  const operations = allowed + refused + undecided + exempt;
  return { changes: changes.length, operations, refused, undecided, exempt };
}

const ORDER: readonly ReportedFinding["kind"][] = ["refused", "undecided", "advisory"];

/** The findings that the policy pack would report, in the order of their weight. */
function reported(verdicts: readonly ResourceVerdict[], context: ReportContext): ReportedFinding[] {
  const { exemptions, onUndecided } = context.judging;
  const options = {
    undecidedLevel: onUndecided,
    statusPolicy: true,
    disksOf: diskFinder(context.state),
    region: context.region,
  };
  const findings = [
    ...verdicts.filter(isWorthALine).flatMap((verdict) => findingsOf(verdict, options)),
    // Whether an exemption matches nothing cannot be said: a preview does not show the whole stack.
    ...exemptionFindings(exemptions, [], { urns: [], instanceIds: [] }),
  ];
  const texts = inWords(
    findings.flatMap((finding) => atItsLevel(finding, context.levels)),
    context.now,
  );
  return ORDER.flatMap((kind) => texts.filter((finding) => finding.kind === kind));
}

/** Most changes are not, and finding that out by their findings would take longer. */
function isWorthALine({ operations, deletesLocked, effects }: ResourceVerdict): boolean {
  return deletesLocked.length + effects.length > 0 || operations.some(({ verdict }) => verdict !== "allowed");
}

/**
 * A finding with the level of its policy. With `ecs-lock-status` disabled the pack lets the policies of the operations
 * report what is undecided, so that stays.
 */
function atItsLevel(finding: Finding, levels: Levels): Finding[] {
  const level = levels(finding.policy);
  const isUndecided = finding.policy === STATUS_POLICY && finding.level !== "advisory";
  if (level === "disabled") return isUndecided ? [finding] : [];
  return [level === "advisory" ? { ...finding, level } : finding];
}

/** Findings on the same matter share its paragraphs: the first has them. */
function inWords(findings: readonly Finding[], now: number): ReportedFinding[] {
  const toldBy = new Map<object, string>();
  const log = { now, defaultsHold: false };
  return findings.map((finding) => {
    const { policy, urn, level } = finding;
    const matter = sharedMatter(finding);
    const told = toldBy.get(matter);
    if (told === undefined) toldBy.set(matter, policy);
    const kind = level === "advisory" ? "advisory" : policy === STATUS_POLICY ? "undecided" : "refused";
    return {
      kind,
      policy,
      urn,
      text: () => messageOf(finding, log),
      brief: () => messageOf(finding, log, told),
    };
  });
}
