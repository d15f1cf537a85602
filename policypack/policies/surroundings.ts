import { createRequire } from "node:module";
import path from "node:path";
import { findEngine, type EngineProcess } from "../engine/state/engineProcess";
import { engineRun } from "../engine/state/engineOptions";
import { exportedState, stateInFile, type ExportCommand } from "../engine/state/stackExport";
import { type PriorState } from "../review/priorState";
import { findProjectDir, projectFile } from "../engine/state/projectFolder";
import type * as locks from "../locks/lockSources";
import { isMapped } from "../resources";
import type { Configuration } from "../configuration/configuration";
import type { Surroundings } from "./runState";

// What look-ups need is loaded when a change needs them.
const load = createRequire(__filename);

/**
 * What the engine tells the pack's process in its environment. The export of the stack starts here, so that it runs
 * beside the program.
 */
export function surroundingsOf(environment: NodeJS.ProcessEnv): Surroundings {
  const engine = findEngine();
  const command = exportCommand(environment, engine);
  return {
    preview: environment.PULUMI_NODEJS_DRY_RUN === "true",
    priorState: command === undefined ? undefined : priorStateOf(command),
    sources: (configuration) => {
      const projectDir = configuration.projectDir ?? command?.projectDir ?? process.cwd();
      const { lockSources } = load("../locks/lockSources") as typeof locks;
      return lockSources(inProject(configuration, projectDir), { environment, projectDir });
    },
    ...engineRun(engine?.commandLine, environment, projectFile(command?.projectDir)),
    now: Date.now,
  };
}

function priorStateOf(command: ProjectCommand): Surroundings["priorState"] {
  const early = exportedState(command, isMapped);
  return (configuration) => chosenState(configuration, command, early);
}

/** The pack runs in its own folder, of which the writer of a configuration knows nothing: files are the project's. */
function inProject(configuration: Configuration, folder: string): Configuration {
  const { lockFile } = configuration;
  return lockFile === undefined ? configuration : { ...configuration, lockFile: path.resolve(folder, lockFile) };
}

function chosenState(configuration: Configuration, command: ProjectCommand, early: PriorState): PriorState {
  const { priorState, priorStateFile, projectDir } = configuration;
  if (priorState === "file" && priorStateFile !== undefined) {
    return stateInFile(path.resolve(projectDir ?? command.projectDir, priorStateFile), isMapped, command.stack);
  }
  return projectDir === undefined ? early : exportedState({ ...command, folder: projectDir }, isMapped);
}

interface ProjectCommand extends ExportCommand {
  /** Where Pulumi.yaml is, if it was found. */
  readonly projectDir: string;
}

/** Undefined: no stack is under preview. */
function exportCommand(environment: NodeJS.ProcessEnv, engine: EngineProcess | undefined): ProjectCommand | undefined {
  const project = environment.PULUMI_NODEJS_PROJECT ?? "";
  const stack = environment.PULUMI_NODEJS_STACK ?? "";
  if (project === "" || stack === "") return undefined;
  const inEngines = findProjectDir(project, [engine?.folder]);
  const projectDir = inEngines ?? findProjectDir(project, [environment.PWD, process.cwd()]) ?? process.cwd();
  return {
    executable: engine?.executable ?? "pulumi",
    stack: { organization: environment.PULUMI_NODEJS_ORGANIZATION ?? "", project, stack },
    projectDir,
    // In a folder of the project, a relative backend URL of the environment is relative to that folder.
    folder: (inEngines === undefined ? undefined : engine?.folder) ?? projectDir,
  };
}
