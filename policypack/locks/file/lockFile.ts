/** Lock statuses from a file: the answers of DescribeInstances and DescribeDisks, taken beforehand. */
import { readRegularFile } from "../regularFile";
import { WRITE_AGAIN, parseLockFile, type LockFileContent } from "./lockFileFormat";
import { isInUse, isLocked, type DiskStatus, type InstanceStatus } from "../../domain/statuses";
import { known, notKnown, type Failure, type LookUp } from "../../domain/lookUps";
import type { LockSource, Statuses, StatusesAtHand, Wanted } from "../../review/lookUps/lockSource";

export interface LockFileOptions {
  readonly maxAgeMinutes: number;
  readonly now?: () => Date;
  /** Larger files are not read; 256 MiB unless told. */
  readonly maxBytes?: number;
}

interface SourceAtHand extends LockSource {
  readonly atHand: StatusesAtHand;
}

/** One file serves every account and region; what is locked "in the region" needs to know which. */
export interface FileLockSource extends SourceAtHand {
  inRegion(regionId: string): SourceAtHand;
}

const MAX_BYTES = 256 * 1024 * 1024;
const MINUTE = 60_000;
/** Clocks of two machines differ a little; a time further ahead would keep a file fresh for ever. */
const MAX_AHEAD_MINUTES = 5;

export function lockFileSource(path: string, options: LockFileOptions): FileLockSource {
  let content: LookUp<LockFileContent> | undefined;
  const read = (): LookUp<LockFileContent> => (content ??= readLockFile(path, options));
  const atHand: StatusesAtHand = {
    instance: (id) => instanceIn(read(), id, path),
    disk: (id) => diskIn(read(), id, path),
  };
  const source = (regionId?: string): SourceAtHand => ({
    atHand,
    lookUp: (wanted) => Promise.resolve(select(atHand, wanted)),
    lockedInRegion: () => Promise.resolve(locked(read(), path, regionId)),
  });
  return { ...source(), inRegion: source };
}

function readLockFile(path: string, options: LockFileOptions): LookUp<LockFileContent> {
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  const file = readRegularFile(path, maxBytes);
  switch (file.kind) {
    case "notRegular":
      return unusable(path, "is not a regular file");
    case "tooLarge":
      return unusable(path, `is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB`);
    case "failed":
      return unusable(path, `cannot be read (${file.problem})`, "set lockFile to a file that the preview can read");
    case "read": {
      const content = parseLockFile(decode(file.bytes), path, file.modified);
      if (!content.ok) return unusable(path, `cannot be used: ${content.problem}`);
      return fresh(content.value, path, options) ?? known(content.value);
    }
  }
}

/** PowerShell's `>` writes UTF-16 with a byte order mark. */
function decode(bytes: Buffer): string {
  const isUtf16 = bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}

function unusable(path: string, cause: string, remedy: string = WRITE_AGAIN): LookUp<never> {
  return notKnown({ cause: `the lock file ${path} ${cause}`, remedy });
}

/** Undefined for a file that is recent enough. */
function fresh(content: LockFileContent, path: string, options: LockFileOptions): LookUp<never> | undefined {
  const age = ((options.now ?? (() => new Date()))().getTime() - Date.parse(content.at)) / MINUTE;
  if (age < -MAX_AHEAD_MINUTES) return unusable(path, `is of ${content.at}, which is in the future`);
  if (age <= options.maxAgeMinutes) return undefined;
  const cause = `is of ${content.at}, ${Math.floor(age)} minutes old (lockFileMaxAgeMinutes is ${options.maxAgeMinutes})`;
  return unusable(path, cause, WRITE_AGAIN);
}

const instanceIn = (content: LookUp<LockFileContent>, id: string, path: string): LookUp<InstanceStatus> =>
  content.known ? (content.value.instances.get(id) ?? absent(content.value, path, "instance")) : content;
const diskIn = (content: LookUp<LockFileContent>, id: string, path: string): LookUp<DiskStatus> =>
  content.known ? (content.value.disks.get(id) ?? absent(content.value, path, "disk")) : content;

function select(atHand: StatusesAtHand, wanted: Wanted): Statuses {
  const disks = new Map(wanted.diskIds.map((id) => [id, atHand.disk(id)]));
  const instanceIds = [...wanted.instanceIds, ...attachedTo(disks)];
  return { instances: new Map(instanceIds.map((id) => [id, atHand.instance(id)])), disks };
}

/** The instances whose lock counts for these disks. */
export function attachedTo(disks: ReadonlyMap<string, LookUp<DiskStatus>>): string[] {
  return [...disks.values()].flatMap((disk) =>
    disk.known && isInUse(disk.value.status) ? [...disk.value.instanceIds] : [],
  );
}

function absent(content: LockFileContent, path: string, what: "instance" | "disk"): LookUp<never> {
  const pages = content.lacksPages && what === "instance" ? " (it holds some of the pages only)" : "";
  const operation = what === "instance" ? "DescribeInstances" : "DescribeDisks";
  const failure: Failure = {
    cause: `the lock file ${path} does not list this ${what}${pages}`,
    remedy: `add the ${operation} answer that lists it, with all pages, or set lockSource to "api"`,
  };
  return notKnown(failure);
}

/** What is locked in a region, where the file can tell; in all of them, where the region is not known. */
function locked(
  content: LookUp<LockFileContent>,
  path: string,
  regionId: string | undefined,
): LookUp<readonly InstanceStatus[]> {
  if (!content.known) return content;
  const { instances, lacksPages, regions } = content.value;
  const all = [...instances.values()];
  const found = all
    .flatMap((status) => (status.known && isLocked(status.value) ? [status.value] : []))
    .filter((status) => regionId === undefined || (status.regionId ?? regionId) === regionId);
  if (found.length > 0) return known(found);
  const unclear = all.find((status) => !status.known);
  if (unclear !== undefined) return notKnown(unclear.failure);
  if (lacksPages) return unusable(path, "holds some of the pages only, and lists no locked instance");
  if (regionId === undefined || regions.has(regionId)) return known(found);
  const remedy = `write it with \`ecs-lock locks --region ${regionId} --output FILE\`, which names the regions it asked`;
  return unusable(path, `says nothing of region ${regionId}`, remedy);
}

/** What `ecs-lock locks` has found. */
export interface Found {
  readonly instances: readonly InstanceStatus[];
  readonly disks: readonly DiskStatus[];
  /** The regions of which all instances are there. */
  readonly regions: readonly string[];
}

/** The combined form of a lock file, as `ecs-lock locks --output` writes it. */
export function lockFileText({ instances, disks, regions }: Found, takenAt: Date): string {
  const content = {
    takenAt: takenAt.toISOString(),
    ...(regions.length === 0 ? {} : { regions }),
    instances: { Instances: { Instance: instances.map(instanceJson) } },
    disks: { Disks: { Disk: disks.map(diskJson) } },
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function instanceJson(status: InstanceStatus): object {
  return {
    InstanceId: status.instanceId,
    InstanceName: status.name,
    RegionId: status.regionId,
    Status: status.status,
    OperationLocks: { LockReason: status.lockReasons.map((reason) => ({ LockReason: reason })) },
  };
}

function diskJson(status: DiskStatus): object {
  const [instanceId] = status.instanceIds;
  return {
    DiskId: status.diskId,
    Status: status.status,
    InstanceId: instanceId ?? "",
    Attachments: { Attachment: status.instanceIds.map((id) => ({ InstanceId: id })) },
  };
}
