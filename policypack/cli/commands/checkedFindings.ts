import type { Finding } from "../../domain/findings";
import type { LookUp } from "../../domain/lookUps";
import type { StackState } from "../../domain/resources";
import type { ResourceVerdict } from "../../domain/verdicts";
import type { Configuration } from "../../configuration/configuration";
import type { Levels } from "../../configuration/policyPackConfig";
import type { CheckReport, ReportedFinding } from "../../report/checkReport";
import { messageOf, wholeMessage, type LogContext } from "../../report/messages";
import { kindOf, reportedResources } from "../../report/reportedResources";
import { exemptionFindings } from "../../review/findings/exemptionFindings";
import type { splitByExpiry } from "../../review/exemptions";
import { advisory, findingsOf, STATUS_POLICY } from "../../review/findings/findings";
import { diskFinder, type JudgeNeeds } from "../../review/judgePlan";
import { eachChangeOnce, summaryOf, type IsEnabled } from "../../review/findings/summary";
import { wayOutOf } from "../../review/findings/wayOut";

/** What judging needs, and what the report does besides. */
export interface CheckNeeds extends JudgeNeeds {
  readonly exemptions: ReturnType<typeof splitByExpiry>;
  readonly onUndecided: Configuration["onUndecided"];
}

export interface FindingsContext {
  readonly judging: CheckNeeds;
  readonly levels: Levels;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly state: LookUp<StackState>;
  /** The region of changes whose provider names none. */
  readonly region: string | undefined;
}

export interface Reported extends Pick<CheckReport, "findings"> {
  readonly resources: () => CheckReport["resources"];
  readonly conclusion: string | undefined;
}

const ORDER: readonly ReportedFinding["kind"][] = ["refused", "undecided", "advisory"];

/** The findings that the policy pack would report, in the order of their weight, and what they come to. */
export async function reportOn(verdicts: readonly ResourceVerdict[], context: FindingsContext): Promise<Reported> {
  const { judging, levels, now } = context;
  const isEnabled: IsEnabled = (policy) => policy === STATUS_POLICY || levels(policy) !== "disabled";
  const findings = eachChangeOnce(
    findingsIn(verdicts, context).flatMap((finding) => atItsLevel(finding, levels)),
    isEnabled,
  );
  const needs = { ...judging, now, canExclude: true, canExcept: false, isEnabled, statusPolicy: true };
  const summary = summaryOf(findings, await wayOutOf(verdicts, findings, needs));
  const log: LogContext = { now, defaultsHold: false, phase: "preview" };
  const texts = findings.map((finding): ReportedFinding => {
    const { policy, urn } = finding;
    return {
      kind: kindOf(finding),
      policy,
      urn,
      text: () => wholeMessage(finding, log),
      brief: () => messageOf(finding, log),
    };
  });
  return {
    findings: ORDER.flatMap((kind) => texts.filter((finding) => finding.kind === kind)),
    resources: () => reportedResources(findings, log),
    conclusion: summary && messageOf(advisory("", { kind: "summary", summary }), log),
  };
}

function findingsIn(verdicts: readonly ResourceVerdict[], context: FindingsContext): Finding[] {
  const { exemptions, onUndecided } = context.judging;
  const options = {
    undecidedLevel: onUndecided,
    statusPolicy: true,
    disksOf: diskFinder(context.state),
    region: context.region,
  };
  return [
    ...verdicts.filter(isWorthALine).flatMap((verdict) => findingsOf(verdict, options)),
    // Whether an exemption matches nothing cannot be said: a preview does not show the whole stack.
    ...exemptionFindings(exemptions, [], { urns: [], instanceIds: [] }),
  ];
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
