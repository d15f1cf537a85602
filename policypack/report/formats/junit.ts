import { resourceName, lastLine, type CheckedChange, type CheckReport, type ReportedFinding } from "../checkReport";
import { incompleteLine } from "./text";
import { printable, xmlText } from "../escaping";

/** JUnit's XML: a test case for each change, failed where something is refused, in error where it cannot be said. */
export function junitReport(report: CheckReport): string {
  const { changes, findings, incomplete } = report;
  const byUrn = grouped(findings, ({ urn }) => urn);
  const seen = new Set<string>();
  const nameOf = uniqueNames();
  const cases = changes.map((change) => {
    // Two changes may share a URN: what was found stands at the first.
    const found = seen.has(change.urn) ? [] : (byUrn.get(change.urn) ?? []);
    seen.add(change.urn);
    return { kind: worst(found), xml: testCase(nameOf(change), found) };
  });
  if (incomplete !== undefined) cases.push({ kind: "undecided", xml: incompleteCase(incomplete) });
  const count = (kind: ReportedFinding["kind"]): number => cases.filter((one) => one.kind === kind).length;
  const counts = `tests="${cases.length}" failures="${count("refused")}" errors="${count("undecided")}"`;
  const notes = (byUrn.get("") ?? []).map((finding) => finding.brief());
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ecs-lock" ${counts}>`,
    `  <testsuite name="ecs-lock check" ${counts} skipped="0">`,
    ...cases.map(({ xml }) => xml),
    `    <system-out>${xmlText([lastLine(report), ...notes].join("\n"))}</system-out>`,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function grouped<Key>(
  findings: readonly ReportedFinding[],
  keyOf: (finding: ReportedFinding) => Key,
): Map<Key, ReportedFinding[]> {
  const groups = new Map<Key, ReportedFinding[]>();
  for (const finding of findings) {
    const group = groups.get(keyOf(finding));
    if (group === undefined) groups.set(keyOf(finding), [finding]);
    else group.push(finding);
  }
  return groups;
}

/** The findings are in the order of their weight. */
const worst = (findings: readonly ReportedFinding[]): ReportedFinding["kind"] | undefined => findings[0]?.kind;

const ELEMENTS = { refused: "failure", undecided: "error", advisory: "system-out" } as const;

interface CaseName {
  readonly classname: string;
  readonly name: string;
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

function testCase({ classname, name }: CaseName, findings: readonly ReportedFinding[]): string {
  const opening = `    <testcase classname="${xmlText(printable(classname))}" name="${xmlText(printable(name))}"`;
  if (findings.length === 0) return `${opening}/>`;
  // A test case has one failure or error at most.
  const parts = [...grouped(findings, ({ kind }) => kind)].map(([kind, ofKind]) => element(kind, ofKind));
  return [`${opening}>`, ...parts, "    </testcase>"].join("\n");
}

function element(kind: ReportedFinding["kind"], findings: readonly ReportedFinding[]): string {
  const name = ELEMENTS[kind];
  const texts = findings.map((finding) => finding.brief());
  const body = xmlText(texts.join("\n\n"));
  if (kind === "advisory") return `      <${name}>${body}</${name}>`;
  const headlines = texts.map((text) => text.split("\n")[0] ?? "").join(" ");
  const policies = [...new Set(findings.map(({ policy }) => policy))].join(" ");
  return `      <${name} type="${xmlText(policies)}" message="${xmlText(headlines)}">${body}</${name}>`;
}

function incompleteCase(reason: string): string {
  const text = xmlText(incompleteLine(reason));
  const error = `<error type="ecs-lock-status" message="${text}">${text}</error>`;
  return `    <testcase classname="ecs-lock" name="the preview is complete">${error}</testcase>`;
}
