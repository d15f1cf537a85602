import { identityOf, lockSources } from "../../locks/lockSources";
import { lockFileText } from "../../locks/file/lockFile";
import { isLocked, type DiskStatus, type InstanceStatus } from "../../domain/statuses";
import { type Failure, type LookUp } from "../../domain/lookUps";
import { DEFAULTS } from "../../configuration/configuration";
import { printable, seen } from "../../report/phrases";
import { columns } from "../columns";
import { CliFailure, STATUS, type Status } from "../failure";
import { writeOutput } from "../output";
import { statusesOfRegion, type RegionStatuses } from "./regionStatuses";
import type { Surroundings } from "../surroundings";

export interface LocksOptions {
  readonly region: readonly string[];
  readonly instance?: readonly string[];
  /** Seconds. */
  readonly timeout: number;
  readonly output?: string;
}

/** `ecs-lock locks`: what is locked now; with `--output` the status of everything, as a lock file. */
export async function locks(options: LocksOptions, surroundings: Surroundings): Promise<Status> {
  const takenAt = new Date(surroundings.now());
  const regions = [...new Set(options.region)];
  const looked = await Promise.all(
    regions.map(async (region) => ({ region, statuses: await statusesIn(region, options, surroundings) })),
  );
  const failed = looked.flatMap(({ region, statuses }) => statuses.failures.map((failure) => ({ region, failure })));
  if (options.output === undefined) {
    surroundings.stdout.write(looked.map(({ region, statuses }) => regionText(region, statuses, options)).join("\n"));
  } else if (failed.length === 0) {
    const instances = looked.flatMap(({ statuses }) => statuses.instances);
    const disks = looked.flatMap(({ statuses }) => statuses.disks);
    const whole = options.instance === undefined ? regions : [];
    writeOutput(lockFileText({ instances, disks, regions: whole }, takenAt), options.output, surroundings);
    surroundings.stderr.write(`${countLine(instances, disks)} written to ${printable(options.output)}\n`);
  }
  const [first] = failed;
  if (first === undefined) return STATUS.ok;
  // A lock file that lacks a part of the region would make its instances undecided much later.
  const unwritten = options.output === undefined ? "" : "; no lock file was written";
  throw new CliFailure(`${first.region}: ${failureLine(first.failure)}${unwritten}`);
}

const failureLine = ({ cause, remedy }: Failure): string => `${cause}; ${remedy}`;

const counted = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;

function countLine(instances: readonly InstanceStatus[], disks: readonly DiskStatus[]): string {
  const locked = instances.filter(isLocked).length;
  return `${counted(instances.length, "instance")} (${locked} locked) and ${counted(disks.length, "disk")}`;
}

async function statusesIn(region: string, options: LocksOptions, surroundings: Surroundings): Promise<RegionStatuses> {
  const { environment, stderr } = surroundings;
  const now = (): Date => new Date(surroundings.now());
  // Asking for the locked ones only is one call.
  if (options.output === undefined) return lookedUp(region, options, surroundings);
  const identity = identityOf({ settings: { region } }, {}, { environment, now });
  if (!identity.known) return { instances: [], disks: [], failures: [identity.failure] };
  const found = await statusesOfRegion(identity.value, {
    instanceIds: options.instance,
    environment,
    timeoutSeconds: options.timeout,
    now,
    progress: (instances, disks) =>
      void stderr.write(`${printable(region)}: ${instances} instances and ${disks} disks so far …\n`),
  });
  return options.instance === undefined ? found : only(found, options.instance, region);
}

async function lookedUp(region: string, options: LocksOptions, surroundings: Surroundings): Promise<RegionStatuses> {
  const { environment } = surroundings;
  const configuration = { ...DEFAULTS, timeoutSeconds: options.timeout };
  const sourceOf = lockSources(configuration, { environment, now: () => new Date(surroundings.now()) });
  const source = sourceOf({ settings: { region } });
  if (options.instance === undefined) return parted([await source.lockedInRegion()].map(flattened).flat());
  const { instances } = await source.lookUp({ instanceIds: options.instance, diskIds: [] });
  return parted([...instances.values()]);
}

const flattened = <T>(found: LookUp<readonly T[]>): LookUp<T>[] =>
  found.known ? found.value.map((value) => ({ known: true, value })) : [found];

const parted = (found: readonly LookUp<InstanceStatus>[]): RegionStatuses => ({
  instances: found.flatMap((one) => (one.known ? [one.value] : [])),
  disks: [],
  failures: found.flatMap((one) => (one.known ? [] : [one.failure])),
});

/** Every instance that was asked for, and nothing else. */
function only({ instances, disks, failures }: RegionStatuses, ids: readonly string[], region: string): RegionStatuses {
  const missing = ids.filter((id) => !instances.some(({ instanceId }) => instanceId === id));
  const absent = missing.map((id) => ({
    cause: `instance ${id} is not found in region ${region} of this account`,
    remedy: "check the id, the region and the credentials",
  }));
  return {
    instances,
    disks: disks.filter(({ instanceIds }) => instanceIds.some((id) => ids.includes(id))),
    failures: failures.length > 0 ? failures : absent,
  };
}

function regionText(region: string, { instances, failures }: RegionStatuses, options: LocksOptions): string {
  const locked = instances.filter(isLocked);
  const shown = options.instance === undefined ? locked : instances;
  if (shown.length === 0) {
    return failures.length > 0 ? "" : `${printable(region)}: no instance is locked for security reasons\n`;
  }
  const headline = `${printable(region)}: ${locked.length === 1 ? "1 instance is" : `${locked.length} instances are`} locked for security reasons`;
  const rows = shown.map((instance) => [
    `  ${printable(instance.instanceId)}`,
    printable(instance.name ?? ""),
    printable(instance.status ?? ""),
    instance.lockReasons.length === 0 ? "not locked" : `locked: ${instance.lockReasons.map(printable).join(", ")}`,
  ]);
  const [first] = shown;
  return [headline, ...columns(rows), ...(first === undefined ? [] : [`  ${seen(first.evidence)}`]), ""].join("\n");
}
