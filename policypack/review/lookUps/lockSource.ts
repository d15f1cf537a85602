import { notKnown, type Failure, type LookUp } from "../../domain/lookUps";
import type { ProviderSettings } from "../../domain/providers";
import type { DiskStatus, InstanceStatus } from "../../domain/statuses";

/** The statuses that one batch brought, by id. Ids that were not asked are absent. */
export interface Statuses {
  readonly instances: ReadonlyMap<string, LookUp<InstanceStatus>>;
  readonly disks: ReadonlyMap<string, LookUp<DiskStatus>>;
}

/** Ids to ask for, in one account and region. */
export interface Wanted {
  readonly instanceIds: readonly string[];
  readonly diskIds: readonly string[];
}

/** Every id has an answer: a status, or why there is none. */
export interface StatusesAtHand {
  readonly instance: (instanceId: string) => LookUp<InstanceStatus>;
  readonly disk: (diskId: string) => LookUp<DiskStatus>;
}

/**
 * A source of statuses for one account and region. Asking twice for an id costs nothing the second time.
 * Never rejects: whatever goes wrong is a Failure per id. For each disk that is In_use, the instances it is attached
 * to are looked up as well and are in the answer.
 */
export interface LockSource {
  /** The same statuses at once, where nobody has to be asked. */
  readonly atHand?: StatusesAtHand;
  lookUp(wanted: Wanted): Promise<Statuses>;
  /** Every instance of the account and region that is locked for security reasons (createInstance "anyInRegion"). */
  lockedInRegion(): Promise<LookUp<readonly InstanceStatus[]>>;
}

/** Every status is this failure. */
export function failingSource(failure: Failure): LockSource {
  const fail = <T>(ids: readonly string[]): Map<string, LookUp<T>> => new Map(ids.map((id) => [id, notKnown(failure)]));
  return {
    lookUp: ({ instanceIds, diskIds }) => Promise.resolve({ instances: fail(instanceIds), disks: fail(diskIds) }),
    lockedInRegion: () => Promise.resolve(notKnown(failure)),
  };
}

/** Who answers for a resource, by its provider: one account and region each. */
export type LockSources = (provider: ProviderSettings) => LockSource;
