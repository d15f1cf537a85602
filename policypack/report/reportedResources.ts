import type { Finding } from "../domain/findings";
import type { OperationVerdict, ResourceVerdict } from "../domain/verdicts";
import { STATUS_POLICY } from "../review/findings/findings";
import type { ReportedFinding, ReportedResource } from "./checkReport";
import { messageOf, wholeMessage, type LogContext } from "./messages";
import { idAndName } from "./phrases";
import { deletionLine, differenceLine, hiddenLine } from "./refusals";
import { adviceLines, WHAT_TO_DO } from "./summaries";

/** For formats whose readers see one entry at a time: each resource once for each cause, the worst first. */
export function reportedResources(findings: readonly Finding[], log: LogContext): ReportedResource[] {
  const groups = new Map<object, Finding[]>();
  for (const finding of findings) {
    const { matter } = finding;
    const isRefusal = matter.kind === "refused" || matter.kind === "alsoRefused";
    const key = isRefusal ? matter.verdict : matter;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const all = [...groups.values()].flatMap((group) => reported(group, log));
  return KINDS.flatMap((kind) => all.filter((one) => one.kind === kind));
}

const KINDS: readonly ReportedFinding["kind"][] = ["refused", "undecided", "advisory"];

/** What a finding is to a job. */
export function kindOf({ level, policy, matter }: Finding): ReportedFinding["kind"] {
  if (level === "advisory") return "advisory";
  if (matter.kind === "refused" || matter.kind === "alsoRefused") return "refused";
  return policy === STATUS_POLICY ? "undecided" : "refused";
}

function reported(group: readonly Finding[], log: LogContext): ReportedResource[] {
  const told = group.find(({ matter }) => matter.kind === "refused") ?? group[0];
  if (told === undefined) return [];
  const { urn, policy, matter } = told;
  const place = "verdict" in matter ? matter.verdict.resource.place : undefined;
  return [
    {
      kind: KINDS.find((kind) => group.some((finding) => kindOf(finding) === kind)) ?? "advisory",
      urn,
      place,
      policy,
      policies: [...new Set(group.map((finding) => finding.policy))],
      instances: [...new Set(group.flatMap(instanceIn))],
      operations: [...new Set(group.flatMap(operationsIn).map(({ call }) => call.operation))],
      brief: () => messageOf(told, log),
      text: () => (matter.kind === "refused" ? refusedText(told, matter.verdict, group, log) : wholeMessage(told, log)),
    },
  ];
}

function operationsIn({ matter }: Finding): readonly OperationVerdict[] {
  if (matter.kind === "undecided") return matter.operations;
  return matter.kind === "refused" || matter.kind === "alsoRefused" ? [matter.operation] : [];
}

function instanceIn({ matter, region }: Finding): string[] {
  const instance = "operation" in matter ? matter.operation.instance : undefined;
  return instance === undefined ? [] : [idAndName(instance, { region })];
}

/** The change with all that holds for its refused calls. */
function refusedText(told: Finding, verdict: ResourceVerdict, group: readonly Finding[], log: LogContext): string {
  const refused = verdict.operations.filter((one) => group.some(({ matter }) => isOf(matter, one)));
  const unique = [...new Map(refused.map((one) => [one.call.operation, one])).values()];
  const names = unique.map(({ call }) => call.operation);
  const more = [
    hiddenLine(names, log),
    differenceLine(unique),
    deletionLine(unique),
    WHAT_TO_DO,
    ...adviceLines(names),
  ];
  return [messageOf(told, log), ...more.filter((line) => line !== undefined)].join("\n");
}

const isOf = (matter: Finding["matter"], operation: OperationVerdict): boolean =>
  (matter.kind === "refused" || matter.kind === "alsoRefused") && matter.operation === operation;
