import { createHash } from "node:crypto";
import type { CheckReport, ReportedResource } from "../checkReport";
import { jsonText, printable } from "../escaping";
import { locationOf } from "./location";
import { incompleteLine } from "./text";

/** The code quality report of GitLab (a subset of Code Climate's): an entry a resource and cause. */
export function gitlabReport({ resources, incomplete, projectFile }: CheckReport): string {
  const entries = resources.map((one) =>
    entry(SEVERITIES[one.kind], one.policy, `${one.urn}\n${one.kind}`, one.text(), locationOf(one.place, projectFile)),
  );
  const failed =
    incomplete === undefined
      ? []
      : [entry("blocker", "ecs-lock-status", "incomplete", incompleteLine(incomplete), { file: projectFile, line: 1 })];
  return jsonText([...failed, ...entries]);
}

const SEVERITIES: Readonly<Record<ReportedResource["kind"], string>> = {
  refused: "critical",
  undecided: "major",
  advisory: "info",
};

/** GitLab shows the description as one line. */
function entry(
  severity: string,
  policy: string,
  subject: string,
  text: string,
  location: ReturnType<typeof locationOf>,
) {
  const description = text.split("\n").map(printable).join(" ");
  return {
    description,
    check_name: policy,
    fingerprint: createHash("sha256")
      .update(JSON.stringify([policy, subject, text.split("\n")[0]]))
      .digest("hex"),
    severity,
    location: { path: location.file, lines: { begin: location.line } },
  };
}
