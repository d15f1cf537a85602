import type { Verdict } from "../../domain/verdicts";
import { resourceName, lastLine, type CheckedChange, type CheckReport, type ReportedResource } from "../checkReport";
import { incompleteLine } from "./text";
import { markdownBlock, markdownText } from "../escaping";

/** A job's summary may have 1 MiB. */
const MOST_ROWS = 500;
const MOST_DETAILS = 100;

const VERDICTS: readonly Verdict[] = ["refused", "undecided", "exempt"];

/** For the summary of a job: what to do first, a table of what is not simply allowed, and a fold for each resource. */
export function markdownReport(report: CheckReport): string {
  const { changes, resources, incomplete, conclusion } = report;
  const rows = VERDICTS.flatMap((verdict) =>
    changes.filter((change) => verdictOf(change) === verdict).map((change) => row(change, verdict)),
  );
  return [
    "## ECS security lock",
    "",
    lastLine(report),
    "",
    ...(incomplete === undefined ? [] : [`**Incomplete:** ${markdownText(incompleteLine(incomplete))}`, ""]),
    ...(conclusion === undefined ? [] : [...markdownBlock(conclusion), ""]),
    ...(rows.length === 0 ? [] : [...HEADER, ...limited(rows, MOST_ROWS), ""]),
    ...limited(resources.map(details), MOST_DETAILS),
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

function details(resource: ReportedResource): string {
  const text = resource.brief();
  const headline = resource.operations.length > 0 ? resource.operations.join(", ") : (text.split("\n")[0] ?? "");
  const subject = [resourceName(resource.urn), ...resource.instances].filter((part) => part !== "").join(", ");
  const summary = `<b>${resource.kind}</b> ${markdownText(subject)}: ${markdownText(headline)}`;
  return ["<details>", `<summary>${summary}</summary>`, "", ...markdownBlock(text), "", "</details>"].join("\n");
}
