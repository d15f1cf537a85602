import { resourceName, lastLine, type CheckReport, type ReportedFinding } from "../checkReport";
import { incompleteLine } from "./text";
import { actionsMessage, actionsProperty } from "../escaping";

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
  return `::${command} file=${actionsProperty(file)},line=1,title=${actionsProperty(title)}::${actionsMessage(text)}`;
}
