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

export function build() {
  const started = new Date();
  rmSync(dist, { recursive: true, force: true });
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
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
