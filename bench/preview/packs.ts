// The packs that are compared, each installed as its user would have it, in the cache folder.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { repositoryRoot } from "../../tests/support/engine";

const run = promisify(execFile);

export type PackName = "none" | "empty" | "this pack" | "awsguard" | "TypeScript";

/** Folder of each pack; none has no folder. */
export type Packs = Readonly<Record<Exclude<PackName, "none">, string>>;

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "alicloud-ecs-security-lock", "bench");

const EMPTY = `const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("empty", { policies: [] });
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
    "this pack": await installThisPack(),
    awsguard: await install("awsguard", { ...sdk, "@pulumi/awsguard": "0.3.1" }, { "index.js": AWSGUARD }),
    TypeScript: await install(
      "typescript",
      { ...sdk, ...exactly("@pulumi/alicloud") },
      { "index.ts": TYPESCRIPT, "tsconfig.json": TSCONFIG },
    ),
  };
}

async function installThisPack(): Promise<string> {
  const { dependencies } = readJson(join(repositoryRoot, "package.json"));
  const folder = await install("this-pack", exactly(...Object.keys(dependencies ?? {})), {});
  await rm(join(folder, "dist"), { recursive: true, force: true });
  for (const name of ["dist", "PulumiPolicy.yaml", "README.md"]) {
    await cp(join(repositoryRoot, name), join(folder, name), { recursive: true });
  }
  await writeManifest(folder, "dist/index.js", exactly(...Object.keys(dependencies ?? {})));
  return folder;
}

type Versions = Readonly<Record<string, string>>;

/** The versions that the checkout has, so that all packs run on the same SDK. */
function exactly(...names: readonly string[]): Versions {
  return Object.fromEntries(
    names.map((name) => [name, readJson(join(repositoryRoot, "node_modules", name, "package.json")).version ?? ""]),
  );
}

function readJson(file: string): { readonly version?: string; readonly dependencies?: Versions } {
  return JSON.parse(readFileSync(file, "utf8")) as { version?: string; dependencies?: Versions };
}

async function install(name: string, dependencies: Versions, files: Versions): Promise<string> {
  const version = createHash("sha256").update(JSON.stringify(dependencies)).digest("hex").slice(0, 12);
  const folder = join(cache, `${name}-${version}`);
  const done = join(folder, "installed");
  await mkdir(folder, { recursive: true });
  await writeManifest(folder, Object.keys(files)[0] ?? "index.js", dependencies);
  await writeFile(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
  if (!existsSync(done)) {
    process.stderr.write(`installing the pack ${name} into ${folder}\n`);
    await run("npm", ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
    await writeFile(done, "");
  }
  return folder;
}

async function writeManifest(folder: string, main: string, dependencies: Versions): Promise<void> {
  const manifest = { name: "pack-under-test", version: "0.0.1", private: true, main, dependencies };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
}

/** Bytes of all files in a pack's node_modules, as the disk counts them. */
export async function installedBytes(folder: string): Promise<number> {
  const { stdout } = await run("du", ["-sk", join(folder, "node_modules")]);
  return Number(stdout.split("\t")[0]) * 1024;
}
