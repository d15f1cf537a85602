/**
 * DescribeInstances and DescribeDisks answers, read into exact types. The same code reads what the API answered and what
 * a lock file holds. Pure; never throws, whatever it is given.
 */
import {
  isInUse,
  isLocked,
  SECURITY,
  type DiskStatus,
  type Evidence,
  type InstanceStatus,
} from "../../domain/statuses";
import { known, notKnown, type LookUp } from "../../domain/lookUps";
import { field, text } from "../json";

/** Where an answer came from: its statuses carry the evidence, its failures the remedy. */
export interface Origin {
  readonly evidence: Evidence;
  readonly remedy: string;
}

export interface Entry<T> {
  readonly id: string;
  /** The region that the answer itself names for the entry. */
  readonly regionId?: string;
  readonly status: LookUp<T>;
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const malformed = (problem: string): { ok: false; problem: string } => ({ ok: false, problem });

/** How one kind of answer is laid out. */
export interface Layout<T> {
  readonly operation: "DescribeInstances" | "DescribeDisks";
  /** Where the list is in an answer. */
  readonly path: readonly [string, string];
  readonly idProperty: "InstanceId" | "DiskId";
  readonly read: (json: unknown, id: string, origin: Origin) => LookUp<T>;
  /** Whether other pages cannot take back what one says: it refuses, or leads to an instance that may. */
  isFinal(status: T): boolean;
}

export const INSTANCES: Layout<InstanceStatus> = {
  operation: "DescribeInstances",
  path: ["Instances", "Instance"],
  idProperty: "InstanceId",
  read: readInstance,
  isFinal: isLocked,
};

export const DISKS: Layout<DiskStatus> = {
  operation: "DescribeDisks",
  path: ["Disks", "Disk"],
  idProperty: "DiskId",
  read: readDisk,
  isFinal: ({ status }) => isInUse(status),
};

/** The entries of one page, each with its status or why it has none. */
export function pageEntries<T>(json: unknown, layout: Layout<T>, origin: Origin): Parsed<readonly Entry<T>[]> {
  const list = field(json, ...layout.path);
  if (!Array.isArray(list)) return malformed(`it has no list ${layout.path.join(".")}`);
  return entriesOf(list, layout, origin);
}

export function entriesOf<T>(list: readonly unknown[], layout: Layout<T>, origin: Origin): Parsed<readonly Entry<T>[]> {
  const entries: Entry<T>[] = [];
  for (const [index, json] of list.entries()) {
    const id = text(field(json, layout.idProperty));
    if (id === undefined) return malformed(`${layout.path.join(".")}[${index}] has no ${layout.idProperty}`);
    const regionId = text(field(json, "RegionId"));
    const status = layout.read(json, id, origin);
    entries.push(regionId === undefined ? { id, status } : { id, regionId, status });
  }
  return parsed(entries);
}

/**
 * By id. An id that is listed twice is known only if both entries are, and say the same; ids that differ in case only
 * are one instance to the API, so neither is known.
 */
export function byId<T extends { readonly evidence: Evidence }>(
  entries: readonly Entry<T>[],
  remedy: string,
): Map<string, LookUp<T>> {
  const statuses = new Map<string, LookUp<T>>();
  for (const { id, status } of entries) {
    const before = statuses.get(id);
    statuses.set(id, before === undefined ? status : agreed(before, status, remedy));
  }
  for (const id of inTwoCases(statuses)) {
    const status = statuses.get(id);
    if (status?.known !== true) continue;
    const origin = { evidence: status.value.evidence, remedy };
    statuses.set(id, failed("it is listed twice, with ids that differ in case", origin));
  }
  return statuses;
}

function inTwoCases(statuses: ReadonlyMap<string, unknown>): string[] {
  const ids = [...statuses.keys()];
  if (new Set(ids.map((id) => id.toLowerCase())).size === ids.length) return [];
  const byFolded = new Map<string, string[]>();
  for (const id of ids) {
    const folded = id.toLowerCase();
    const others = byFolded.get(folded);
    if (others === undefined) byFolded.set(folded, [id]);
    else others.push(id);
  }
  return [...byFolded.values()].filter((same) => same.length > 1).flat();
}

function agreed<T extends { readonly evidence: Evidence }>(
  one: LookUp<T>,
  other: LookUp<T>,
  remedy: string,
): LookUp<T> {
  if (!one.known) return one;
  if (!other.known) return other;
  const told = (value: T): string => JSON.stringify({ ...value, evidence: null });
  if (told(one.value) === told(other.value)) return other;
  return failed("it is listed twice, with different statuses", { evidence: other.value.evidence, remedy });
}

function failed(cause: string, { evidence, remedy }: Origin): LookUp<never> {
  const { requestId, file } = evidence;
  const where = file === undefined ? "in the answer" : `in the lock file ${file}`;
  return notKnown({ cause: `${where} ${cause}`, remedy, ...(requestId === undefined ? {} : { requestId }) });
}

function readInstance(json: unknown, instanceId: string, origin: Origin): LookUp<InstanceStatus> {
  const locks = field(json, "OperationLocks", "LockReason");
  if (!Array.isArray(locks)) return failed("it has no OperationLocks.LockReason", origin);
  const lockReasons = locks.map((lock: unknown) => text(field(lock, "LockReason")));
  if (!lockReasons.every((reason) => reason !== undefined)) {
    return failed("it has a lock without LockReason", origin);
  }
  if (!lockReasons.every(isReadable)) return failed("it has a LockReason that cannot be read for certain", origin);
  const [name, regionId, status] = [
    text(field(json, "InstanceName")),
    text(field(json, "RegionId")),
    text(field(json, "Status")),
  ];
  if ([instanceId, name, regionId, status].some(isTooLong)) return failed(TOO_LONG, origin);
  const found: { -readonly [Name in keyof InstanceStatus]: InstanceStatus[Name] } = {
    instanceId,
    lockReasons,
    evidence: origin.evidence,
  };
  if (name !== undefined) found.name = name;
  if (regionId !== undefined) found.regionId = regionId;
  if (status !== undefined) found.status = status;
  return known(found);
}

/**
 * All reasons that exist are words of plain letters. What is spelt otherwise, or nearly like the security lock's, may be
 * meant for it: blanks, look-alike letters, marks that nobody sees.
 */
function isReadable(reason: string): boolean {
  const word = reason.toLowerCase();
  if (reason.length > 64 || !/^[a-z]+([-_.][a-z]+)*$/.test(word)) return false;
  return word === SECURITY || !word.replace(/[-_.]/g, "").includes("secur");
}

/** Names have 128 characters at most, ids fewer. */
const MOST_CHARACTERS = 300;
const TOO_LONG = `it has a text of more than ${MOST_CHARACTERS} characters`;

const isTooLong = (text: string | undefined): boolean => (text?.length ?? 0) > MOST_CHARACTERS;

function readDisk(json: unknown, diskId: string, origin: Origin): LookUp<DiskStatus> {
  const status = text(field(json, "Status"));
  if (status === undefined) return failed("it has no Status", origin);
  const attachments: unknown = field(json, "Attachments", "Attachment") ?? [];
  if (!Array.isArray(attachments)) return failed("it has an Attachments.Attachment that is not a list", origin);
  const attached = attachments.map((attachment: unknown) => text(field(attachment, "InstanceId")));
  if (attached.includes(undefined)) return failed("it has an attachment without InstanceId", origin);
  const instanceIds = [...new Set([...attached, text(field(json, "InstanceId"))])].filter((id) => id !== undefined);
  if ([diskId, status, ...instanceIds].some(isTooLong)) {
    return failed(TOO_LONG, origin);
  }
  // Without the instance nobody can say whether its lock applies: such a disk must not look like a free one.
  if (isInUse(status) && instanceIds.length === 0) return failed("it is In_use, but no instance is named", origin);
  return known({ diskId, status, instanceIds, evidence: origin.evidence });
}
