import type { Verdict } from "../../domain/verdicts";
import { resourceName, lastLine, type CheckedChange, type CheckReport, type ReportedResource } from "../checkReport";
import { incompleteLine } from "./text";
import { printable, printableLines } from "../phrases";

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
    ...(incomplete === undefined ? [] : [`**Incomplete:** ${escape(incompleteLine(incomplete))}`, ""]),
    ...(conclusion === undefined ? [] : [...fenced(printableLines(conclusion)), ""]),
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
    `${escape(resourceName(urn))}<br>${escape(type)}`,
    because.length === 0 ? change : `${change}: ${escape(because.join(", "))}`,
    escape([...new Set(stopped.map(({ operation }) => operation))].join(", ")),
    escape([...new Set(ids)].join(", ")),
  ];
  return `| ${cells.join(" | ")} |`;
}

function details(resource: ReportedResource): string {
  const text = printableLines(resource.text());
  const [headline = ""] = text.split("\n");
  const subject = [resourceName(resource.urn), ...resource.instances].filter((part) => part !== "").join(", ");
  const summary = `<b>${resource.kind}</b> ${escape(subject)}: ${escape(headline)}`;
  return ["<details>", `<summary>${summary}</summary>`, "", ...fenced(text), "", "</details>"].join("\n");
}

/** Longer than any fence in the text, so that the text cannot end it. */
function fenced(text: string): string[] {
  const fence = "`".repeat(Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length)) + 1);
  return [`${fence}text`, text, fence];
}

/** Text that is nothing but text: no mark-up, no mention, no link. */
const escape = (text: string): string =>
  printable(text).replace(/[&<>"'\\`*_{}[\]()#+!|~@:]/g, (character) => `&#${character.charCodeAt(0)};`);
