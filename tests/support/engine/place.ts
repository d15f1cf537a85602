import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundled, compiledPack } from "../processes";
import { repositoryRoot } from "../repository";
import type { Environment } from "./command";
import { projectName, providerVersion, region, stackName } from "./deployment";

export type StackOptions = {
  /** Configuration of the stack, default {"alicloud:region": "cn-hangzhou"}. */
  readonly config?: Readonly<Record<string, string>>;
  /** Where the backend is named: PULUMI_BACKEND_URL (default), or only in Pulumi.yaml. */
  readonly backendIn?: "environment" | "Pulumi.yaml";
};

/** A stack's folders, and the environment in which the engine finds them and nothing of the caller's cloud. */
export type Place = {
  readonly tempDir: string;
  readonly workDir: string;
  readonly pulumi: string;
  readonly env: Environment;
  readonly providerLog: string;
  /** What encrypts the secrets of the stack's state. */
  secretsProvider(): Promise<object>;
  remove(): Promise<void>;
};

export async function makePlace(options: StackOptions): Promise<Place> {
  const tempDir = await mkdtemp(join(tmpdir(), "ecs-lock-"));
  const folder = (name: string): string => join(tempDir, name);
  const [home, backend, workDir] = [folder("home"), folder("backend"), folder("project")];
  await Promise.all([home, backend, workDir].map((path) => mkdir(path)));
  const backendUrl = pathToFileURL(backend).href;
  await Promise.all([writeProject(workDir, backendUrl, options), installProviders(home), compiledPack()]);
  const providerLog = folder("provider.log");
  const { pulumi, env } = await engine(home);
  return {
    tempDir,
    workDir,
    pulumi,
    env: {
      ...env,
      ...(options.backendIn === "Pulumi.yaml" ? {} : { PULUMI_BACKEND_URL: backendUrl }),
      HOME: home,
      TEST_PROVIDER_LOG: providerLog,
    },
    providerLog,
    secretsProvider: async () => passphraseProvider(await readFile(settingsFile(workDir), "utf8")),
    remove: () => rm(tempDir, { recursive: true, force: true, maxRetries: 3 }),
  };
}

const settingsFile = (workDir: string): string => join(workDir, `Pulumi.${stackName}.yaml`);

async function writeProject(workDir: string, backendUrl: string, options: StackOptions): Promise<void> {
  const backend = options.backendIn === "Pulumi.yaml" ? { backend: { url: backendUrl } } : {};
  const project = { name: projectName, runtime: "nodejs", ...backend };
  const settings = { config: options.config ?? { "alicloud:region": region } };
  // JSON is YAML.
  await writeFile(join(workDir, "Pulumi.yaml"), JSON.stringify(project));
  await writeFile(settingsFile(workDir), JSON.stringify(settings));
}

/** As installed plugins: one on PATH would do too, with a warning in every log. */
async function installProviders(home: string): Promise<void> {
  const main = await bundled("tests/support/testProvider/main.ts");
  for (const [name, version] of Object.entries({ alicloud: providerVersion, command: "1.2.1" })) {
    const folder = join(home, "plugins", `resource-${name}-v${version}`);
    await mkdir(folder, { recursive: true });
    // Coverage is measured of the pack's process, not of the provider's.
    const launcher = `#!/bin/sh\nunset NODE_V8_COVERAGE\nexec "${process.execPath}" "${main}" ${version}\n`;
    await writeFile(join(folder, `pulumi-resource-${name}`), launcher, { mode: 0o755 });
  }
}

type Tools = {
  findPulumi(): Promise<string>;
  pulumiEnvironment(pulumi: string, home: string): Promise<Environment>;
};

async function engine(home: string): Promise<{ readonly pulumi: string; readonly env: Environment }> {
  const tools = (await import(pathToFileURL(join(repositoryRoot, "tools/pulumi.mjs")).href)) as Tools;
  const pulumi = await tools.findPulumi();
  const isMeasured = process.env.NODE_V8_COVERAGE !== undefined;
  const own = {
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DEBUG_COMMANDS: "true", // gives --event-log
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
    ...(isMeasured ? { NODE_OPTIONS: `--require ${await bundled("tests/support/engine/flushCoverage.ts")}` } : {}),
  };
  return { pulumi, env: { ...inherited(), ...(await tools.pulumiEnvironment(pulumi, home)), ...own } };
}

/** Neither the caller's cloud account nor the caller's Pulumi has a say in a test. */
function inherited(): Environment {
  const foreign = /^(ALICLOUD|ALIBABA|ALIYUN|ECS_|PULUMI_|TEST_PROVIDER_)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function passphraseProvider(stackSettings: string): object {
  const salt = /encryptionsalt\W*(v1:[\w+/=:]+)/.exec(stackSettings)?.[1];
  if (salt === undefined) throw new Error("the stack's settings hold no encryptionsalt");
  return { type: "passphrase", state: { salt } };
}
