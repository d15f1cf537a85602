import type { EngineOptions } from "../analyzer/stackPlan";
import { engineArguments, isTrue, listOption, optionVariable } from "./engineArguments";
import type { Environment } from "./exportEnvironment";
import { matchesAny, narrowing } from "./engineTargets";

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
  environment: Environment,
  projectFile: string | undefined,
): EngineRun {
  const given = engineArguments(commandLine ?? []);
  const variable = (option: string): boolean | undefined => {
    const text = environment[optionVariable(option)];
    return text === undefined || text === "" ? undefined : isTrue(text);
  };
  // Nobody knows where neither is to be seen.
  const unlessGiven = commandLine === undefined ? undefined : false;
  const skipsPreview = given.skipPreview ?? variable("skip-preview") ?? unlessGiven;
  const replaced = [
    ...(given.replace ?? listOption(environment, "replace")),
    ...(given.targetReplace ?? listOption(environment, "target-replace")),
  ];
  const refreshes = given.refresh ?? variable("refresh") ?? (refreshesAlways(projectFile) || unlessGiven);
  const runsProgram = given.runProgram ?? variable("run-program") ?? isTrue(environment.PULUMI_RUN_PROGRAM ?? "");
  return {
    leavesOut: narrowing(commandLine, environment),
    refreshes,
    refreshesFirst: refreshes === true && !runsProgram,
    replaces: (urn) => matchesAny(replaced, urn),
    // `pulumi watch` updates without a preview.
    previewed: skipsPreview === undefined ? undefined : !skipsPreview && commandLine?.includes("watch") !== true,
    targeted: (commandLine ?? []).some((text) => /^(-t|--target)/.test(text)),
  };
}

/** `options.refresh: always` of the project. */
const refreshesAlways = (projectFile = ""): boolean =>
  /(?:^|[{,])\s*["']?refresh["']?\s*:\s*["']?always\b/m.test(projectFile);
