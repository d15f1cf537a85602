import { createsInstances, hasPolicy } from "./behavior";

/** What the caller of an operation names for it to act on. */
export type TargetKind = "instance" | "disk";

/** Of the operations that can be refused, those that act on disks: a disk, or all that an instance has in use. */
const ON_DISKS: ReadonlySet<string> = new Set([
  "CreateSnapshot",
  "CreateSnapshotGroup",
  "DetachDisk",
  "ReInitDisk",
  "ReplaceSystemDisk",
  "ResetDisk",
  "ResetDisks",
  "ResizeDisk",
]);

/** What the operation acts on; empty: on nothing that exists. Undefined: no lock refuses it, whatever it acts on. */
export function targetKinds(operation: string): readonly TargetKind[] | undefined {
  if (createsInstances(operation)) return [];
  if (!hasPolicy(operation)) return undefined;
  return ON_DISKS.has(operation) ? ["disk", "instance"] : ["instance"];
}
