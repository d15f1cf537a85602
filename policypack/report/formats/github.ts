import { resourceName, lastLine, type CheckReport, type ReportedFinding } from "../checkReport";
import { incompleteLine } from "./text";
import { printable, printableLines } from "../phrases";

/** Workflow commands of GitHub Actions: each finding becomes an annotation; GitHub shows the first ten of a kind. */
export function githubReport(report: CheckReport): string {
  const { findings, incomplete, projectFile } = report;
  const annotations = findings.map((finding) => {
    const resource = finding.urn === "" ? "" : `: ${resourceName(finding.urn)}`;
    return annotation(COMMANDS[finding.kind], `${finding.policy}${resource}`, projectFile, finding.brief());
  });
  if (incomplete !== undefined) {
    annotations.push(annotation("error", "the preview is not complete", projectFile, incompleteLine(incomplete)));
  }
  return [...annotations, `ecs-lock: ${lastLine(report)}`, ""].join("\n");
}

const COMMANDS: Readonly<Record<ReportedFinding["kind"], string>> = {
  refused: "error",
  undecided: "error",
  advisory: "warning",
};

function annotation(command: string, title: string, file: string, text: string): string {
  return `::${command} file=${property(file)},line=1,title=${property(printable(title))}::${data(printableLines(text))}`;
}

/** The escapes of the runner's own toolkit (actions/toolkit, packages/core/src/command.ts). */
const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
