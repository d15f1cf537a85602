/** Which source answers for a resource: one for all with a lock file, one per account, region and endpoint with the API. */
import type { ProviderSettings } from "../changes/provider";
import { lockFileSource } from "./lockFile";
import { notKnown } from "./lockStatus";
import type { Failure, LockSource, LookUp } from "./lockStatus";

/** The part of the pack's configuration that says how locks are looked up. */
export interface LockOptions {
  readonly lockSource: "api" | "file";
  readonly lockFile?: string;
  readonly lockFileMaxAgeMinutes: number;
  readonly endpoint?: string;
  readonly timeoutSeconds: number;
}

/** What a look-up depends on besides configuration and provider; values, so that tests can set them. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now?: () => Date;
}

export type LockSources = (provider: ProviderSettings) => LockSource;

export function lockSources(options: LockOptions, surroundings: Surroundings): LockSources {
  return options.lockSource === "file" ? fileSources(options, surroundings) : apiSources();
}

function fileSources(options: LockOptions, { now }: Surroundings): LockSources {
  if (options.lockFile === undefined) {
    const failure: Failure = {
      cause: 'lockSource is "file", but lockFile names none',
      remedy: "set lockFile in the policy pack's configuration",
    };
    return () => failingSource(failure);
  }
  const source = lockFileSource(options.lockFile, {
    maxAgeMinutes: options.lockFileMaxAgeMinutes,
    ...(now === undefined ? {} : { now }),
  });
  return (provider) => {
    const { region } = provider.settings;
    return typeof region === "string" ? source.inRegion(region) : source;
  };
}

function apiSources(): LockSources {
  return () =>
    failingSource({ cause: "look-ups by the ECS API are not built yet", remedy: 'set lockSource to "file"' });
}

/** Every status is this failure. */
export function failingSource(failure: Failure): LockSource {
  const fail = <T>(ids: readonly string[]): Map<string, LookUp<T>> => new Map(ids.map((id) => [id, notKnown(failure)]));
  return {
    lookUp: ({ instanceIds, diskIds }) => Promise.resolve({ instances: fail(instanceIds), disks: fail(diskIds) }),
    lockedInRegion: () => Promise.resolve(notKnown(failure)),
  };
}
