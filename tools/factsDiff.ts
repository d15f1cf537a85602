// `npm run facts:diff -- --schema FILE` and `-- --topic FILE`: what a new schema of the provider, or a new text of
// Alibaba Cloud's topic, says otherwise than the tables of this pack. Exit status 1: there are differences.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { CURRENT_PAGE, TOPIC } from "../policypack/operations/lockTable";
import { MAPPED_TYPES, modelOf } from "../policypack/resources";
import { schemaDifferences } from "./facts/schema";
import { topicDifferences } from "./facts/topic";
import { readSchema } from "./provider/files";

const fromSchema = (file: string): string[] =>
  schemaDifferences(readSchema(file), MAPPED_TYPES, (type) => modelOf(type)?.schema);

function fromTopic(file: string): string[] {
  const current = Object.entries(CURRENT_PAGE).map(([name, { behavior }]) => [name, behavior]);
  return topicDifferences(readFileSync(file, "utf8"), TOPIC, Object.fromEntries(current) as Record<string, string>);
}

const CHECKS = [
  ["schema", "resources/schema/*.ts", fromSchema],
  ["topic", "operations/lockTable.ts", fromTopic],
] as const;

function main(): void {
  const { values } = parseArgs({ options: { schema: { type: "string" }, topic: { type: "string" } } });
  if (values.schema === undefined && values.topic === undefined) {
    console.error("usage: npm run facts:diff -- [--schema FILE] [--topic FILE]");
    process.exitCode = 64;
  }
  for (const [name, table, differences] of CHECKS) {
    const file = values[name];
    if (file === undefined) continue;
    const lines = differences(file);
    console.log([`${file} against ${table}:`, ...(lines.length === 0 ? ["no difference"] : lines)].join("\n"));
    if (lines.length > 0) process.exitCode = 1;
  }
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 64;
}
