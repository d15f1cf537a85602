// Finds a real Pulumi CLI for tests, demo and benchmark, or makes one. `node tools/pulumi.mjs` prints its path.
import { execFile, spawn } from "node:child_process";
import { access, constants, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { clearTimeout, setTimeout } from "node:timers";
import { promisify } from "node:util";

const run = promisify(execFile);
const moduleFolder = fileURLToPath(new URL("pulumi-cli", import.meta.url));
const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "alicloud-ecs-security-lock");
const installerUrl = "https://get.pulumi.com/install.sh";
const installerMilliseconds = 300_000;

let found;

/** Absolute path of the Pulumi CLI. Looked up once a process. */
export function findPulumi() {
  return (found ??= lookUp());
}

/**
 * What to add to the environment to run `pulumi` apart from the caller's own Pulumi: the PATH, and a PULUMI_HOME with
 * what the CLI needs to run a policy pack where the Node language host is missing.
 */
export async function pulumiEnvironment(pulumi, home = join(cacheFolder, "home")) {
  const folders = [dirname(pulumi), ...(process.env.PATH ?? "").split(delimiter)];
  if (!(await findIn(folders, "pulumi-language-nodejs"))) await installPackRunner(home);
  return { PATH: folders.join(delimiter), PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
}

async function lookUp() {
  const onPath = await findIn((process.env.PATH ?? "").split(delimiter), "pulumi");
  if (onPath && (await answers(onPath))) return onPath;

  const version = await pinnedVersion();
  const folder = join(cacheFolder, `pulumi-${version}`);
  const cached = join(folder, "bin", "pulumi");
  if (await answers(cached)) return cached;

  const failures = [];
  for (const make of [installPulumi, buildPulumi]) {
    try {
      await makeIn(folder, (root) => make(version, root));
      return cached;
    } catch (error) {
      failures.push(error.message);
      progress(error.message);
    }
  }
  throw new Error(`no Pulumi CLI: put pulumi ${version} or later on PATH (${failures.join("; ")})`);
}

/** Made beside its place and then moved there: a caller at the same time sees all of it or nothing. */
async function makeIn(folder, make) {
  await mkdir(cacheFolder, { recursive: true });
  const root = await mkdtemp(join(cacheFolder, "making-"));
  try {
    await make(root);
    if (!(await answers(join(root, "bin", "pulumi")))) throw new Error("the new CLI does not answer `pulumi version`");
    if (await answers(join(folder, "bin", "pulumi"))) return;
    await rm(folder, { recursive: true, force: true });
    await rename(root, folder).catch(async (error) => {
      if (!(await answers(join(folder, "bin", "pulumi")))) throw error;
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function installPulumi(version, root) {
  progress(`asking Pulumi's installer for pulumi ${version}`);
  await fetch(installerUrl, { method: "HEAD", signal: globalThis.AbortSignal.timeout(5000) }).catch((error) => {
    throw new Error(`Pulumi's installer is out of reach (${error.cause?.code ?? error.name})`);
  });
  // In a process group of its own: the installer starts a shell and a download, and all must end when time is up.
  const script = `
    require("@pulumi/pulumi/automation").PulumiCommand.install({ version: process.argv[1], root: process.argv[2] })
      .catch((error) => { console.error(error.message); process.exitCode = 1; });`;
  const installer = spawn(process.execPath, ["-e", script, version, root], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const timer = setTimeout(() => process.kill(-installer.pid, "SIGKILL"), installerMilliseconds);
  try {
    await succeeded(installer, "Pulumi's installer");
  } finally {
    clearTimeout(timer);
  }
}

async function buildPulumi(version, root) {
  progress(`building pulumi ${version} from its Go modules (some minutes the first time)`);
  const versionFlag = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  const target = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
  const args = [
    "build",
    "-mod=readonly",
    "-ldflags",
    `-s -w ${versionFlag}`,
    "-o",
    join(root, "bin", "pulumi"),
    target,
  ];
  const build = spawn("go", args, { cwd: moduleFolder, stdio: ["ignore", "ignore", "pipe"] });
  await succeeded(build, "go build");
}

/** The child's last words are the error's; what it says on the way (hundreds of downloads) is nobody's concern. */
function succeeded(child, name) {
  return new Promise((resolvePromise, reject) => {
    let stderr = "";
    child.stderr.on("data", (chunk) => (stderr = (stderr + chunk).slice(-2000)));
    child.on("error", (error) => reject(new Error(`${name}: ${error.message}`)));
    child.on("close", (code, signal) => {
      const lastLine = stderr.trim().split("\n").at(-1);
      if (code === 0) resolvePromise();
      else reject(new Error(`${name} failed: ${lastLine || (signal ?? `exit status ${code}`)}`));
    });
  });
}

/**
 * The Node language host is no Go module. Without it the engine starts a policy pack through a plugin of this name, in
 * the pack's folder.
 */
async function installPackRunner(home) {
  const folder = join(home, "plugins", "analyzer-policy-nodejs-v1.0.0");
  const runner = join(folder, "pulumi-analyzer-policy-nodejs");
  const text = '#!/bin/sh\nexec node "$PWD/node_modules/@pulumi/pulumi/cmd/run-policy-pack" "$@"\n';
  if ((await readFile(runner, "utf8").catch(() => "")) === text) return;
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.draft-${process.pid}`);
  await writeFile(draft, text, { mode: 0o755 });
  await rename(draft, runner);
}

async function pinnedVersion() {
  const goMod = await readFile(join(moduleFolder, "go.mod"), "utf8");
  const version = /github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/.exec(goMod)?.[1];
  if (version === undefined) throw new Error("tools/pulumi-cli/go.mod names no version of Pulumi");
  return version;
}

async function answers(pulumi) {
  try {
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { stdout } = await run(pulumi, ["version"], { timeout: 20_000, env });
    return /^v?3\.\d+\.\d+/.test(stdout.trim());
  } catch {
    return false;
  }
}

async function findIn(folders, name) {
  for (const folder of folders) {
    const file = resolve(folder, name);
    if (folder !== "" && (await isExecutable(file))) return file;
  }
  return undefined;
}

async function isExecutable(file) {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function progress(line) {
  process.stderr.write(`${line}\n`);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    console.log(await findPulumi());
  } catch (error) {
    progress(error.message);
    process.exitCode = 1;
  }
}
