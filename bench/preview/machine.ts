// What the figures were measured on.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { pathToFileURL } from "node:url";
import { repositoryRoot } from "../../tests/support/repository";

export async function machine(): Promise<string> {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const memory = Math.round(totalmem() / 2 ** 30);
  const [load = 0] = loadavg();
  return (
    `${cpus().length} cores (${model}), ${memory} GB, ${process.platform}; load ${load.toFixed(1)} before the first run; ` +
    `Node ${process.version}, Pulumi ${await pulumiVersion()}, @pulumi/policy ${versionOf("@pulumi/policy")}, ` +
    `@pulumi/pulumi ${versionOf("@pulumi/pulumi")}`
  );
}

async function pulumiVersion(): Promise<string> {
  const tools = (await import(pathToFileURL(join(repositoryRoot, "tools/pulumi.mjs")).href)) as {
    findPulumi(): Promise<string>;
  };
  const { stdout } = await promisify(execFile)(await tools.findPulumi(), ["version"]);
  return stdout.trim().replace(/^v/, "");
}

function versionOf(name: string): string {
  const manifest = readFileSync(join(repositoryRoot, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version.replace(/^v/, "");
}
