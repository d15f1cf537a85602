// `npm run facts:diff -- --schema FILE` and `-- --topic FILE`: what a new schema of the provider, or a new text of
// Alibaba Cloud's topic, says otherwise than the tables of this pack. Exit status 1: there are differences.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { schemaDifferences } from "./facts/schema.mjs";
import { topicDifferences } from "./facts/topic.mjs";

const require = createRequire(import.meta.url);
const { values } = parseArgs({ options: { schema: { type: "string" }, topic: { type: "string" } } });

function fromSchema(file) {
  const { MAPPED_TYPES, modelOf } = require("../dist/resources/index.js");
  return schemaDifferences(JSON.parse(readFileSync(file, "utf8")), MAPPED_TYPES, modelOf);
}

function fromTopic(file) {
  const { TOPIC, CURRENT_PAGE } = require("../dist/operations/lockTable.js");
  return topicDifferences(readFileSync(file, "utf8"), TOPIC, CURRENT_PAGE);
}

const checks = [
  ["schema", "resources/schema/*.ts", fromSchema],
  ["topic", "operations/lockTable.ts", fromTopic],
].filter(([name]) => values[name] !== undefined);

if (checks.length === 0) {
  console.error("usage: npm run facts:diff -- [--schema FILE] [--topic FILE]");
  process.exitCode = 64;
}
for (const [name, table, differences] of checks) {
  const lines = differences(values[name]);
  console.log([`${values[name]} against ${table}:`, ...(lines.length === 0 ? ["no difference"] : lines)].join("\n"));
  if (lines.length > 0) process.exitCode = 1;
}
