// npm's `prepare`: in a checkout it compiles the pack, so that `npm ci` alone leaves a runnable one. The published
// package carries the compiled pack and neither the sources nor a compiler: there is nothing to do.
import { existsSync } from "node:fs";
import { build } from "./build.mjs";

if (existsSync(new URL("../policypack/index.ts", import.meta.url))) build();
