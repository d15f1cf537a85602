import { isLocked, type DiskStatus, type InstanceStatus } from "../../domain/statuses";
import { counted, printable, seen } from "../../report/phrases";
import { columns } from "../columns";
import type { RegionStatuses } from "./regionStatuses";

/** `3 instances (1 locked) and 4 disks` */
export function countLine(instances: readonly InstanceStatus[], disks: readonly DiskStatus[]): string {
  const locked = instances.filter(isLocked).length;
  return `${counted(instances.length, "instance")} (${locked} locked) and ${counted(disks.length, "disk")}`;
}

/** What is locked in a region; where instances are named, those that are not locked as well. */
export function regionText(region: string, { instances, failures }: RegionStatuses, named: boolean): string {
  const locked = instances.filter(isLocked);
  const shown = named ? instances : locked;
  // Of a named instance that is elsewhere, another region tells.
  if (shown.length === 0) return failures.length > 0 || named ? "" : `${region}: ${NONE}\n`;
  const rows = shown.map((instance) => [
    `  ${printable(instance.instanceId)}`,
    printable(instance.name ?? ""),
    printable(instance.status ?? ""),
    instance.lockReasons.length === 0 ? "not locked" : `locked: ${instance.lockReasons.map(printable).join(", ")}`,
  ]);
  const [first] = shown;
  const evidence = first === undefined ? [] : [`  ${seen(first.evidence)}`];
  return [`${region}: ${headline(locked.length)}`, ...columns(rows), ...evidence, ""].join("\n");
}

const NONE = "no instance is locked for security reasons";

function headline(locked: number): string {
  if (locked === 0) return NONE.replace("no instance", "none of these instances");
  return `${locked === 1 ? "1 instance is" : `${locked} instances are`} locked for security reasons`;
}
