import { statSync } from "node:fs";
import path from "node:path";
import type { Configuration } from "../configuration/configuration";
import { readConfiguration } from "../configuration/configurationFile";
import type { Levels } from "../configuration/policyPackConfig";
import type { Environment } from "../locks/api/endpoint";
import { isRegionId } from "../locks/credentials/region";
import { withProfile } from "../locks/credentials/providerConfiguration";
import type { Edition } from "../operations/behavior";
import { printable } from "../report/phrases";
import { systemProblem } from "../locks/systemError";
import { CliFailure, STATUS } from "./failure";
import type { Surroundings } from "./surroundings";

/** What the commands that look statuses up have in common. */
export interface LookUpOptions {
  readonly locks?: string;
  readonly live?: boolean;
  readonly edition?: Edition;
  readonly config?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly timeout?: number;
}

/** What comes of the options and of the file that --config names. */
export interface SettledOptions {
  readonly configuration: Configuration;
  readonly levels: Levels;
  /** That of the process, with the profile that --profile chooses. */
  readonly environment: Environment;
}

/** Settles the options, and ends at once where a file that they name is not there. */
export async function settledOptions(options: LookUpOptions, { environment }: Surroundings): Promise<SettledOptions> {
  const { configuration, levels } = await readConfiguration(options.config);
  const { locks, live, edition, endpoint, timeout } = options;
  const settled: Configuration = {
    ...filesInProject(configuration),
    ...(locks === undefined ? {} : { lockSource: "file", lockFile: locks }),
    ...(live === true ? { lockSource: "api" } : {}),
    ...(edition === undefined ? {} : { edition }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(timeout === undefined ? {} : { timeoutSeconds: timeout }),
  };
  if (settled.lockSource === "file" && settled.lockFile !== undefined) requireLockFile(settled.lockFile);
  return { configuration: settled, levels, environment: withProfile(environment, options.profile) };
}

/** A file that is not there would make every operation undecided, once for each. */
function requireLockFile(file: string): void {
  try {
    statSync(file);
  } catch (error) {
    throw new CliFailure(
      `the lock file ${printable(file)} cannot be read (${systemProblem(error)}): write it with \`ecs-lock locks --output FILE\``,
    );
  }
}

/** As for the pack: what the configuration names is the project's, wherever the command runs. */
function filesInProject(configuration: Configuration): Configuration {
  const { projectDir = ".", lockFile, priorStateFile } = configuration;
  const inProject = (file: string): string => (path.isAbsolute(file) ? file : path.join(projectDir, file));
  return {
    ...configuration,
    ...(lockFile === undefined ? {} : { lockFile: inProject(lockFile) }),
    ...(priorStateFile === undefined ? {} : { priorStateFile: inProject(priorStateFile) }),
  };
}

/** A folder on another Windows drive has no relative path, and stays absolute. */
export const projectFileOf = ({ projectDir = "." }: Configuration): string =>
  path
    .relative("", path.join(path.resolve(projectDir), "Pulumi.yaml"))
    .split(path.sep)
    .join("/");

/** Whether statuses are to be looked up at all: an option says so, or the file that --config names. */
export const asksForStatuses = ({ locks, live, config }: LookUpOptions): boolean =>
  live === true || locks !== undefined || config !== undefined;

const REGION_VARIABLES = ["ALICLOUD_REGION", "ALIBABA_CLOUD_REGION"];

/** The region of the environment, by its variable; undefined: it names none. */
export function regionIn(environment: Environment): string | undefined {
  const name = REGION_VARIABLES.find((variable) => (environment[variable] ?? "").trim() !== "");
  return name === undefined ? undefined : requireRegion(environment[name] ?? "", name);
}

/** A region as an option or a variable gives it. */
export function requireRegion(given: string, source: string): string {
  const region = given.trim();
  if (isRegionId(region)) return region;
  const shown = printable(JSON.stringify(region.slice(0, 80)));
  throw new CliFailure(
    `${source}: ${shown} is not a region id of Alibaba Cloud: name one such as cn-hangzhou`,
    STATUS.usage,
  );
}
