import { createRequire } from "node:module";
import path from "node:path";
import { known, notKnown, type Failure, type LookUp } from "../domain/lookUps";
import type { EngineProcess } from "../engine/state/engineProcess";
import { findEngine, isWithoutEngine } from "../engine/state/findEngine";
import { policyPackConfigFile } from "../engine/state/policyPackConfigFile";
import { engineRun } from "../engine/state/engineOptions";
import { engineVersion, replacesDependants } from "../engine/state/engineVersion";
import {
  mayHoldProject,
  placeByName,
  placeOfEngine,
  projectFile,
  type ProjectPlace,
} from "../engine/state/projectFolder";
import { exportedState, stateInFile, type ExportCommand } from "../engine/state/stackExport";
import type { PriorState } from "../review/priorState";
import type * as configurationFile from "../configuration/configurationFile";
import type * as locks from "../locks/lockSources";
import { isMapped } from "../resources";
import { failingSource, type LockSources } from "../review/lookUps/lockSource";
import type { Configuration } from "../configuration/configuration";
import type { Surroundings } from "./runState";

// What look-ups need is loaded when a change needs them.
const load = createRequire(__filename);

/**
 * What the engine tells the pack's process in its environment. The export of the stack starts here, so that it runs
 * beside the program.
 */
export function surroundingsOf(environment: NodeJS.ProcessEnv): Surroundings {
  const engine = findEngine() ?? (isWithoutEngine() ? BY_HAND : undefined);
  const project = environment.PULUMI_NODEJS_PROJECT ?? "";
  const place = placeOf(engine, project, environment);
  const stack = environment.PULUMI_NODEJS_STACK ?? "";
  const command = {
    executable: engine?.executable ?? "pulumi",
    stack: { organization: environment.PULUMI_NODEJS_ORGANIZATION ?? "", project, stack },
    environment,
  };
  const preview = environment.PULUMI_NODEJS_DRY_RUN === "true";
  const run = engineRun(engine?.commandLine, environment, projectFile(place.projectDir));
  // In an update the state that counts is the refreshed one, which is not there yet.
  const isEarly = preview || run.refreshes === false;
  return {
    preview,
    // Otherwise no stack is under preview.
    priorState: project === "" || stack === "" ? undefined : priorStateOf(command, place, isEarly),
    sources: (configuration) => sourcesOf(configuration, environment, place),
    prepareLookUps: (configuration) => (load("../locks/lockSources") as typeof locks).prepareLookUps(configuration),
    unknownPolicies: () => unknownPoliciesIn(policyPackConfigFile(engine, environment, OWN_FOLDER)),
    engineKnown: async () => ({
      replacesDependants: replacesDependants(await engineVersion(command.executable, environment)),
    }),
    ...run,
    now: Date.now,
  };
}

function placeOf(engine: EngineProcess | undefined, project: string, environment: NodeJS.ProcessEnv): ProjectPlace {
  if (engine !== undefined && engine !== BY_HAND) return placeOfEngine(engine.folder);
  const byName = placeByName(project, [environment.PWD, process.cwd()], environment);
  return engine === BY_HAND && byName.exportFolder === undefined ? placeOfEngine(BY_HAND.folder) : byName;
}

/** No engine is there that could work in another folder, with options, or on another state than is read here. */
const BY_HAND: EngineProcess = { executable: "pulumi", folder: process.cwd(), commandLine: [] };

const OWN_FOLDER = path.join(__dirname, "..", "..");

function unknownPoliciesIn(file: string | undefined): readonly string[] {
  if (file === undefined) return [];
  const { unknownPoliciesInFile } = load("../configuration/configurationFile") as typeof configurationFile;
  return unknownPoliciesInFile(file);
}

type EngineCommand = Omit<ExportCommand, "folder">;

/** `isEarly`: the export starts at once, so that it runs beside the program. */
function priorStateOf(command: EngineCommand, place: ProjectPlace, isEarly: boolean): Surroundings["priorState"] {
  const { exportFolder } = place;
  const early = exportFolder === undefined ? undefined : exportedState({ ...command, folder: exportFolder }, isMapped);
  if (isEarly) void early?.read();
  return (configuration) => chosenState(configuration, command, place, early);
}

function chosenState(
  configuration: Configuration,
  command: EngineCommand,
  place: ProjectPlace,
  early: PriorState | undefined,
): PriorState {
  const { priorState, priorStateFile } = configuration;
  const projectDir = projectDirOf(configuration, place);
  if (priorState === "file" && priorStateFile !== undefined) {
    const file = inProject(priorStateFile, projectDir);
    const state = file.known ? stateInFile(file.value, isMapped, command.stack) : notReadable(file.failure);
    // What an update creates is in no file; and what a file lacks may be older than the update.
    return early?.underWay === undefined ? state : { ...state, underWay: early.underWay };
  }
  if (early !== undefined) return early;
  if (projectDir === undefined) return notReadable(noFolder(command.stack.project));
  if (mayHoldProject(projectDir, command.stack.project)) {
    return exportedState({ ...command, folder: projectDir }, isMapped);
  }
  return notReadable(otherFolder(command.stack.project));
}

function sourcesOf(configuration: Configuration, environment: NodeJS.ProcessEnv, place: ProjectPlace): LockSources {
  const { lockSource, lockFile } = configuration;
  const projectDir = projectDirOf(configuration, place);
  const { lockSources } = load("../locks/lockSources") as typeof locks;
  const surroundings = { environment, projectDir: projectDir ?? null };
  if (lockSource !== "file" || lockFile === undefined) return lockSources(configuration, surroundings);
  const file = inProject(lockFile, projectDir);
  if (file.known) return lockSources({ ...configuration, lockFile: file.value }, surroundings);
  const failing = failingSource(file.failure);
  return () => failing;
}

/** A relative projectDir is relative to the project that the engine runs in, if that is known. */
function projectDirOf({ projectDir }: Configuration, place: ProjectPlace): string | undefined {
  if (projectDir === undefined) return place.projectDir;
  if (path.isAbsolute(projectDir)) return projectDir;
  return place.projectDir === undefined ? undefined : path.resolve(place.projectDir, projectDir);
}

/** The pack runs in its own folder, of which the writer of a configuration knows nothing: files are the project's. */
function inProject(file: string, folder: string | undefined): LookUp<string> {
  if (folder !== undefined) return known(path.resolve(folder, file));
  if (path.isAbsolute(file)) return known(file);
  return notKnown({
    cause: `the configured file ${file} is relative to the project's folder, which is not known`,
    remedy: "name that folder with projectDir, or give the file an absolute path",
  });
}

function notReadable(failure: Failure): PriorState {
  const state = Promise.resolve(notKnown(failure));
  return { read: () => state, readWithSecrets: () => state };
}

const noFolder = (project: string): Failure => ({
  cause:
    `the folder of the project ${project} is not known, since the process of the engine cannot be seen here: ` +
    "another backend may have a stack of that name",
  remedy: "name the folder with projectDir, or the backend with PULUMI_BACKEND_URL",
});

const otherFolder = (project: string): Failure => ({
  cause: `projectDir is not the folder of the project ${project}`,
  remedy: "set projectDir to the folder of its Pulumi.yaml",
});
