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
    ...report.findings.map((finding) => block(finding, paint)),
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

function block(finding: ReportedFinding, paint: Paint): string {
  const { kind, policy, urn } = finding;
  const subject = urn === "" ? "" : `  ${paint("bold", printable(resourceName(urn)))}`;
  const lines = marked(finding.brief(), paint)
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
