import { AFFECTED_OPERATIONS, createsInstances, policyOperation } from "./behavior";

/** What the caller of an operation names for it to act on. */
export type TargetKind = "instance" | "disk";

/** Of the operations that can be refused, those that act on something else than an instance alone. */
const ACTS_ON: ReadonlyMap<string, readonly TargetKind[]> = new Map([
  ["CreateSnapshot", ["disk"]],
  ["CreateSnapshotGroup", ["instance", "disk"]],
  ["DetachDisk", ["instance", "disk"]],
  ["ReInitDisk", ["disk"]],
  ["ReplaceSystemDisk", ["instance", "disk"]],
  ["ResetDisk", ["disk"]],
  ["ResetDisks", ["disk"]],
  ["ResizeDisk", ["disk"]],
]);

/** What the operation acts on; empty: on nothing that exists. Undefined: no lock refuses it, whatever it acts on. */
export function targetKinds(operation: string): readonly TargetKind[] | undefined {
  if (createsInstances(operation)) return [];
  return AFFECTED_OPERATIONS.includes(policyOperation(operation))
    ? (ACTS_ON.get(operation) ?? ["instance"])
    : undefined;
}
