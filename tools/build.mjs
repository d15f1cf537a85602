// Compiles the pack into dist/, which is emptied first: no file of an earlier layout is packed or run.
import { execFileSync } from "node:child_process";
import { readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const first = join(dist, "index.js");
const sources = ["policypack", "tsconfig.json", "tsconfig.build.json"];

const require = createRequire(import.meta.url);

function isInstalled(file) {
  try {
    return require.resolve(file) !== "";
  } catch {
    return false;
  }
}

export function build() {
  const started = new Date();
  rmSync(dist, { recursive: true, force: true });
  // Of `npm ci --omit=dev` come the compiler, which Pulumi's SDK brings along, and not the provider's types, which the
  // code is checked against. What is written is the same without the checks.
  const unchecked = isInstalled("@pulumi/alicloud/package.json") ? [] : ["--noCheck"];
  const args = [require.resolve("typescript/bin/tsc"), "-p", "tsconfig.build.json", ...unchecked];
  execFileSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  // What is written while the compiler runs may have come too late for it.
  utimesSync(first, started, started);
}

/** Whether a source has come, gone or changed since dist/ was compiled. A folder's time tells of what came and went. */
export function isStale() {
  const compiled = timeOf(first);
  return sources.some((name) => newest(join(root, name)) > compiled);
}

function newest(path) {
  const stats = statSync(path);
  const inside = stats.isDirectory() ? readdirSync(path).map((name) => newest(join(path, name))) : [];
  return Math.max(stats.mtimeMs, ...inside);
}

const timeOf = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
