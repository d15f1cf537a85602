/**
 * The instance or disk that an operation acts on. A disk's own lock status is that of the instance it is attached to;
 * `instanceId` is given with a disk where that is known without a look-up (a system disk).
 */
export type Target =
  | { readonly kind: "instance"; readonly instanceId: string }
  | { readonly kind: "disk"; readonly diskId: string; readonly instanceId?: string };

export const instanceTarget = (instanceId: string): Target => ({ kind: "instance", instanceId });
export const diskTarget = (diskId: string): Target => ({ kind: "disk", diskId });
