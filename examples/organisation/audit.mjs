// Every locked instance of every stack: node audit.mjs PACK-FOLDER CONFIG-FILE [FOLDER FOR THE EVENTS]
// Exit status: 0: every instance was looked up, and what is locked stands in the log ("Inventory"); 1: a stack could not
// be analyzed, or an instance could not be looked up; 2: nothing was done.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [pack, config, folder] = process.argv.slice(2);
if (config === undefined) end("usage: node audit.mjs PACK-FOLDER CONFIG-FILE [FOLDER FOR THE EVENTS]");
if (folder !== undefined) mkdirSync(folder, { recursive: true });

const listed = pulumi("stack", "ls", "--all", "--json");
if (listed.status !== 0) end(listed.stderr);
const failed = JSON.parse(listed.stdout).filter(({ name }) => !isAudited(name));
for (const { name } of failed) console.error(`${name}: not all of it could be looked up`);
process.exitCode = failed.length === 0 ? 0 : 1;

function isAudited(stack) {
  const { status, stdout, stderr } = pulumi(
    ...["policy", "analyze", "--stack", stack, "--json"],
    ...["--policy-pack", pack, "--policy-pack-config", config],
  );
  process.stderr.write(stderr);
  if (folder !== undefined) writeFileSync(join(folder, `${stack.replaceAll("/", "-")}.jsonl`), stdout);
  for (const { policyEvent } of stdout
    .split("\n")
    .filter(isEvent)
    .map((line) => JSON.parse(line)))
    if (policyEvent !== undefined) console.log(`== ${stack}\n${policyEvent.message}`);
  return status === 0;
}

function isEvent(line) {
  return line.startsWith("{");
}

/** A big stack has many events. */
function pulumi(...args) {
  return spawnSync("pulumi", [...args, "--non-interactive"], { encoding: "utf8", maxBuffer: 1 << 28 });
}

function end(message) {
  console.error(message.trimEnd());
  process.exit(2);
}
