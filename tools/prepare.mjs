// npm's `prepare`: in a checkout it compiles the pack, so that `npm ci` alone leaves a runnable one. The published
// package carries the compiled pack and neither the sources nor a compiler: there is nothing to do.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
if (existsSync(new URL("../policypack/index.ts", import.meta.url))) {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
}
