import { isDeepStrictEqual } from "node:util";
import type { LookUp } from "../domain/lookUps";
import type { StackState } from "../domain/resources";
import type { ProgramResource } from "../engine/analyzer/messages";
import type { RunState } from "./runState";

/**
 * A preview is judged at its end, when the engine waits. What look-ups take is loaded before, once a resource looks as if
 * it were changed: by then the engine is busy with the others. What cannot be loaded is told when it is needed.
 */
export function prepareFor(run: RunState, resource: ProgramResource): void {
  run.prior ??= priorState(run);
  run.prior
    .then(async (state) => {
      if (run.prepared === true || !looksChanged(resource, state)) return;
      run.prepared = true;
      await run.surroundings.prepareLookUps?.(run.configuration);
    })
    .catch(() => undefined);
}

async function priorState(run: RunState): Promise<LookUp<StackState>> {
  const { priorStateOf } = await import("./phases.js");
  return priorStateOf(run);
}

/** By its inputs alone. In a stack without a state nothing is there that could be locked. */
function looksChanged({ urn, inputs }: ProgramResource, state: LookUp<StackState>): boolean {
  if (!state.known || state.value.resources.size === 0) return false;
  return !isDeepStrictEqual(state.value.resources.get(urn)?.inputs, inputs);
}
