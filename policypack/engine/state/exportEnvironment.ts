import { statSync } from "node:fs";
import path from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What is the preview's alone: `PULUMI_OPTION_*` sets options of every command that inherits it (a file for the export,
 * an older version of the state, another folder), and the rest is what the engine tells a policy pack.
 */
const OF_THE_PREVIEW = /^PULUMI_(OPTION_.*|NODEJS_.*|CONFIG|ORGANIZATION|PROJECT|STACK|DRY_RUN)$/i;

const PASSPHRASE_FILE = "PULUMI_CONFIG_PASSPHRASE_FILE";

/** The environment of `pulumi stack export`, run in `folder`: the engine's, for the backend and the secrets. */
export function exportEnvironment(environment: Environment, folder: string): Record<string, string> {
  const kept = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || OF_THE_PREVIEW.test(name) || (name === PASSPHRASE_FILE && isReadOnce(value, folder))
      ? []
      : [[name, value] as const],
  );
  return { ...Object.fromEntries(kept), PULUMI_SKIP_UPDATE_CHECK: "true" };
}

/** A pipe, which the engine has emptied: the export would wait for it in vain. Without it, it says what it lacks. */
function isReadOnce(file: string, folder: string): boolean {
  try {
    return !statSync(path.resolve(folder, file)).isFile();
  } catch {
    // The export says so.
    return false;
  }
}
