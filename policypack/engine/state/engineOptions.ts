import { parseArgs } from "node:util";
import type { EngineOptions } from "../analyzer/stackPlan";
import { narrowing } from "./engineTargets";

/** What the engine was told to do, and whether this update has had a preview. */
export interface EngineRun extends EngineOptions {
  readonly previewed: boolean | undefined;
  /** Told to go for some resources only (`--target`), beside which it takes no `--exclude`. */
  readonly targeted: boolean;
}

/**
 * What the engine's command line, its environment and its project file say of the run; no policy is told. Undefined
 * command line: only what the others say.
 */
export function engineRun(
  commandLine: readonly string[] | undefined,
  environment: Readonly<Record<string, string | undefined>>,
  projectFile: string | undefined,
): EngineRun {
  const skips = flag(commandLine, environment, "skip-preview", "f");
  return {
    leavesOut: narrowing(commandLine, environment),
    refreshes: flag(commandLine, environment, "refresh", "r") ?? refreshesAlways(commandLine, projectFile),
    targeted: (commandLine ?? []).some((text) => /^(-t|--target)/.test(text)),
    previewed: skips === undefined ? (commandLine === undefined ? undefined : true) : !skips,
  };
}

/** A switch of the command line, or of the environment where that has none; undefined: neither says. */
function flag(
  commandLine: readonly string[] | undefined,
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  short: string,
): boolean | undefined {
  const { values } = parseArgs({
    args: [...(commandLine ?? [])],
    strict: false,
    allowPositionals: true,
    options: { [name]: { type: "boolean", short } },
  });
  const given = values[name] ?? environment[`PULUMI_OPTION_${name.replaceAll("-", "_").toUpperCase()}`];
  return typeof given === "string" ? isTrue(given) : given;
}

/** As Go's strconv.ParseBool. */
const isTrue = (text: string): boolean => ["1", "t", "T", "TRUE", "true", "True"].includes(text);

/** `options.refresh: always` of the project. Nobody knows where neither is to be seen. */
function refreshesAlways(
  commandLine: readonly string[] | undefined,
  projectFile: string | undefined,
): boolean | undefined {
  if (projectFile !== undefined && /^\s*["']?refresh["']?\s*:\s*["']?always\b/m.test(projectFile)) return true;
  return commandLine === undefined ? undefined : false;
}
