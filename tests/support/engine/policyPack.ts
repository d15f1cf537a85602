import { existsSync, readFileSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot } from "../repository";

/** Writes a policy pack of one JavaScript file; it finds the repository's packages. Returns its folder. */
export async function writePolicyPack(folder: string, source: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await symlink(join(repositoryRoot, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  await writeFile(join(folder, "package.json"), '{ "name": "tiny", "version": "0.0.1", "main": "index.js" }\n');
  await writeFile(join(folder, "index.js"), source);
  return folder;
}

export type SeenResource = {
  readonly type: string;
  readonly urn: string;
  /** Unknown values are the string "(unknown)". */
  readonly props: Readonly<Record<string, unknown>>;
};

/** What a policy pack was shown, in order. */
export type Seen =
  | { readonly phase: "start"; readonly cwd: string; readonly env: Readonly<Record<string, string>> }
  | ({ readonly phase: "resource" } & SeenResource)
  | { readonly phase: "stack"; readonly resources: readonly SeenResource[] };

export type RecordingPack = { readonly folder: string; seen(): Seen[] };

/**
 * A pack that writes down what the engine shows it. It reports a violation for the resources whose name stands in
 * FAIL_RESOURCE, and in the stack phase for those in FAIL_STACK.
 */
export async function writeRecordingPack(folder: string): Promise<RecordingPack> {
  const file = join(folder, "seen.jsonl");
  await writePolicyPack(folder, recorder.replace("SEEN_FILE", JSON.stringify(file)));
  return { folder, seen: () => readSeen(file) };
}

const recorder = `
const fs = require("node:fs");
const { PolicyPack, UnknownValueError } = require("@pulumi/policy");
const file = SEEN_FILE;
const record = (seen) => fs.appendFileSync(file, JSON.stringify(seen) + "\\n");
const plain = (read) => {
  try {
    const value = read();
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map((_, index) => plain(() => value[index]));
    return Object.fromEntries(Object.keys(value).map((key) => [key, plain(() => value[key])]));
  } catch (error) {
    if (error instanceof UnknownValueError) return "(unknown)";
    throw error;
  }
};
const shown = ({ type, urn, props }) => ({ type, urn, props: plain(() => props) });
fs.writeFileSync(file, "");
record({ phase: "start", cwd: process.cwd(), env: process.env });
new PolicyPack("tiny", {
  policies: [
    {
      name: "recorder",
      description: "Writes down what the engine shows.",
      enforcementLevel: "mandatory",
      severity: "high",
      validateResource: (args, report) => {
        record({ phase: "resource", ...shown(args) });
        if (args.name === process.env.FAIL_RESOURCE) report("not this resource");
      },
      validateStack: (args, report) => {
        record({ phase: "stack", resources: args.resources.map(shown) });
        const refused = args.resources.find((resource) => resource.name === process.env.FAIL_STACK);
        if (refused !== undefined) report("not this stack", refused.urn);
      },
    },
  ],
});
`;

function readSeen(file: string): Seen[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Seen);
}
