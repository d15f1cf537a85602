import { styleText } from "node:util";
import { resourceName, lastLine, type CheckReport, type ReportedFinding } from "../checkReport";
import { printable, printableLines } from "../escaping";

export interface TextOptions {
  readonly colour: boolean;
}

type Style = "red" | "yellow" | "cyan" | "green";
type Paint = (style: Style | "bold", text: string) => string;
const STYLES: Readonly<Record<ReportedFinding["kind"], Style>> = {
  refused: "red",
  undecided: "yellow",
  advisory: "cyan",
};

/** For people: the findings, the refused ones first, and at the end what they come to and what to do. */
export function textReport(report: CheckReport, { colour }: TextOptions): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const { refused, undecided } = report.summary;
  const style = refused > 0 ? "red" : undecided > 0 || report.incomplete !== undefined ? "yellow" : "green";
  const conclusion = report.conclusion === undefined ? [] : [marked(report.conclusion, paint), ""];
  return [
    ...togetherByResource(report.findings).map((findings) => block(findings, paint)),
    ...conclusion,
    ...(report.incomplete === undefined
      ? []
      : [`${paint("yellow", "INCOMPLETE")}  ${incompleteLine(report.incomplete)}`, ""]),
    paint(style, lastLine(report)),
    "",
  ].join("\n");
}

export function incompleteLine(reason: string): string {
  return `${printable(reason)}: what it does not show was not judged. Make the preview succeed, and check it again.`;
}

/** What is found of one resource in a row, of one kind: one block says of which. */
function togetherByResource(findings: readonly ReportedFinding[]): ReportedFinding[][] {
  const groups: ReportedFinding[][] = [];
  for (const finding of findings) {
    const group = groups.at(-1);
    const [first] = group ?? [];
    if (group !== undefined && finding.urn !== "" && first?.urn === finding.urn && first.kind === finding.kind)
      group.push(finding);
    else groups.push([finding]);
  }
  return groups;
}

/** The policy of the first finding stands in the heading, that of another before its text. */
function block(findings: readonly ReportedFinding[], paint: Paint): string {
  const [first] = findings;
  if (first === undefined) return "";
  const { kind, policy, urn } = first;
  const subject = urn === "" ? "" : `  ${paint("bold", printable(resourceName(urn)))}`;
  const texts = findings.map((one) => (one === first ? one.brief() : `${one.policy}: ${one.brief()}`));
  const lines = marked(texts.join("\n"), paint)
    .split("\n")
    .map((line) => `  ${line}`);
  return [`${paint(STYLES[kind], kind.toUpperCase())}${subject}  ${policy}`, ...lines, ""].join("\n");
}

/** The verdicts in the list of calls, and the instances by their ids, stand out. */
function marked(text: string, paint: Paint): string {
  return printableLines(text)
    .replace(/\b(\w+) \((refused|undecided)\)/g, (_, call: string, verdict: "refused" | "undecided") =>
      paint(STYLES[verdict], `${call} (${verdict})`),
    )
    .replace(/(?<=^ {2}|\binstance )i-[\w-]+/gm, (id) => paint("bold", id));
}
