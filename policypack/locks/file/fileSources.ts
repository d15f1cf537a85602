/** One lock file answers for all accounts and regions. */
import type { LockSources } from "../../review/lookUps/lockSource";
import { failingSource } from "../../review/lookUps/lockSource";
import { notKnown, type Failure } from "../../domain/lookUps";
import { regionOf } from "../credentials/region";
import { memo } from "../memo";
import { readProfiles, statedBy, type ProviderSurroundings } from "../statedProvider";
import { lockFileSource } from "./lockFile";

/** The part of the pack's configuration that names the lock file. */
export interface LockFileChoice {
  readonly lockFile?: string;
  readonly lockFileMaxAgeMinutes: number;
}

export function fileSources(options: LockFileChoice, surroundings: ProviderSurroundings): LockSources {
  if (options.lockFile === undefined) {
    const failure: Failure = {
      cause: 'lockSource is "file", but lockFile names none',
      remedy: "set lockFile in the policy pack's configuration",
    };
    return () => failingSource(failure);
  }
  const source = lockFileSource(options.lockFile, {
    maxAgeMinutes: options.lockFileMaxAgeMinutes,
    ...(surroundings.now === undefined ? {} : { now: surroundings.now }),
  });
  const profilesOf = memo(readProfiles);
  // One object a region, so that resources of one region share a batch.
  const inRegion = memo((region: string) => source.inRegion(region));
  return ({ urn, settings }) => {
    // A file needs no credential, so what cannot be used as one is no obstacle.
    const needed = Object.entries(settings).filter(([name]) => REGION_SETTINGS.includes(name));
    const provider = { ...(urn === undefined ? {} : { urn }), settings: Object.fromEntries(needed) };
    const stated = statedBy(provider, surroundings, profilesOf);
    const region = stated.known ? regionOf(stated.value) : stated;
    if (region.known) return inRegion(region.value);
    return {
      atHand: source.atHand,
      lookUp: (wanted) => source.lookUp(wanted),
      lockedInRegion: () => Promise.resolve(notKnown(region.failure)),
    };
  };
}

const REGION_SETTINGS = ["region", "profile", "sharedCredentialsFile"];
