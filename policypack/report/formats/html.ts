import type { Verdict } from "../../domain/verdicts";
import { lastLine, resourceName, type CheckedChange, type CheckedOperation, type CheckReport } from "../checkReport";
import { htmlText, printable } from "../escaping";
import { placeText } from "../phrases";
import { STYLE } from "./htmlStyle";
import { incompleteLine } from "./text";

/** More than anybody reads, and than a browser shows at once. */
const MOST_CHANGES = 1000;

/** One page that needs nothing else: for each instance the planned changes, their calls, and what the lock makes of them. */
export function htmlReport(report: CheckReport): string {
  const { changes, resources, conclusion, incomplete, toolVersion } = report;
  const told = changes.filter(({ operations }) => operations.some(({ verdict }) => verdict !== "allowed"));
  const shown = told.slice(0, MOST_CHANGES);
  const notes = resources.filter(({ kind }) => kind === "advisory");
  const more = told.length - shown.length;
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    "<title>ECS security lock</title>",
    `<style>${STYLE}</style>`,
    "</head>",
    "<body>",
    "<main>",
    `<header><h1>ECS security lock</h1><p class="sum ${stateOf(report)}">${escape(lastLine(report))}</p></header>`,
    ...(incomplete === undefined ? [] : [`<p class="incomplete">${escape(incompleteLine(incomplete))}</p>`]),
    ...(conclusion === undefined
      ? []
      : [`<section class="conclusion"><h2>What to do</h2>${lines(conclusion)}</section>`]),
    ...byInstance(shown).map(([instance, ofOne]) => instanceSection(instance, ofOne)),
    ...(more > 0 ? [`<p>… and ${more} more changes.</p>`] : []),
    ...(notes.length === 0
      ? []
      : [`<section><h2>Notes</h2>${notes.map(({ text }) => lines(text())).join("")}</section>`]),
    `<footer>ecs-lock ${escape(toolVersion)}</footer>`,
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function stateOf({ summary, incomplete }: CheckReport): string {
  if (summary.refused > 0) return "refused";
  return summary.undecided > 0 || incomplete !== undefined ? "undecided" : "allowed";
}

/** The changes of each instance that refuses something, or may; "": of none that is known. */
function byInstance(changes: readonly CheckedChange[]): [string, CheckedChange[]][] {
  const found = new Map<string, CheckedChange[]>();
  for (const change of changes) {
    for (const instance of instancesOf(change)) found.set(instance, [...(found.get(instance) ?? []), change]);
  }
  return [...found];
}

function instancesOf({ operations }: CheckedChange): string[] {
  const stopped = operations.filter(({ verdict }) => verdict !== "allowed");
  const ids = [...new Set(stopped.flatMap(({ target }) => target.instanceId ?? target.diskId ?? []))];
  return ids.length === 0 ? [""] : ids;
}

function instanceSection(instance: string, changes: readonly CheckedChange[]): string {
  const operations = changes.flatMap((change) => change.operations);
  const own = operations.find(({ target }) => target.instanceId === instance || target.diskId === instance);
  const region = own?.target.region ?? undefined;
  const reasons = [...new Set(operations.flatMap(({ lockReasons }) => lockReasons))];
  const facts = [region, reasons.length === 0 ? undefined : `LockReason ${reasons.join(", ")}`];
  const known = facts.flatMap((fact) => (fact === undefined ? [] : [escape(fact)])).join(" · ");
  return [
    '<section class="instance">',
    `<h2>${instance === "" ? "No known instance" : escape(instance)}${known === "" ? "" : ` <small>${known}</small>`}</h2>`,
    ...changes.map(changeArticle),
    "</section>",
  ].join("\n");
}

function changeArticle({ urn, type, change, place, operations }: CheckedChange): string {
  const because = [...new Set(operations.flatMap((operation) => operation.because))];
  const at = place === null ? "" : `<span class="place">${escape(placeText(place))}</span>`;
  return [
    "<article>",
    `<h3><b>${escape(resourceName(urn))}</b> <span class="kind">${change}</span> ${at}</h3>`,
    `<p class="type">${escape(type)}${because.length === 0 ? "" : `: ${escape(because.join(", "))}`}</p>`,
    `<ol class="calls">${operations.map(call).join("")}</ol>`,
    `<p class="urn">${escape(urn)}</p>`,
    "</article>",
  ].join("\n");
}

const MARKS: Readonly<Record<Verdict, string>> = { refused: "✕", undecided: "?", exempt: "!", allowed: "✓" };

const call = ({ operation, verdict }: CheckedOperation): string =>
  `<li class="${verdict}"><span aria-hidden="true">${MARKS[verdict]}</span> ${escape(operation)} <small>${verdict}</small></li>`;

/** A text of several lines, which wrap where the page ends. */
const lines = (text: string): string => `<pre>${htmlText(text)}</pre>`;

const escape = (text: string): string => htmlText(printable(text));
