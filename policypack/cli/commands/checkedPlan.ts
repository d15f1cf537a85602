import type { PreviewPlan } from "../../engine/preview/preview";
import type { Judged, JudgeContext } from "../../review/judgePlan";
import type { JudgedSubject } from "../../policies/subjects";
import type { CheckedChange, CheckedOperation, CheckReport, Finding, Summary } from "../../report/checkReport";
import { exemptionNotes } from "../../review/exemptionNotes";
import type { ReviewedOperation } from "../../review/reviewChange";
import type { Verdict } from "../../review/verdict";
import { advisory, STATUS_POLICY, violationsOf, type Violation } from "../../review/findings";

/** What a report needs besides the verdicts. */
export interface ReportContext {
  readonly judging: JudgeContext;
  /** The region of changes whose provider names none. */
  readonly region: string | undefined;
  readonly projectFile: string;
  readonly toolVersion: string;
}

/** Puts the plan and the verdicts on it together. */
export function checkReport(plan: PreviewPlan, judged: readonly Judged[], context: ReportContext): CheckReport {
  const verdicts = new Map(judged.map((one) => [one.subject, one]));
  const changes = plan.subjects.map((subject) => checkedChange(subject, verdicts.get(subject), context));
  return {
    summary: summaryOf(changes),
    changes,
    findings: findingsOf(judged, context),
    incomplete: plan.incomplete,
    projectFile: context.projectFile,
    toolVersion: context.toolVersion,
  };
}

function checkedChange(subject: JudgedSubject, judged: Judged | undefined, context: ReportContext): CheckedChange {
  const region = regionOf(subject, context) ?? null;
  return {
    urn: subject.urn,
    type: subject.subject.type,
    change: judged?.reviewed.planned.change.kind ?? "none",
    operations: judged?.reviewed.operations.map((operation) => checkedOperation(operation, region)) ?? [],
  };
}

function regionOf({ provider }: JudgedSubject, { region }: ReportContext): string | undefined {
  return typeof provider.settings.region === "string" ? provider.settings.region : region;
}

function checkedOperation(reviewed: ReviewedOperation, region: string | null): CheckedOperation {
  const { call, behavior, verdict, instance } = reviewed;
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

const ORDER: readonly Finding["kind"][] = ["refused", "undecided", "advisory"];

/** The violations that the policy pack would report, in the order of their weight. */
function findingsOf(judged: readonly Judged[], context: ReportContext): Finding[] {
  const { exemptions } = context.judging;
  // Whether an exemption matches nothing cannot be said: a preview does not show the whole stack.
  const notes = exemptionNotes(exemptions, [], { urns: [], instanceIds: [] }).map((text) => advisory("", text));
  const violations = [...judged.filter(isWorthALine).flatMap((one) => violationsIn(one, context)), ...notes];
  const findings = shared(violations);
  return ORDER.flatMap((kind) => findings.filter((finding) => finding.kind === kind));
}

/** Most changes are not, and finding that out by their violations would take longer. */
function isWorthALine({ reviewed: { operations, deletesLocked, effects } }: Judged): boolean {
  return deletesLocked.length + effects.length > 0 || operations.some(({ verdict }) => verdict !== "allowed");
}

function violationsIn({ subject, reviewed, disksOf }: Judged, context: ReportContext): Violation[] {
  const { configuration, now } = context.judging;
  return violationsOf(reviewed, {
    now,
    region: regionOf(subject, context),
    defaultsHold: false,
    undecidedLevel: configuration.onUndecided,
    statusPolicy: true,
    disksOf,
  });
}

/** Violations on the same matter share its paragraphs: the first has them. */
function shared(violations: readonly Violation[]): Finding[] {
  const toldBy = new Map<object, string>();
  return violations.map(({ policy, urn, level, about, text }) => {
    const told = toldBy.get(about);
    if (told === undefined) toldBy.set(about, policy);
    const kind = level === "advisory" ? "advisory" : policy === STATUS_POLICY ? "undecided" : "refused";
    return { kind, policy, urn, text: () => text(undefined), brief: () => text(told) };
  });
}
