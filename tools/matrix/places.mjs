// What the matrix needs on disk: Nodes, Pulumi CLIs, installed packs, checkouts with another SDK.
import { execFile } from "node:child_process";
import { access, cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);
export const root = fileURLToPath(new URL("../..", import.meta.url));
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "alicloud-ecs-security-lock");

/** Runs a command to its end. Rejects with its last lines. */
export async function run(file, args, { cwd = root, env = process.env } = {}) {
  try {
    return (await execute(file, args, { cwd, env, maxBuffer: 1 << 28 })).stdout.trim();
  } catch (error) {
    const said = `${error.stdout ?? ""}\n${error.stderr ?? ""}`.trim().split("\n").slice(-12).join("\n");
    throw new Error(`${file} ${args.join(" ")}: ${said || error.message}`, { cause: error });
  }
}

export async function withFolder(use) {
  const folder = await mkdtemp(join(tmpdir(), "ecs-lock-matrix-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const isThere = (file) =>
  access(file).then(
    () => true,
    () => false,
  );

/** Folder of an executable `node` of that version, from npm's `node-PLATFORM-ARCH` packages. */
export async function nodeFolder(version) {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const folder = join(cache, `node-${version}`);
  const bin = join(folder, "node_modules", name, "bin");
  if (!(await isThere(bin))) {
    await mkdir(folder, { recursive: true });
    // Without one of its own, npm would install into a project of a folder above.
    await writeFile(join(folder, "package.json"), '{ "private": true }\n');
    await run("npm", ["install", "--no-audit", "--no-fund", `${name}@${version}`], { cwd: folder });
  }
  return bin;
}

/** Folder of a Pulumi CLI of that version: by Pulumi's installer, or built from its Go modules. Kept in the cache. */
export async function pulumiFolder(version) {
  const folder = join(cache, `pulumi-${version}`);
  const bin = join(folder, "bin");
  if (!(await isThere(join(bin, "pulumi")))) {
    await installPulumi(version, folder).catch(() => buildPulumi(version, bin));
  }
  if (!(await hasLanguageHost(bin))) await installPackRunner(version, bin);
  return bin;
}

async function installPulumi(version, folder) {
  await fetch("https://get.pulumi.com/install.sh", { method: "HEAD", signal: globalThis.AbortSignal.timeout(5000) });
  const script =
    'require("@pulumi/pulumi/automation").PulumiCommand.install({ version: process.argv[1], root: process.argv[2] })';
  await run("node", ["-e", script, version, folder]);
}

async function buildPulumi(version, bin) {
  const target = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
  await withFolder(async (module) => {
    await writeFile(join(module, "tools.go"), `//go:build tools\n\npackage tools\n\nimport _ "${target}"\n`);
    await run("go", ["mod", "init", "pulumi-cli"], { cwd: module });
    await run("go", ["get", `github.com/pulumi/pulumi/pkg/v3@v${version}`], { cwd: module });
    await run("go", ["mod", "tidy", "-e"], { cwd: module });
    const flag = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
    await run("go", ["build", "-ldflags", `-s -w ${flag}`, "-o", join(bin, "pulumi"), target], { cwd: module });
  });
}

async function hasLanguageHost(bin) {
  const folders = [bin, ...(process.env.PATH ?? "").split(delimiter)];
  const found = await Promise.all(folders.map((folder) => isThere(join(folder, "pulumi-language-nodejs"))));
  return found.includes(true);
}

/** Pulumi's Node language host is no Go module. Older CLIs start a pack by a program of this name as well. */
async function installPackRunner(version, bin) {
  if (Number(version.split(".")[1]) > 259) {
    throw new NotHere(`Pulumi CLI ${version} runs packs by pulumi-language-nodejs only, and it is not on PATH`);
  }
  const text = '#!/bin/sh\nexec node "$PWD/node_modules/@pulumi/pulumi/cmd/run-policy-pack" "$@"\n';
  await writeFile(join(bin, "pulumi-analyzer-policy"), text, { mode: 0o755 });
}

/** What this machine cannot show, which is no failure of the pack. */
export class NotHere extends Error {}

/** The environment in which these folders come first on PATH. */
export function onPath(...folders) {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  return { ...Object.fromEntries(kept), PATH: [...folders, process.env.PATH ?? ""].join(delimiter) };
}

/** The packed pack, installed as a user does, then with `packages` in place of the locked versions. */
export async function installPack(folder, tarball, packages, env) {
  await run("tar", ["-xzf", tarball, "-C", folder]);
  const pack = join(folder, "package");
  const quiet = ["--omit=dev", "--no-audit", "--no-fund", "--prefer-offline"];
  await run("npm", ["ci", ...quiet], { cwd: pack, env });
  if (packages.length > 0) await run("npm", ["install", ...quiet, "--no-save", ...packages], { cwd: pack, env });
  return pack;
}

/** A folder with the checkout's sources, tests and packages, but another @pulumi/alicloud. */
export async function checkoutWith(folder, alicloud) {
  for (const name of ["tsconfig.json", "tsconfig.build.json", "package.json", ".mocharc.cjs", "policypack", "tests"]) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "@pulumi"), { recursive: true });
  await borrow(join(root, "node_modules"), modules, "@pulumi");
  await borrow(join(root, "node_modules/@pulumi"), join(modules, "@pulumi"), "alicloud");
  const own = join(folder, "alicloud");
  await mkdir(own);
  await writeFile(join(own, "package.json"), '{ "private": true }\n');
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];
  await run("npm", ["install", ...quiet, `@pulumi/alicloud@${alicloud}`], { cwd: own });
  await symlink(join(own, "node_modules/@pulumi/alicloud"), join(modules, "@pulumi/alicloud"));
}

async function borrow(from, to, except) {
  const names = (await readdir(from)).filter((name) => name !== except);
  await Promise.all(names.map((name) => symlink(join(from, name), join(to, name))));
}
