import type { Target } from "../../domain/targets";
import { AFFECTED_OPERATIONS, behaviorOf, createsInstances, type Edition } from "../../operations/behavior";
import { targetKinds } from "../../operations/targets";
import { wrapped } from "../columns";

/** What is refused on a target of a locked instance, by what the operations act on. */
export function refusedOn(target: Target, edition: Edition): string[] {
  const refused = AFFECTED_OPERATIONS.filter(
    (operation) => isRefused(operation, edition) && !createsInstances(operation),
  );
  const onDisks = refused.filter((operation) => targetKinds(operation)?.includes("disk") === true);
  const onInstance = refused.filter((operation) => !onDisks.includes(operation));
  const list = (words: string, operations: readonly string[]): string[] =>
    operations.length === 0 ? [] : [`${words}:`, ...wrapped(operations.join(", "), "  ")];
  return [
    ...(target.kind === "disk" ? [] : list(`Refused on the instance (edition ${edition})`, onInstance)),
    ...list(`Refused on a disk while it is in use there (edition ${edition})`, onDisks),
  ];
}

const isRefused = (operation: string, edition: Edition): boolean =>
  behaviorOf(operation, edition).behavior !== "unaffected";

/** What a responder may want to do meanwhile, with the operations that have to be unaffected for it. */
const STILL_WORKS: readonly (readonly [string, readonly string[]])[] = [
  ["the rules of the security groups that it is in", ["AuthorizeSecurityGroup", "RevokeSecurityGroup"]],
  ["snapshots of a disk that is not in use, and disks made of snapshots that exist", ["CreateDisk"]],
  ["tags, on the instance and its disks", ["TagResources", "UntagResources"]],
  [
    "deletion of the instance; its disks go with it, also those with deleteWithInstance false, and what is on them may be evidence",
    ["DeleteInstance"],
  ],
  ["looking: status, monitoring, snapshots", ["DescribeInstances", "DescribeInstanceMonitorData", "DescribeSnapshots"]],
];

export function worksOn(edition: Edition): string[] {
  const working = STILL_WORKS.filter(
    ([, operations]) => !operations.some((operation) => isRefused(operation, edition)),
  );
  return ["Still works:", ...working.flatMap(([what]) => wrapped(what, "  - ", "    "))];
}
