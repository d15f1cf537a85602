/**
 * What a lock file may look like: the answers of DescribeInstances and DescribeDisks as the aliyun CLI prints them. One
 * page, several pages one after another or in an array, the bare list that `--cli-query` leaves, or
 * {"instances": …, "disks": …, "takenAt": …} with any of these inside. Pure; never throws.
 */
import {
  DISKS,
  INSTANCES,
  byId,
  entriesOf,
  malformed,
  pageEntries,
  parsed,
  type Entry,
  type Layout,
  type Origin,
  type Parsed,
} from "../api/answers";
import { field, text } from "../json";
import { jsonDocuments } from "./jsonDocuments";
import { jsonKeys } from "./jsonKeys";
import { timeOf } from "../../domain/times";
import type { DiskStatus, InstanceStatus } from "../../domain/statuses";
import type { LookUp } from "../../domain/lookUps";

export interface LockFileContent {
  /** When the answers were taken: the file's own word, else the file's time; RFC 3339, UTC. */
  readonly at: string;
  readonly instances: ReadonlyMap<string, LookUp<InstanceStatus>>;
  readonly disks: ReadonlyMap<string, LookUp<DiskStatus>>;
  /** The file itself says that there are instances which it does not hold. */
  readonly lacksPages: boolean;
  /** The regions whose instances it holds, all of them: by the counts of the answers, or because it names them itself. */
  readonly regions: ReadonlySet<string>;
}

export const WRITE_AGAIN =
  "write it again with `ecs-lock locks --output FILE` or with `aliyun ecs DescribeInstances --MaxResults 100 …`";

/** Arrays of pages inside a combined document inside an array: nothing sensible is nested deeper. */
const DEEPEST = 4;

interface Collected {
  readonly instances: Entry<InstanceStatus>[];
  readonly disks: Entry<DiskStatus>[];
  /** What the DescribeInstances pages say of each region; of a page without instances the region is the last one's. */
  readonly pages: Map<string, Pages>;
  readonly regions: Set<string>;
  lastRegion: string;
}

interface Pages {
  /** The largest TotalCount. */
  total: number;
  /** A page says how many there are, or what comes next: it is an answer as it was, and not what was picked out of it. */
  isCounted: boolean;
  /** The last page names a following one. */
  followed: boolean;
  readonly listed: Set<unknown>;
}

export function parseLockFile(source: string, file: string, fileTime: Date): Parsed<LockFileContent> {
  const documents = jsonDocuments(source);
  if (!documents.ok) return documents;
  const keys = jsonKeys(source, documents.value);
  if (keys.repeated) return malformed("an object in it has a key twice, and which one counts nobody knows");
  const takenAts = takenAtsIn(documents.value, 0);
  if (takenAts.length !== keys.takenAts) {
    return malformed('its takenAt is not where it is read: write "takenAt" beside instances and disks');
  }
  const takenAt = oldest(takenAts);
  if (!takenAt.ok) return takenAt;
  const at = (takenAt.value ?? fileTime).toISOString();
  const origin: Origin = { evidence: { source: "file", at, file }, remedy: WRITE_AGAIN };
  const collected: Collected = { instances: [], disks: [], pages: new Map(), regions: new Set(), lastRegion: "" };
  const problem = firstProblem(documents.value, (document) => collect(document, collected, origin, 0));
  if (problem !== undefined) return malformed(problem);
  const instances = byId(collected.instances, WRITE_AGAIN);
  const lacksPages = [...collected.pages.values()].some(
    ({ total, followed, listed }) => followed || total > listed.size,
  );
  const { regions } = collected;
  // A list without a count, as --pager and --cli-query leave it, may be a part of the region.
  for (const [region, { isCounted }] of collected.pages) if (isCounted && region !== "") regions.add(region);
  return parsed({ at, instances, disks: byId(collected.disks, WRITE_AGAIN), lacksPages, regions });
}

/** Several documents are as old as their oldest, however they are put together. */
function oldest(takenAts: readonly unknown[]): Parsed<Date | undefined> {
  let found: Date | undefined;
  for (const value of takenAts) {
    const date = new Date(typeof value === "string" && value.includes(":") ? timeOf(value) : Number.NaN);
    if (Number.isNaN(date.getTime()))
      return malformed("its takenAt is not an RFC 3339 time such as 2026-01-31T09:30:00Z");
    if (found === undefined || date < found) found = date;
  }
  return parsed(found);
}

function takenAtsIn(part: unknown, depth: number): readonly unknown[] {
  if (depth > DEEPEST + 1) return [];
  if (Array.isArray(part)) return part.flatMap((item) => takenAtsIn(item, depth + 1));
  const [own, ...inner] = ["takenAt", "instances", "disks"].map((name) => field(part, name));
  return [...(own === undefined ? [] : [own]), ...inner.flatMap((value) => takenAtsIn(value, depth + 1))];
}

/** Adds what one part of the file holds; answers with what is wrong with it, if anything. */
function collect(part: unknown, into: Collected, origin: Origin, depth: number): string | undefined {
  if (depth > DEEPEST) return "it is nested deeper than answers of the ECS API are";
  if (Array.isArray(part)) return firstProblem(part, (item) => collect(item, into, origin, depth + 1));
  // A disk names its instance too, so DiskId is asked first.
  if (field(part, "DiskId") !== undefined) return add(entriesOf([part], DISKS, origin), into.disks);
  if (field(part, "InstanceId") !== undefined) return add(entriesOf([part], INSTANCES, origin), into.instances);
  const has = (name: string): boolean => field(part, name) !== undefined;
  if (!["Instances", "Disks", "instances", "disks"].some(has)) {
    return "it holds something that is no answer of DescribeInstances or DescribeDisks";
  }
  const unread = [part, field(part, "Instances"), field(part, "Disks")].some(hasOthers);
  if (unread) return "it holds lists or objects beside its answers, which nobody reads";
  noteRegions(field(part, "regions"), into);
  if (has("Instances")) notePage(part, into);
  return (
    (has("Instances") ? addPage(part, INSTANCES, into.instances, origin) : undefined) ??
    (has("Disks") ? addPage(part, DISKS, into.disks, origin) : undefined) ??
    firstProblem([field(part, "instances"), field(part, "disks")], (inner) =>
      inner === undefined ? undefined : collect(inner, into, origin, depth + 1),
    )
  );
}

const READ = new Set(["Instances", "Instance", "Disks", "Disk", "instances", "disks", "regions"]);

/** Whether an answer has members that may hold entries and are not read. */
function hasOthers(json: unknown): boolean {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return false;
  return Object.entries(json).some(
    ([name, value]: [string, unknown]) => typeof value === "object" && value !== null && !READ.has(name),
  );
}

function noteRegions(regions: unknown, into: Collected): void {
  if (!Array.isArray(regions)) return;
  for (const region of regions as unknown[]) if (typeof region === "string") into.regions.add(region);
}

function notePage(page: unknown, into: Collected): void {
  const listed = field(page, "Instances", "Instance");
  const items = Array.isArray(listed) ? (listed as unknown[]) : [];
  const region = text(field(items[0], "RegionId")) ?? (items.length === 0 ? into.lastRegion : "");
  const total = field(page, "TotalCount");
  const known = into.pages.get(region) ?? { total: 0, isCounted: false, followed: false, listed: new Set() };
  for (const item of items) known.listed.add(field(item, "InstanceId"));
  known.isCounted ||= typeof total === "number" || field(page, "NextToken") !== undefined;
  known.total = Math.max(known.total, typeof total === "number" ? total : 0);
  known.followed = text(field(page, "NextToken")) !== undefined;
  into.pages.set(region, known);
  into.lastRegion = region;
}

function addPage<T>(page: unknown, layout: Layout<T>, into: Entry<T>[], origin: Origin): string | undefined {
  return add(pageEntries(page, layout, origin), into);
}

function add<T>(entries: Parsed<readonly Entry<T>[]>, into: Entry<T>[]): string | undefined {
  if (!entries.ok) return entries.problem;
  for (const entry of entries.value) into.push(entry);
  return undefined;
}

function firstProblem(parts: readonly unknown[], problemOf: (part: unknown) => string | undefined): string | undefined {
  for (const part of parts) {
    const problem = problemOf(part);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
