import { concurrencyBound } from "../../locks/api/describe";
import { describeRegions } from "../../locks/api/describeRegions";
import type { Environment } from "../../locks/api/endpoint";
import { lockFileText } from "../../locks/file/lockFile";
import { identityOf, lockSources, regionOfEnvironment } from "../../locks/lockSources";
import { isLocked } from "../../domain/statuses";
import { DEFAULTS, type Configuration } from "../../configuration/configuration";
import { matchesAny } from "../../review/exemptions";
import { printable } from "../../report/phrases";
import { CliFailure, STATUS, type Status } from "../failure";
import { isStandardOutput, writeOutput } from "../output";
import { lineWithoutLockFile } from "../ownWords";
import { requireRegion, settledOptions, type LookUpOptions } from "../settledOptions";
import type { Surroundings } from "../surroundings";
import { countLine, regionText } from "./lockedInstances";
import { attachedTo, failuresIn, statusesOfRegion, valuesIn, type RegionStatuses } from "./regionStatuses";

export interface LocksOptions extends Pick<LookUpOptions, "profile" | "endpoint" | "timeout" | "config"> {
  readonly region?: readonly string[];
  readonly allRegions?: boolean;
  readonly instance?: readonly string[];
  readonly name?: readonly string[];
  readonly format?: "text" | "json";
  readonly output?: string;
  readonly exitCode?: boolean;
}

/** A lock file has all of a region, which takes longer than what a preview asks for. */
const LOCKS_TIMEOUT_SECONDS = 300;

interface Asking {
  readonly options: LocksOptions;
  readonly configuration: Configuration;
  readonly environment: Environment;
  readonly surroundings: Surroundings;
  readonly limit: ReturnType<typeof concurrencyBound>;
}

/** What one region has answered. */
interface Looked {
  readonly region: string;
  readonly statuses: RegionStatuses;
}

/** `ecs-lock locks`: what is locked now, or the status of everything as a lock file. */
export async function locks(options: LocksOptions, surroundings: Surroundings): Promise<Status> {
  const takenAt = new Date(surroundings.now());
  const asking = await settled(options, surroundings);
  const regions = await regionsOf(asking);
  const looked = await Promise.all(
    regions.map(async (region) => ({ region, statuses: await statusesIn(region, asking) })),
  );
  const problems = [...problemsIn(looked), ...missingIn(looked, options)];
  if (isText(options)) writeOutput(textOf(looked, options), options.output, surroundings);
  else if (problems.length === 0) writeLockFile(looked, takenAt, options, surroundings);
  // A lock file that lacks a part of the region would make its instances undecided much later.
  const unwritten = isText(options) ? "" : "; no lock file was written";
  for (const problem of problems) surroundings.stderr.write(`ecs-lock: ${problem}${unwritten}\n`);
  return statusOf(looked, problems, options);
}

async function settled(options: LocksOptions, surroundings: Surroundings): Promise<Asking> {
  const { configuration, environment } = await settledOptions(options, surroundings);
  const byDefault = configuration.timeoutSeconds === DEFAULTS.timeoutSeconds && options.timeout === undefined;
  const timeoutSeconds = byDefault ? LOCKS_TIMEOUT_SECONDS : configuration.timeoutSeconds;
  const asked: Configuration = { ...configuration, lockSource: "api", timeoutSeconds };
  return { options, configuration: asked, environment, surroundings, limit: concurrencyBound() };
}

const isText = ({ format, output }: LocksOptions): boolean =>
  (format ?? (isStandardOutput(output) ? "text" : "json")) === "text";

/** The regions to ask: those named, all of the account, or the one of the environment or the profile. */
async function regionsOf(asking: Asking): Promise<readonly string[]> {
  const { options, environment, surroundings } = asking;
  if (options.region !== undefined) {
    return [...new Set(options.region.map((region) => requireRegion(region, "--region")))];
  }
  if (options.allRegions === true) return allRegions(asking);
  const stated = regionOfEnvironment({ environment, now: () => new Date(surroundings.now()) });
  if (stated !== undefined) return [requireRegion(stated, "the region of the environment or the profile")];
  throw new CliFailure(
    "no region is named: name one with --region, set ALICLOUD_REGION, or ask all with --all-regions",
    STATUS.usage,
  );
}

/** DescribeRegions is answered alike wherever it is asked. */
async function allRegions({ configuration, environment, surroundings }: Asking): Promise<readonly string[]> {
  const now = (): Date => new Date(surroundings.now());
  const identity = identityOf({ settings: {} }, configuration, { environment, now });
  const found = identity.known
    ? await describeRegions(identity.value, { environment, now }, configuration.timeoutSeconds)
    : identity;
  if (found.known) return found.value;
  throw new CliFailure(lineWithoutLockFile(found.failure));
}

async function statusesIn(region: string, asking: Asking): Promise<RegionStatuses> {
  const { options, configuration, environment, surroundings, limit } = asking;
  // Asking for the locked ones only is one call.
  if (isText(options) && options.name === undefined && options.instance === undefined) return lockedIn(region, asking);
  const now = (): Date => new Date(surroundings.now());
  const identity = identityOf({ settings: { region } }, configuration, { environment, now });
  if (!identity.known) return { instances: [], disks: [], failures: [identity.failure] };
  const found = await statusesOfRegion(identity.value, {
    instanceIds: options.instance,
    withDisks: !isText(options),
    environment,
    timeoutSeconds: configuration.timeoutSeconds,
    now,
    limit,
    progress: (instances, disks) =>
      void surroundings.stderr.write(`${region}: ${instances} instances and ${disks} disks so far …\n`),
  });
  return only(found, options);
}

async function lockedIn(region: string, { configuration, environment, surroundings }: Asking): Promise<RegionStatuses> {
  const sourceOf = lockSources(configuration, { environment, now: () => new Date(surroundings.now()) });
  const locked = await sourceOf({ settings: { region } }).lockedInRegion();
  return { instances: valuesIn([locked]).flat(), disks: [], failures: failuresIn([locked]) };
}

/** The instances that were asked for and their disks. */
function only({ instances, disks, failures }: RegionStatuses, { instance, name }: LocksOptions): RegionStatuses {
  if (instance === undefined && name === undefined) return { instances, disks, failures };
  const inOrder =
    instance === undefined
      ? instances
      : instance.flatMap((id) => instances.filter(({ instanceId }) => instanceId === id));
  const kept = inOrder.filter(
    (status) => name === undefined || name.some((pattern) => matchesAny(pattern, [status.name ?? ""])),
  );
  return { instances: kept, disks: attachedTo(disks, kept), failures };
}

const problemsIn = (looked: readonly Looked[]): string[] =>
  looked.flatMap(({ region, statuses }) => {
    const lines = statuses.failures.map((failure) => `${region}: ${lineWithoutLockFile(failure)}`);
    return [...new Set(lines)];
  });

/** What was named and is in no region that has answered. */
function missingIn(looked: readonly Looked[], { instance = [], name = [] }: LocksOptions): string[] {
  if (looked.some(({ statuses }) => statuses.failures.length > 0)) return [];
  const found = looked.flatMap(({ statuses }) => statuses.instances);
  const where = looked.length > 3 ? `${looked.length} regions` : looked.map(({ region }) => region).join(", ");
  const missing = [
    ...[...new Set(instance)]
      .filter((id) => !found.some(({ instanceId }) => instanceId === id))
      .map((id) => `instance ${id}`),
    ...name
      .filter((pattern) => !found.some((status) => matchesAny(pattern, [status.name ?? ""])))
      .map((pattern) => `an instance of the name ${pattern}`),
  ];
  return missing.map(
    (what) =>
      `${printable(what)} was not found in ${where}: check it, --region, and the account and permissions of the credentials`,
  );
}

const textOf = (looked: readonly Looked[], options: LocksOptions): string => {
  const named = options.instance !== undefined || options.name !== undefined;
  return looked.map(({ region, statuses }) => regionText(region, statuses, named)).join("");
};

function writeLockFile(
  looked: readonly Looked[],
  takenAt: Date,
  { instance, name, output }: LocksOptions,
  surroundings: Surroundings,
): void {
  const instances = looked.flatMap(({ statuses }) => statuses.instances);
  const disks = looked.flatMap(({ statuses }) => statuses.disks);
  const whole = instance === undefined && name === undefined ? looked.map(({ region }) => region) : [];
  writeOutput(lockFileText({ instances, disks, regions: whole }, takenAt), output, surroundings);
  if (isStandardOutput(output)) return;
  surroundings.stderr.write(`${countLine(instances, disks)} written to ${printable(output)}\n`);
}

function statusOf(looked: readonly Looked[], problems: readonly string[], { exitCode }: LocksOptions): Status {
  const someLocked = looked.some(({ statuses }) => statuses.instances.some(isLocked));
  if (exitCode === true && someLocked) return STATUS.refused;
  return problems.length > 0 ? STATUS.cannotSay : STATUS.ok;
}
