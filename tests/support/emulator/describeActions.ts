/** DescribeInstances and DescribeDisks with the API's own limits, filters and pages. */
import { refusal, success } from "./answer";
import type { Answer, Refusal } from "./answer";
import type { Cloud, CloudDisk, CloudInstance } from "./cloud";

export interface Asked {
  readonly account: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** Fewer entries a page than asked for: the API may do so at any time. */
  readonly pageSize?: number;
}

export function describeInstances(cloud: Cloud, asked: Asked): Answer {
  const ids = idsOf(asked, "InstanceIds");
  if ("refused" in ids) return ids;
  const reason = asked.parameters.get("LockReason")?.toLowerCase();
  const found = [...cloud.instances.values()]
    .filter((instance) => isAsked(instance, asked, ids.only))
    .filter(({ lockReasons }) => reason === undefined || lockReasons.some((lock) => lock.toLowerCase() === reason));
  return page(found.map(instanceJson), asked, { list: ["Instances", "Instance"], most: 100, least: 1 });
}

export function describeDisks(cloud: Cloud, asked: Asked): Answer {
  const ids = idsOf(asked, "DiskIds");
  if ("refused" in ids) return ids;
  const found = [...cloud.disks.values()].filter((disk) => isAsked(disk, asked, ids.only));
  return page(found.map(diskJson), asked, { list: ["Disks", "Disk"], most: 500, least: 10 });
}

export function describeRegions({ regions }: Cloud): Answer {
  return success({ Regions: { Region: [...regions].map((RegionId) => ({ RegionId, LocalName: RegionId })) } });
}

/** An empty list is a filter that nothing passes. */
function idsOf({ parameters }: Asked, name: string): { readonly only: ReadonlySet<string> | undefined } | Refusal {
  const value = parameters.get(name);
  if (value === undefined) return { only: undefined };
  const ids = parseIds(value);
  if (ids === undefined) return refusal(400, `Invalid${name}.Malformed`, `The ${name} is malformed.`);
  if (ids.length > 100) return refusal(400, `Invalid${name}.TooMany`, `The ${name} has more than 100 ids.`);
  return { only: new Set(ids) };
}

function parseIds(value: string): string[] | undefined {
  try {
    const ids: unknown = JSON.parse(value);
    const isList = Array.isArray(ids) && ids.every((id) => typeof id === "string" && /^[\w-]+$/.test(id));
    return isList ? (ids as string[]) : undefined;
  } catch {
    return undefined;
  }
}

function isAsked(
  { id, account, regionId }: CloudInstance | CloudDisk,
  asked: Asked,
  only: ReadonlySet<string> | undefined,
): boolean {
  const isHere = account === asked.account && regionId === asked.parameters.get("RegionId");
  return isHere && (only === undefined || only.has(id));
}

interface PageRules {
  readonly list: readonly [string, string];
  readonly most: number;
  readonly least: number;
}

function page(entries: readonly object[], { parameters, pageSize }: Asked, rules: PageRules): Answer {
  const max = Number(parameters.get("MaxResults") ?? 10);
  if (!Number.isInteger(max) || max < rules.least || max > rules.most) {
    return refusal(400, "InvalidParameter.MaxResults", "MaxResults is out of bounds.");
  }
  const from = Number(
    Buffer.from(parameters.get("NextToken") ?? "", "base64url")
      .toString("utf8")
      .slice(1) || 0,
  );
  if (!Number.isInteger(from)) return refusal(400, "InvalidParameter.NextToken", "NextToken is not valid.");
  const to = from + Math.min(max, pageSize ?? max);
  const [outer, inner] = rules.list;
  return success({
    [outer]: { [inner]: entries.slice(from, to) },
    TotalCount: entries.length,
    NextToken: to < entries.length ? Buffer.from(`@${to}`).toString("base64url") : "",
  });
}

function instanceJson(instance: CloudInstance): object {
  return {
    InstanceId: instance.id,
    InstanceName: instance.name,
    RegionId: instance.regionId,
    Status: instance.status,
    SecurityGroupIds: { SecurityGroupId: instance.securityGroupIds },
    OperationLocks: { LockReason: instance.lockReasons.map((reason) => ({ LockReason: reason, LockMsg: "" })) },
  };
}

function diskJson(disk: CloudDisk): object {
  return {
    DiskId: disk.id,
    RegionId: disk.regionId,
    Status: disk.status,
    InstanceId: disk.instanceIds[0] ?? "",
    MultiAttach: disk.instanceIds.length > 1 ? "Enabled" : "Disabled",
    Attachments: { Attachment: disk.instanceIds.map((id) => ({ InstanceId: id, Device: "/dev/xvdb" })) },
    OperationLocks: { OperationLock: [] },
  };
}
