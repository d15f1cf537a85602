import { resourceName, lastLine, type CheckReport, type ReportedResource } from "../checkReport";
import { actionsMessage, actionsProperty, printable } from "../escaping";
import { counted } from "../phrases";
import { locationOf } from "./location";
import { incompleteLine } from "./text";

/** GitHub shows the first ten annotations of a kind that a step makes, and drops the others. */
const MOST = 10;

/** Workflow commands of GitHub Actions: an annotation a resource; where there are too many, the last has all the others. */
export function githubReport(report: CheckReport): string {
  const { resources, incomplete, projectFile } = report;
  const errors = resources.filter(({ kind }) => kind !== "advisory");
  const warnings = resources.filter(({ kind }) => kind === "advisory");
  const failed =
    incomplete === undefined
      ? []
      : [
          annotation(
            "error",
            "the preview is not complete",
            { file: projectFile, line: 1 },
            incompleteLine(incomplete),
          ),
        ];
  return [
    ...failed,
    ...annotations("error", errors, MOST - failed.length, projectFile),
    ...annotations("warning", warnings, MOST, projectFile),
    `ecs-lock: ${lastLine(report)}`,
    "",
  ].join("\n");
}

function annotations(
  command: string,
  resources: readonly ReportedResource[],
  most: number,
  projectFile: string,
): string[] {
  const shown = resources.length <= most ? resources : resources.slice(0, most - 1);
  const rest = resources.slice(shown.length);
  return [
    ...shown.map((one) => {
      const name = one.urn === "" ? "" : `: ${resourceName(one.urn)}`;
      return annotation(command, `${one.policy}${name}`, locationOf(one.place, projectFile), one.text());
    }),
    ...(rest.length === 0
      ? []
      : [annotation(command, counted(rest.length, "more resource"), { file: projectFile, line: 1 }, restText(rest))]),
  ];
}

/** Every resource, and every locked instance, by name. */
const restText = (rest: readonly ReportedResource[]): string =>
  rest
    .map(({ urn, instances, operations, text }) => {
      const what = operations.length === 0 ? (text().split("\n")[0] ?? "") : operations.join(", ");
      return [urn === "" ? "the stack" : resourceName(urn), ...instances, what].map(printable).join(": ");
    })
    .join("\n");

function annotation(
  command: string,
  title: string,
  { file, line, column }: ReturnType<typeof locationOf>,
  text: string,
): string {
  const at = `file=${actionsProperty(file)},line=${line}${column === undefined ? "" : `,col=${column}`}`;
  return `::${command} ${at},title=${actionsProperty(title)}::${actionsMessage(text)}`;
}
