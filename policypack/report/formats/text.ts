import { styleText } from "node:util";
import { resourceName, lastLine, type CheckReport, type ReportedFinding } from "../checkReport";
import { printable, printableLines } from "../escaping";

export interface TextOptions {
  readonly colour: boolean;
}

type Style = "red" | "yellow" | "cyan" | "green";
const STYLES: Readonly<Record<ReportedFinding["kind"], Style>> = {
  refused: "red",
  undecided: "yellow",
  advisory: "cyan",
};

/** For people: every finding in full, the refused ones first, and what it comes to at the end. */
export function textReport(report: CheckReport, { colour }: TextOptions): string {
  const paint = (style: Style | "bold", text: string): string =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const blocks = report.findings.map((finding) => block(finding, paint));
  const { refused, undecided } = report.summary;
  const style = refused > 0 ? "red" : undecided > 0 || report.incomplete !== undefined ? "yellow" : "green";
  return [
    ...blocks,
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

function block(finding: ReportedFinding, paint: (style: Style | "bold", text: string) => string): string {
  const { kind, policy, urn } = finding;
  const subject = urn === "" ? "" : `  ${paint("bold", printable(resourceName(urn)))}`;
  const lines = printableLines(finding.brief())
    .split("\n")
    .map((line) => `  ${line}`);
  return [`${paint(STYLES[kind], kind.toUpperCase())}${subject}  ${policy}`, ...lines, ""].join("\n");
}
