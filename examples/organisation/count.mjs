// What was found, counted by policy, stack and verdict: node count.mjs FILES…
// Reads reports of `ecs-lock check --format json`, and events of Pulumi, one a line (`pulumi policy analyze --json`).
import { readFileSync } from "node:fs";

const found = process.argv.slice(2).flatMap((file) => documentsIn(file).flatMap(findingsIn));
const counts = new Map();
for (const line of found) counts.set(line, (counts.get(line) ?? 0) + 1);
for (const [line, count] of [...counts].sort(([one, few], [other, many]) => many - few || one.localeCompare(other)))
  console.log(`${count}\t${line}`);

/** One document, or one a line. */
function documentsIn(file) {
  const text = readFileSync(file, "utf8");
  try {
    return [JSON.parse(text)];
  } catch {
    const lines = text.split("\n").filter((line) => line.startsWith("{"));
    if (lines.length === 0) end(`${file} is neither a report of ecs-lock nor events of Pulumi`);
    return lines.map((line) => JSON.parse(line));
  }
}

/** `policy TAB project/stack TAB verdict`; of events the verdict is the level. */
function findingsIn({ changes = [], policyEvent }) {
  if (policyEvent !== undefined) {
    const { policyName, resourceUrn, enforcementLevel } = policyEvent;
    return [[policyName, stackOf(resourceUrn), enforcementLevel].join("\t")];
  }
  return changes.flatMap(({ urn, operations }) =>
    operations
      .filter(({ verdict }) => verdict !== "allowed")
      .map(({ operation, policy, verdict }) => [policy ?? operation, stackOf(urn), verdict].join("\t")),
  );
}

function stackOf(urn) {
  const [stack = "", project = ""] = urn.replace(/^urn:pulumi:/, "").split("::");
  return `${project}/${stack}`;
}

function end(message) {
  console.error(message);
  process.exit(2);
}
