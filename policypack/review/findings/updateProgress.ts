import { isDeepStrictEqual } from "node:util";
import type { ResourceState, StackState } from "../../domain/resources";
import type { UpdatedResource } from "../../domain/summaries";
import type { PriorState } from "../priorState";

/** What an update has changed by now, by the state before it and the state by now. Undefined: that is not to be had. */
export async function updateProgress({ underWay }: PriorState): Promise<readonly UpdatedResource[] | undefined> {
  const [before, now] = await Promise.all([underWay?.before(), underWay?.now()]);
  return before?.known === true && now?.known === true ? changesBetween(before.value, now.value) : undefined;
}

function changesBetween(before: StackState, now: StackState): UpdatedResource[] {
  const urns = new Set([...before.resources.keys(), ...now.resources.keys()]);
  return [...urns].flatMap((urn) => {
    const change = changeOf(before.resources.get(urn), now.resources.get(urn));
    return change === undefined ? [] : [{ urn, change }];
  });
}

/** Inputs may be written anew although nothing was asked of the provider; outputs are what it has answered. */
function changeOf(
  before: ResourceState | undefined,
  now: ResourceState | undefined,
): UpdatedResource["change"] | undefined {
  // What is only read, or imported, is nobody's change.
  if (before?.external === true || now?.external === true) return undefined;
  if (before === undefined) return now === undefined || now.imported ? undefined : "created";
  if (now === undefined) return "deleted";
  if (before.id !== now.id) return "replaced";
  return isDeepStrictEqual(before.outputs, now.outputs) ? undefined : "updated";
}
