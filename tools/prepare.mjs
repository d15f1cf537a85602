// npm's `prepare`: in a checkout it compiles the pack, so that `npm ci` alone leaves a runnable one. The published
// package carries the compiled pack and neither the sources nor a compiler: there is nothing to do.
import { existsSync } from "node:fs";
import { build } from "./build.mjs";

if (existsSync(new URL("../policypack/index.ts", import.meta.url))) {
  try {
    build();
  } catch (error) {
    const reason =
      error.code === "MODULE_NOT_FOUND" ? "there is no compiler: run `npm ci` without --omit=dev" : "see above";
    console.error(`alicloud-ecs-security-lock is not compiled: ${reason}`);
    process.exitCode = 1;
  }
}
