import { execFile } from "node:child_process";
import { exportEnvironment, type Environment } from "./exportEnvironment";

const TIMEOUT_MS = 20_000;

/** The version that a Pulumi CLI prints, as major and minor; undefined where it does not answer. */
export function engineVersion(
  executable: string,
  environment: Environment,
): Promise<readonly [major: number, minor: number] | undefined> {
  const folder = process.cwd();
  const options = { cwd: folder, env: exportEnvironment(environment, folder), timeout: TIMEOUT_MS, windowsHide: true };
  return new Promise((resolve) => {
    execFile(executable, ["version"], options, (error, stdout) => {
      const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(stdout.trim()) ?? [];
      resolve(error === null && major !== undefined ? [Number(major), Number(minor)] : undefined);
    });
  });
}

/**
 * Whether an engine of this version replaces what is `deletedWith` a replaced resource: pulumi/pulumi#23818, in 3.260.0.
 */
export function replacesDependants(version: Awaited<ReturnType<typeof engineVersion>>): boolean | undefined {
  if (version === undefined) return undefined;
  const [major, minor] = version;
  return major > 3 || (major === 3 && minor >= 260);
}
