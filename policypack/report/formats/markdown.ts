import type { Verdict } from "../../domain/verdicts";
import { resourceName, lastLine, type CheckedChange, type CheckReport, type ReportedFinding } from "../checkReport";
import { incompleteLine } from "./text";
import { markdownBlock, markdownText } from "../escaping";

/** A job's summary may have 1 MiB. */
const MOST_ROWS = 500;
const MOST_DETAILS = 100;

const VERDICTS: readonly Verdict[] = ["refused", "undecided", "exempt"];

/** For the summary of a job: a table of what is not simply allowed, the refused changes first, and the texts below it. */
export function markdownReport(report: CheckReport): string {
  const { changes, findings, incomplete } = report;
  const rows = VERDICTS.flatMap((verdict) =>
    changes.filter((change) => verdictOf(change) === verdict).map((change) => row(change, verdict)),
  );
  return [
    "## ECS security lock",
    "",
    lastLine(report),
    "",
    ...(incomplete === undefined ? [] : [`**Incomplete:** ${markdownText(incompleteLine(incomplete))}`, ""]),
    ...(rows.length === 0 ? [] : [...HEADER, ...limited(rows, MOST_ROWS), ""]),
    ...limited(findings.map(details), MOST_DETAILS),
    "",
  ].join("\n");
}

const HEADER = ["| Verdict | Resource | Change | Operations | Instance or disk |", "| --- | --- | --- | --- | --- |"];

function limited(lines: readonly string[], most: number): string[] {
  const more = lines.length - most;
  return more <= 0 ? [...lines] : [...lines.slice(0, most), "", `… and ${more} more.`];
}

const verdictOf = ({ operations }: CheckedChange): Verdict | undefined =>
  VERDICTS.find((verdict) => operations.some((operation) => operation.verdict === verdict));

function row({ urn, type, change, operations }: CheckedChange, verdict: Verdict): string {
  const stopped = operations.filter((operation) => operation.verdict === verdict);
  const because = [...new Set(stopped.flatMap((operation) => operation.because))];
  const ids = stopped.flatMap(({ target }) => [target.instanceId, target.diskId].filter((id) => id !== null));
  const cells = [
    `**${verdict}**`,
    `${markdownText(resourceName(urn))}<br>${markdownText(type)}`,
    because.length === 0 ? change : `${change}: ${markdownText(because.join(", "))}`,
    markdownText([...new Set(stopped.map(({ operation }) => operation))].join(", ")),
    markdownText([...new Set(ids)].join(", ")),
  ];
  return `| ${cells.join(" | ")} |`;
}

function details(finding: ReportedFinding): string {
  const text = finding.brief();
  const [headline = ""] = text.split("\n");
  const summary = `<b>${finding.kind}</b> ${markdownText(resourceName(finding.urn))} ${markdownText(headline)}`;
  return ["<details>", `<summary>${summary}</summary>`, "", ...markdownBlock(text), "", "</details>"].join("\n");
}
