import type { Finding, Matter, RefusedOperations } from "../../domain/findings";
import type { Failure, LookUp } from "../../domain/lookUps";
import type { ProviderSettings } from "../../domain/providers";
import { providerOf, type StackState } from "../../domain/resources";
import { isLocked, type InstanceStatus } from "../../domain/statuses";
import type { ValueMap } from "../../domain/values";
import { AFFECTED_OPERATIONS, behaviorOf, createsInstances, type Edition } from "../../operations/behavior";
import { DISKS, INSTANCE } from "../../domain/resourceTypes";
import { ids } from "../../resources/steps";
import { advisory, STATUS_POLICY } from "./findings";
import type { LockSource, LockSources } from "../lookUps/lockSource";
import type { ReviewOptions } from "../verdict";

/** Where instances of the stack are to be looked up. */
export interface ListedInstances {
  readonly instanceIds: readonly string[];
  readonly provider: ProviderSettings;
}

/** The instances that a resource is or is attached to, by its id and outputs. */
export function instancesOf(type: string, id: string | undefined, outputs: ValueMap): string[] {
  const own = type === INSTANCE ? ids(id) : [];
  const others = [...ids(outputs.instanceId), ...ids(outputs.instanceIds)];
  return [...own, ...others].filter((instanceId) => instanceId.startsWith("i-") || own.includes(instanceId));
}

export function instancesInState(state: StackState): ListedInstances[] {
  return [...state.resources.values()].map((resource) => ({
    instanceIds: instancesOf(resource.type, resource.id, resource.outputs),
    provider: providerOf(state, resource),
  }));
}

/** Where disks of the stack are to be looked up. */
export interface ListedDisks {
  readonly diskIds: readonly string[];
  readonly provider: ProviderSettings;
}

/** Every disk that is a resource of the stack; a system disk is known by its instance. */
export function disksInState(state: StackState): ListedDisks[] {
  return [...state.resources.values()]
    .filter(({ type }) => DISKS.includes(type))
    .map((resource) => ({ diskIds: ids(resource.id), provider: providerOf(state, resource) }));
}

export interface InventoryOptions extends Pick<ReviewOptions, "edition" | "createInstance"> {
  /** Whether what could not be looked up is at the level of the policy; else it is advisory. */
  readonly gapsStop?: boolean;
}

/**
 * Every instance of the stack that is locked now, in one finding; and what could not be looked up, in others. None, where
 * all are known and none is locked.
 */
export async function inventory(
  listed: readonly ListedInstances[],
  sourceOf: LockSources,
  options: InventoryOptions,
): Promise<Finding[]> {
  const bySource = new Map<LockSource, Set<string>>();
  for (const { instanceIds, provider } of listed) {
    if (instanceIds.length === 0) continue;
    const source = sourceOf(provider);
    const wanted = bySource.get(source) ?? new Set();
    for (const id of instanceIds) wanted.add(id);
    bySource.set(source, wanted);
  }
  const answers = await Promise.all(
    [...bySource].map(([source, wanted]) => source.lookUp({ instanceIds: [...wanted], diskIds: [] })),
  );
  const found = answers.flatMap(({ instances }) => [...instances]);
  const locked = lockedOnes(found.flatMap(([, status]) => (status.known ? [status.value] : [])));
  const refused = refusedOperations(options.edition, options.createInstance);
  const level = options.gapsStop === true ? {} : ({ level: "advisory" } as const);
  return [
    ...(locked.length === 0 ? [] : [advisory("", { kind: "inventory", locked, refused })]),
    ...gaps(found).map((matter): Finding => ({ policy: STATUS_POLICY, urn: "", ...level, matter })),
  ];
}

function refusedOperations(edition: Edition, creation: RefusedOperations["creation"]): RefusedOperations {
  const by = (behavior: string): string[] =>
    AFFECTED_OPERATIONS.filter(
      (operation) => !createsInstances(operation) && behaviorOf(operation, edition).behavior === behavior,
    );
  return { always: by("affected"), whileDiskInUse: by("affectedWhenDiskInUse"), creation };
}

/** The instances that are locked, each once. */
function lockedOnes(instances: readonly InstanceStatus[]): InstanceStatus[] {
  return [...new Map(instances.filter(isLocked).map((instance) => [instance.instanceId, instance])).values()];
}

function gaps(found: readonly (readonly [string, LookUp<InstanceStatus>])[]): Matter[] {
  const byCause = new Map<string, { readonly instanceIds: string[]; readonly failure: Failure }>();
  for (const [id, status] of found) {
    if (status.known) continue;
    const { failure } = status;
    const gap = byCause.get(failure.cause);
    if (gap === undefined) byCause.set(failure.cause, { instanceIds: [id], failure });
    else gap.instanceIds.push(id);
  }
  return [...byCause.values()].map((gap) => ({ kind: "inventoryGap", ...gap }));
}
