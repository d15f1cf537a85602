import { resourceName, lastLine, type CheckedChange, type CheckReport, type ReportedResource } from "../checkReport";
import { locationOf } from "./location";
import { incompleteLine } from "./text";
import { printable, xmlText } from "../escaping";

/** JUnit's XML: a test case for each change, failed where something is refused, in error where it cannot be said. */
export function junitReport(report: CheckReport): string {
  const { changes, incomplete, projectFile } = report;
  const byUrn = grouped(report.resources, ({ urn }) => urn);
  const seen = new Set<string>();
  const nameOf = uniqueNames();
  const cases = changes.map((change) => {
    // Two changes may share a URN: what was found stands at the first.
    const found = seen.has(change.urn) ? [] : (byUrn.get(change.urn) ?? []);
    seen.add(change.urn);
    const { file, line } = locationOf(change.place, projectFile);
    return { kind: worst(found), xml: testCase({ ...nameOf(change), file, line: String(line) }, found) };
  });
  if (incomplete !== undefined) cases.push({ kind: "undecided", xml: incompleteCase(incomplete) });
  // A report without a case is an error to many readers, and a clean plan is none.
  if (cases.length === 0) cases.push({ kind: undefined, xml: testCase(NOTHING_PLANNED, []) });
  const count = (kind: ReportedResource["kind"]): number => cases.filter((one) => one.kind === kind).length;
  const counts = `tests="${cases.length}" failures="${count("refused")}" errors="${count("undecided")}"`;
  const notes = (byUrn.get("") ?? []).map((one) => one.text());
  const conclusion = report.conclusion === undefined ? [] : [report.conclusion];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ecs-lock" ${counts}>`,
    `  <testsuite name="ecs-lock check" ${counts} skipped="0">`,
    ...cases.map(({ xml }) => xml),
    `    <system-out>${xmlText([lastLine(report), ...conclusion, ...notes].join("\n"))}</system-out>`,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

const NOTHING_PLANNED: CaseName = { classname: "ecs-lock", name: "no change calls ECS" };

function grouped<Key>(
  resources: readonly ReportedResource[],
  keyOf: (resource: ReportedResource) => Key,
): Map<Key, ReportedResource[]> {
  const groups = new Map<Key, ReportedResource[]>();
  for (const resource of resources) {
    const group = groups.get(keyOf(resource));
    if (group === undefined) groups.set(keyOf(resource), [resource]);
    else group.push(resource);
  }
  return groups;
}

/** They are in the order of their weight. */
const worst = (findings: readonly ReportedResource[]): ReportedResource["kind"] | undefined => findings[0]?.kind;

const ELEMENTS = { refused: "failure", undecided: "error", advisory: "system-out" } as const;

interface CaseName {
  readonly classname: string;
  readonly name: string;
  readonly file?: string;
  readonly line?: string;
}

/** Of test cases with the same names, readers of JUnit show one: the second of a name and those after it are numbered. */
function uniqueNames(): (change: CheckedChange) => CaseName {
  const counts = new Map<string, number>();
  return ({ urn, type, change }) => {
    const classname = classnameOf(urn) ?? type;
    const name = `${resourceName(urn)} (${change})`;
    const key = JSON.stringify([classname, name]);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return { classname, name: count === 1 ? name : `${name} ${count}` };
  };
}

/** The stack, and the type with those of its parents, which are the rest of what tells URNs of a project apart. */
function classnameOf(urn: string): string | undefined {
  const [, stack, qualifiedType] = /^urn:pulumi:([^:]+)::[^:]*::(.+?)::/.exec(urn) ?? [];
  return stack === undefined || qualifiedType === undefined ? undefined : `${stack}.${qualifiedType}`;
}

function testCase(names: CaseName, findings: readonly ReportedResource[]): string {
  const attributes = Object.entries(names).map(
    ([name, value]: [string, string]) => ` ${name}="${xmlText(printable(value))}"`,
  );
  const opening = `    <testcase${attributes.join("")}`;
  if (findings.length === 0) return `${opening}/>`;
  // A test case has one failure or error at most.
  const parts = [...grouped(findings, ({ kind }) => kind)].map(([kind, ofKind]) => element(kind, ofKind));
  return [`${opening}>`, ...parts, "    </testcase>"].join("\n");
}

function element(kind: ReportedResource["kind"], findings: readonly ReportedResource[]): string {
  const name = ELEMENTS[kind];
  const texts = findings.map((finding) => finding.text());
  const body = xmlText(texts.join("\n\n"));
  if (kind === "advisory") return `      <${name}>${body}</${name}>`;
  const headlines = texts.map((text) => text.split("\n")[0] ?? "").join(" ");
  const policies = [...new Set(findings.flatMap(({ policies }) => policies))].join(" ");
  return `      <${name} type="${xmlText(policies)}" message="${xmlText(headlines)}">${body}</${name}>`;
}

function incompleteCase(reason: string): string {
  const text = xmlText(incompleteLine(reason));
  const error = `<error type="ecs-lock-status" message="${text}">${text}</error>`;
  return `    <testcase classname="ecs-lock" name="the preview is complete">${error}</testcase>`;
}
