import type { StatusView } from "../verdict";
import type { LockSource, Wanted } from "./lockSource";

/** Looks up what a review needs, in one account and region. Nothing wanted: nothing is asked. */
export async function lookUpView(source: LockSource, wanted: Wanted, region: boolean): Promise<StatusView> {
  const some = wanted.instanceIds.length + wanted.diskIds.length > 0;
  const [statuses, locked] = await Promise.all([
    some ? source.lookUp(wanted) : undefined,
    region ? source.lockedInRegion() : undefined,
  ]);
  return {
    instance: (instanceId) => statuses?.instances.get(instanceId),
    disk: (diskId) => statuses?.disks.get(diskId),
    lockedInRegion: () => locked,
  };
}
