import path from "node:path";
import { findEngine } from "../changes/engineProcess";
import { exportedState, stateInFile, type ExportCommand, type PriorState } from "../changes/priorState";
import { findProjectDir } from "../changes/projectDir";
import { lockSources } from "../locks/lockSources";
import { MAPPED_TYPES } from "../resources";
import type { Configuration } from "./configuration";
import type { Surroundings } from "./session";

const mapped = new Set(MAPPED_TYPES);
const wanted = (type: string): boolean => mapped.has(type);

/**
 * What the engine tells the pack's process in its environment. The export of the stack starts here, so that it runs
 * beside the program.
 */
export function surroundingsOf(environment: NodeJS.ProcessEnv): Surroundings {
  const command = exportCommand(environment);
  return {
    preview: environment.PULUMI_NODEJS_DRY_RUN === "true",
    priorState: command === undefined ? undefined : priorStateOf(command),
    sources: (configuration) => {
      const projectDir = configuration.projectDir ?? command?.folder ?? process.cwd();
      return lockSources(inProject(configuration, projectDir), { environment, projectDir });
    },
    now: Date.now,
  };
}

function priorStateOf(command: ExportCommand): Surroundings["priorState"] {
  const early = exportedState(command, wanted);
  return (configuration) => chosenState(configuration, command, early);
}

/** The pack runs in its own folder, of which the writer of a configuration knows nothing: files are the project's. */
function inProject(configuration: Configuration, folder: string): Configuration {
  const { lockFile } = configuration;
  return lockFile === undefined ? configuration : { ...configuration, lockFile: path.resolve(folder, lockFile) };
}

function chosenState(configuration: Configuration, command: ExportCommand, early: PriorState): PriorState {
  const { priorState, priorStateFile, projectDir } = configuration;
  if (priorState === "file" && priorStateFile !== undefined) {
    return stateInFile(path.resolve(projectDir ?? command.folder, priorStateFile), wanted);
  }
  return projectDir === undefined ? early : exportedState({ ...command, folder: projectDir }, wanted);
}

/** Undefined: no stack is under preview. */
function exportCommand(environment: NodeJS.ProcessEnv): ExportCommand | undefined {
  const project = environment.PULUMI_NODEJS_PROJECT ?? "";
  const stack = environment.PULUMI_NODEJS_STACK ?? "";
  if (project === "" || stack === "") return undefined;
  const engine = findEngine();
  const folder = findProjectDir(project, [engine?.folder, environment.PWD, process.cwd()]);
  return {
    executable: engine?.executable ?? "pulumi",
    stack: { organization: environment.PULUMI_NODEJS_ORGANIZATION ?? "", project, stack },
    folder: folder ?? process.cwd(),
  };
}
