import { resourceName, summaryLine, type CheckedChange, type CheckReport, type Finding } from "./checked";
import { incompleteLine } from "./text";
import { printable, printableLines } from "./words";

/** JUnit's XML: a test case for each change, failed where something is refused, in error where it cannot be said. */
export function junitReport({ changes, findings, incomplete, summary }: CheckReport): string {
  const byUrn = grouped(findings, ({ urn }) => urn);
  const seen = new Set<string>();
  const cases = changes.map((change) => {
    // Two changes may share a URN: what was found stands at the first.
    const found = seen.has(change.urn) ? [] : (byUrn.get(change.urn) ?? []);
    seen.add(change.urn);
    return { kind: worst(found), xml: testCase(change, found) };
  });
  if (incomplete !== undefined) cases.push({ kind: "undecided", xml: incompleteCase(incomplete) });
  const count = (kind: Finding["kind"]): number => cases.filter((one) => one.kind === kind).length;
  const counts = `tests="${cases.length}" failures="${count("refused")}" errors="${count("undecided")}"`;
  const notes = (byUrn.get("") ?? []).map((finding) => finding.brief());
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ecs-lock" ${counts}>`,
    `  <testsuite name="ecs-lock check" ${counts} skipped="0">`,
    ...cases.map(({ xml }) => xml),
    `    <system-out>${escapeLines([summaryLine(summary), ...notes].join("\n"))}</system-out>`,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function grouped<Key>(findings: readonly Finding[], keyOf: (finding: Finding) => Key): Map<Key, Finding[]> {
  const groups = new Map<Key, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(keyOf(finding));
    if (group === undefined) groups.set(keyOf(finding), [finding]);
    else group.push(finding);
  }
  return groups;
}

/** The findings are in the order of their weight. */
const worst = (findings: readonly Finding[]): Finding["kind"] | undefined => findings[0]?.kind;

const ELEMENTS = { refused: "failure", undecided: "error", advisory: "system-out" } as const;

function testCase({ urn, type, change }: CheckedChange, findings: readonly Finding[]): string {
  const opening = `    <testcase classname="${escape(type)}" name="${escape(`${resourceName(urn)} (${change})`)}"`;
  if (findings.length === 0) return `${opening}/>`;
  // A test case has one failure or error at most.
  const parts = [...grouped(findings, ({ kind }) => kind)].map(([kind, ofKind]) => element(kind, ofKind));
  return [`${opening}>`, ...parts, "    </testcase>"].join("\n");
}

function element(kind: Finding["kind"], findings: readonly Finding[]): string {
  const name = ELEMENTS[kind];
  const texts = findings.map((finding) => finding.brief());
  const body = escapeLines(texts.join("\n\n"));
  if (kind === "advisory") return `      <${name}>${body}</${name}>`;
  const headlines = texts.map((text) => text.split("\n")[0] ?? "").join(" ");
  const policies = [...new Set(findings.map(({ policy }) => policy))].join(" ");
  return `      <${name} type="${escape(policies)}" message="${escape(headlines)}">${body}</${name}>`;
}

function incompleteCase(reason: string): string {
  const text = escape(incompleteLine(reason));
  const error = `<error type="ecs-lock-status" message="${text}">${text}</error>`;
  return `    <testcase classname="ecs-lock" name="the preview is complete">${error}</testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What XML has no way to write: control characters are shown as escaped, other non-characters are replaced. */
const escape = (text: string): string =>
  printable(text)
    .replace(/\p{Surrogate}|[\uFFFE\uFFFF]/gu, "\uFFFD")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);

const escapeLines = (text: string): string => printableLines(text).split("\n").map(escape).join("\n");
