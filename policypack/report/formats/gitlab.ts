import { createHash } from "node:crypto";
import { resourceName, type CheckReport, type ReportedFinding } from "../checkReport";
import { incompleteLine } from "./text";
import { printable } from "../phrases";

/** GitLab's code quality report: what the widget of a merge request shows, one entry a finding. */
export function gitlabReport({ findings, incomplete, projectFile }: CheckReport): string {
  const entries = findings.map((finding) => entry(finding, projectFile));
  if (incomplete !== undefined) {
    const text = incompleteLine(incomplete);
    entries.push(codeQuality("ecs-lock-status", "", text, "critical", projectFile));
  }
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}

const SEVERITIES: Readonly<Record<ReportedFinding["kind"], string>> = {
  refused: "blocker",
  undecided: "critical",
  advisory: "info",
};

function entry(finding: ReportedFinding, projectFile: string): object {
  const [headline = ""] = finding.brief().split("\n");
  const resource = finding.urn === "" ? "" : `${resourceName(finding.urn)}: `;
  return codeQuality(finding.policy, finding.urn, `${resource}${headline}`, SEVERITIES[finding.kind], projectFile);
}

/** GitLab tells new findings from old ones by the fingerprint: it must not hang on when a status was seen. */
function codeQuality(policy: string, urn: string, text: string, severity: string, file: string): object {
  const description = printable(text);
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([policy, urn, description]))
    .digest("hex");
  return { description, check_name: policy, fingerprint, severity, location: { path: file, lines: { begin: 1 } } };
}
