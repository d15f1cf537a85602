// The packs that are compared, each installed as its user would have it, in the cache folder.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { repositoryRoot } from "../../tests/support/repository";
import { copyCheckout, npm, pack, unpack } from "../../tests/support/package/packing";

const run = promisify(execFile);

export type PackName = "none" | "empty" | "idle" | "this pack" | "awsguard" | "TypeScript";

/** Folder of each pack; none has no folder. */
export type Packs = Readonly<Record<Exclude<PackName, "none">, string>>;

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "alicloud-ecs-security-lock", "bench");

const EMPTY = `const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("empty", { policies: [] });
`;

const IDLE = `const { PolicyPack } = require("@pulumi/policy");
const idle = { name: "idle", description: "Nothing is looked at.", enforcementLevel: "mandatory" };
new PolicyPack("idle", { policies: [{ ...idle, validateResource: () => {}, validateStack: () => {} }] });
`;

const AWSGUARD = `const { AwsGuard } = require("@pulumi/awsguard");
new AwsGuard({ all: "mandatory" });
`;

const TYPESCRIPT = `import * as alicloud from "@pulumi/alicloud";
import { PolicyPack, validateResourceOfType } from "@pulumi/policy";

new PolicyPack("typescript", {
  policies: [
    {
      name: "named",
      description: "Every instance has a name.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(alicloud.ecs.Instance, (instance, _args, reportViolation) => {
        if (instance.instanceName === "") reportViolation("The instance has no name.");
      }),
    },
  ],
});
`;

/** What \`pulumi policy new\` writes. */
const TSCONFIG = JSON.stringify({
  compilerOptions: { target: "es2016", module: "commonjs", moduleResolution: "node", strict: true, sourceMap: true },
  files: ["index.ts"],
});

export async function makePacks(): Promise<Packs> {
  const sdk = exactly("@pulumi/policy", "@pulumi/pulumi");
  return {
    empty: await install("empty", sdk, { "index.js": EMPTY }),
    idle: await install("idle", sdk, { "index.js": IDLE }),
    "this pack": await installThisPack(),
    awsguard: await install("awsguard", { ...sdk, "@pulumi/awsguard": "0.3.1" }, { "index.js": AWSGUARD }),
    TypeScript: await install(
      "typescript",
      { ...sdk, ...exactly("@pulumi/alicloud") },
      { "index.ts": TYPESCRIPT, "tsconfig.json": TSCONFIG },
    ),
  };
}

/** From the tarball and its lock, as Pulumi installs a published pack. */
async function installThisPack(): Promise<string> {
  const checkout = await mkdtemp(join(tmpdir(), "ecs-lock-bench-"));
  await copyCheckout(checkout);
  const folder = join(cache, `this-pack-${hashOf(readFileSync(join(repositoryRoot, "package-lock.json"), "utf8"))}`);
  await rm(join(folder, "package/dist"), { recursive: true, force: true });
  const unpacked = await unpack(join(checkout, await pack(checkout)), folder);
  await rm(checkout, { recursive: true, force: true });
  await once(unpacked, () => npm(["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], unpacked));
  return unpacked;
}

type Versions = Readonly<Record<string, string>>;

/** The versions that the checkout has, so that all packs run on the same SDK. */
function exactly(...names: readonly string[]): Versions {
  return Object.fromEntries(names.map((name) => [name, versionOf(name)]));
}

function versionOf(name: string): string {
  const manifest = readFileSync(join(repositoryRoot, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

async function install(name: string, dependencies: Versions, files: Versions): Promise<string> {
  const folder = join(cache, `${name}-${hashOf(JSON.stringify(dependencies))}`);
  await mkdir(folder, { recursive: true });
  await writeManifest(folder, Object.keys(files)[0] ?? "index.js", dependencies);
  await writeFile(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
  await once(folder, () => npm(["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], folder));
  return folder;
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12);

async function once(folder: string, work: () => Promise<unknown>): Promise<void> {
  const done = join(folder, "installed");
  if (existsSync(done)) return;
  process.stderr.write(`installing ${folder}\n`);
  await work();
  await writeFile(done, "");
}

async function writeManifest(folder: string, main: string, dependencies: Versions): Promise<void> {
  const manifest = { name: "pack-under-test", version: "0.0.1", private: true, main, dependencies };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
}

/** Bytes of all files in a pack's node_modules, as the disk counts them. */
export async function installedBytes(folder: string): Promise<number> {
  // What V8 has compiled is kept there too, and is nothing that was installed.
  const { stdout } = await run("du", ["-sk", "--exclude=.cache", join(folder, "node_modules")]);
  return Number(stdout.split("\t")[0]) * 1024;
}
