// What was found, counted by policy, stack and verdict: node count.mjs FILES…
// Reads reports of `ecs-lock check --format json`, and events of Pulumi, one a line (`pulumi policy analyze --json`).
import { readFileSync } from "node:fs";

const files = process.argv.slice(2);
if (files.length === 0) end("usage: node count.mjs FILES…");
const found = files.flatMap((file) => documentsIn(file).flatMap(findingsIn));
const counts = new Map();
for (const line of found) counts.set(line, (counts.get(line) ?? 0) + 1);
for (const [line, count] of [...counts].sort(([one, few], [other, many]) => many - few || one.localeCompare(other)))
  console.log(`${count}\t${line}`);

/** One document, or one a line. */
function documentsIn(file) {
  const text = textOf(file);
  const lines = text.split("\n").filter((line) => line.startsWith("{"));
  return (
    parsed([text]) ??
    (lines.length === 0 ? undefined : parsed(lines)) ??
    end(`${file} is neither a report of ecs-lock nor events of Pulumi`)
  );
}

function parsed(texts) {
  try {
    return texts.map((text) => JSON.parse(text));
  } catch {
    return undefined;
  }
}

function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch ({ code }) {
    return end(`${file} cannot be read (${code})`);
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
