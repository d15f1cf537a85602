// How people get the pack onto their disk, for the matrix. Each takes an empty folder and the tarball, and gives the
// folder that `--policy-pack` names.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { installPack, onPath, run } from "./places.mjs";

const NAME = "alicloud-ecs-security-lock";
const quiet = ["--no-audit", "--no-fund", "--prefer-offline"];

export const INSTALLERS = {
  "a clone, npm ci": (folder) => clone(folder, []),
  "a clone, npm ci --omit=dev": (folder) => clone(folder, ["--omit=dev"]),
  "a clone, npm ci --ignore-scripts, npm run build": async (folder) => {
    const pack = await clone(folder, ["--ignore-scripts"]);
    await run("npm", ["run", "build"], { cwd: pack, env: onPath() });
    return pack;
  },
  "the tarball, npm ci --omit=dev": (folder, tarball) => installPack(folder, tarball, [], onPath()),
  "the tarball, in a path with spaces and parentheses": async (folder, tarball) => {
    const odd = join(folder, "a (new) folder");
    await mkdir(odd);
    return installPack(odd, tarball, [], onPath());
  },
  "the tarball, in a read-only folder": async (folder, tarball) => {
    const pack = await installPack(folder, tarball, [], onPath());
    await run("chmod", ["-R", "a-w", pack]);
    return pack;
  },
  "a dependency, by npm": (folder, tarball) => dependency(folder, "npm", ["install", ...quiet, tarball]),
  "a dependency, by pnpm": (folder, tarball) =>
    dependency(folder, "npx", ["--yes", "pnpm@10", "add", "--ignore-scripts", tarball]),
  "a dependency, by yarn 1": (folder, tarball) =>
    dependency(folder, "npx", ["--yes", "yarn@1.22.22", "add", "--ignore-scripts", `file:${tarball}`]),
};

/** What git holds, without what is installed or compiled here. */
async function clone(folder, options) {
  const pack = join(folder, "clone");
  const { copyCheckout } = createRequire(import.meta.url)("../../tests/support/package/packing.ts");
  await copyCheckout(pack);
  await rm(join(pack, "node_modules"));
  await run("npm", ["ci", ...quiet, ...options], { cwd: pack, env: onPath() });
  return pack;
}

async function dependency(folder, file, args) {
  const manifest = { private: true, resolutions: pinned() };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await run(file, args, { cwd: folder, env: onPath() });
  return join(folder, "node_modules", NAME);
}

/** yarn 1 takes the newest Pulumi SDK, and Node 20 is too old for that: docs/troubleshooting.md. */
const pinned = () => (process.versions.node.startsWith("20.") ? { "@pulumi/pulumi": "3.248.0" } : {});
