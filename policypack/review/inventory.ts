import type { PlannedOutputs } from "../engine/analyzer/messages";
import type { ProviderSettings } from "../domain/providers";
import { providerOf, type StackState } from "../engine/state/stackState";
import type { Value } from "../domain/values";
import type { LockSources, LockSource } from "./lockSource";
import type { LookUp } from "../domain/lookUps";
import type { InstanceStatus } from "../domain/statuses";
import { AFFECTED_OPERATIONS, behaviorOf, type Edition } from "../operations/behavior";
import { inventoryGapMessage, inventoryMessage } from "../report/advisories";
import type { MessageContext } from "../report/phrases";
import { lockedOnes } from "./findings";
import { ids } from "../resources/steps";

/** Where an instance of the stack is to be looked up. */
interface Listed {
  readonly instanceIds: readonly string[];
  readonly provider: ProviderSettings;
}

const INSTANCE = "alicloud:ecs/instance:Instance";

/** An instance is known by a resource of its own or by one that is attached to it. */
function instancesOf(
  type: string,
  id: string | undefined,
  outputs: Readonly<Record<string, Value | undefined>>,
): string[] {
  const own = type === INSTANCE ? ids(id) : [];
  const others = [...ids(outputs.instanceId), ...ids(outputs.instanceIds)];
  return [...own, ...others].filter((instanceId) => instanceId.startsWith("i-") || own.includes(instanceId));
}

export function instancesInState(state: StackState): Listed[] {
  return [...state.resources.values()].map((resource) => ({
    instanceIds: instancesOf(resource.type, resource.id, resource.outputs),
    provider: providerOf(state, resource),
  }));
}

/** The same by the outputs of the stack phase, where there is no stack whose state could be exported. */
export function instancesInOutputs(seen: Iterable<PlannedOutputs>): Listed[] {
  return [...seen].map(({ type, id, outputs, provider }) => ({
    instanceIds: instancesOf(type, id, outputs),
    provider,
  }));
}

/** Every instance of the stack that is locked now, in one text; and what could not be looked up, in others. */
export async function inventory(
  listed: readonly Listed[],
  sourceOf: LockSources,
  edition: Edition,
  context: MessageContext,
): Promise<string[]> {
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
  const refused = AFFECTED_OPERATIONS.filter((operation) => behaviorOf(operation, edition).behavior !== "unaffected");
  return [inventoryMessage(locked, refused, context), ...gaps(found)];
}

function gaps(found: readonly (readonly [string, LookUp<InstanceStatus>])[]): string[] {
  const byCause = new Map<string, { ids: string[]; message: (ids: readonly string[]) => string }>();
  for (const [id, status] of found) {
    if (status.known) continue;
    const { failure } = status;
    const gap = byCause.get(failure.cause) ?? { ids: [], message: (all) => inventoryGapMessage(all, failure) };
    gap.ids.push(id);
    byCause.set(failure.cause, gap);
  }
  return [...byCause.values()].map(({ ids: all, message }) => message(all));
}
