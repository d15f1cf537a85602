// Sources that answer what they are told, and note what they are asked.
import { known, type LookUp } from "../../../policypack/domain/lookUps";
import type { DiskStatus, InstanceStatus } from "../../../policypack/domain/statuses";
import type { LockSource, Wanted } from "../../../policypack/review/lookUps/lockSource";
import { VIEW } from "./oneCall";

export interface NotingSource extends LockSource {
  readonly asked: readonly (Wanted | "region")[];
}

const answers = <T>(ids: readonly string[], of: (id: string) => LookUp<T> | undefined): Map<string, LookUp<T>> =>
  new Map(
    ids.flatMap((id) => {
      const found = of(id);
      return found === undefined ? [] : [[id, found] as const];
    }),
  );

/** Answers as `VIEW` does, by the names of what is asked for. */
export function notingSource(locked: readonly InstanceStatus[] = []): NotingSource {
  const asked: (Wanted | "region")[] = [];
  return {
    asked,
    lookUp(wanted) {
      asked.push(wanted);
      return Promise.resolve({
        instances: answers<InstanceStatus>(wanted.instanceIds, (id) => VIEW.instance(id)),
        disks: answers<DiskStatus>(wanted.diskIds, (id) => VIEW.disk(id)),
      });
    },
    lockedInRegion() {
      asked.push("region");
      return Promise.resolve(known(locked));
    },
  };
}
