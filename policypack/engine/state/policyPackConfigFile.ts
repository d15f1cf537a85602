import { realpathSync } from "node:fs";
import path from "node:path";
import { engineArguments, listOption } from "./engineArguments";
import type { Environment } from "./exportEnvironment";
import type { EngineProcess } from "./engineProcess";

/**
 * The file of `--policy-pack-config` that the engine was given for the pack in `packFolder`: the second file is the
 * second `--policy-pack`'s (MakeLocalPolicyPacks of pkg/engine, 3.259.0). Undefined where the engine cannot be seen, and
 * where another pack loads this one: the file is that pack's.
 */
export function policyPackConfigFile(
  engine: EngineProcess | undefined,
  environment: Environment,
  packFolder: string,
): string | undefined {
  if (engine?.commandLine === undefined) return undefined;
  const { policyPack, policyPackConfig } = engineArguments(engine.commandLine);
  const packs = policyPack ?? listOption(environment, "policy-pack");
  const files = policyPackConfig ?? listOption(environment, "policy-pack-config");
  const own = real(packFolder);
  const at = packs.findIndex((pack) => real(path.resolve(engine.folder, pack)) === own);
  const file = files[at];
  return own === undefined || file === undefined ? undefined : path.resolve(engine.folder, file);
}

function real(folder: string): string | undefined {
  try {
    return realpathSync(folder);
  } catch {
    return undefined;
  }
}
