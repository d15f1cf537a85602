import type { CheckReport, ReportedResource } from "../checkReport";
import { jsonText, printable } from "../escaping";
import { fingerprintOf } from "./fingerprint";
import { locationOf } from "./location";
import { incompleteLine } from "./text";

/** The code quality report of GitLab (a subset of Code Climate's): an entry a resource and cause. */
export function gitlabReport({ resources, incomplete, projectFile }: CheckReport): string {
  const entries = resources.map((one) =>
    entry(SEVERITIES[one.kind], one.policy, fingerprintOf(one), one.text(), locationOf(one.place, projectFile)),
  );
  const failed =
    incomplete === undefined
      ? []
      : [entry("critical", "ecs-lock-status", INCOMPLETE, incompleteLine(incomplete), { file: projectFile, line: 1 })];
  return jsonText([...failed, ...entries]);
}

const INCOMPLETE = "0".repeat(64);

const SEVERITIES: Readonly<Record<ReportedResource["kind"], string>> = {
  refused: "blocker",
  undecided: "critical",
  advisory: "info",
};

/** GitLab shows the description as one line. */
function entry(
  severity: string,
  policy: string,
  fingerprint: string,
  text: string,
  location: ReturnType<typeof locationOf>,
) {
  const description = text.split("\n").map(printable).join(" ");
  return {
    description,
    check_name: policy,
    fingerprint,
    severity,
    location: { path: location.file, lines: { begin: location.line } },
  };
}
