// Resources as a state and a program have them, and a context that counts how often secrets are read.
import type { ProgramResource, StackResource } from "../../../policypack/engine/analyzer/messages";
import { stackPlan } from "../../../policypack/engine/analyzer/stackPlan";
import type { PlannedResource } from "../../../policypack/domain/decisions";
import { EMPTY_STATE, type ResourceState, type StackState } from "../../../policypack/domain/resources";
import type { ValueMap } from "../../../policypack/domain/values";
import { known } from "../../../policypack/domain/lookUps";
import { type LockSource } from "../../../policypack/review/lookUps/lockSource";
import { judgePlan } from "../../../policypack/review/judgePlan";
import type { ReviewOptions } from "../../../policypack/review/verdict";

const PROVIDER = {
  urn: "urn:pulumi:dev::shop::pulumi:providers:x::default",
  settings: { region: "cn-hangzhou" },
};
const urnOf = (type: string): string => `urn:pulumi:dev::shop::${type}::one`;

/** The one resource of its type in the state. */
export function priorOf(
  type: string,
  id: string,
  inputs: ValueMap,
  outputs: ValueMap = {},
  more: Partial<ResourceState> = {},
): ResourceState {
  return {
    urn: urnOf(type),
    type,
    id,
    provider: `${PROVIDER.urn}::1`,
    external: false,
    imported: false,
    retainOnDelete: false,
    deletedWith: "",
    pendingDelete: false,
    pendingReplacement: false,
    unfinished: false,
    tainted: false,
    inputs,
    outputs: { ...inputs, ...outputs },
    ...more,
  };
}

export const programOf = (type: string, inputs: ValueMap): ProgramResource => ({
  urn: urnOf(type),
  type,
  inputs,
  aliases: [],
  ignoreChanges: [],
  deleteBeforeReplace: false,
  provider: PROVIDER,
});

/** An updated or replaced resource as the stack phase shows it. */
export const shownOf = (type: string, outputs: ValueMap): StackResource => ({
  urn: urnOf(type),
  type,
  id: undefined,
  outputs,
  aliases: [],
  provider: PROVIDER,
});

/** What a preview deletes of a state, of which the program has the live resources still. */
export const deletionsOf = (state: StackState, live: readonly ResourceState[] = []): PlannedResource[] =>
  stackPlan({
    program: [],
    planned: new Map(),
    urns: new Set(live.map(({ urn }) => urn)),
    state: known(state),
    leavesOut: () => false,
    refreshes: false,
    replaces: () => false,
  });

export interface Verdicts {
  /** `StopInstance i-1: refused` */
  readonly verdicts: readonly string[];
  /** How often the state was read in plain text. */
  readonly exports: number;
}

/** `plain`: the state in plain text. */
export async function verdictsOf(
  plan: readonly PlannedResource[],
  sourceOf: (region: unknown) => LockSource,
  plain: StackState = EMPTY_STATE,
  options: Partial<ReviewOptions> = {},
): Promise<Verdicts> {
  let exports = 0;
  const judged = await judgePlan(plan, {
    options: { edition: "topic", createInstance: "replacement", deleteLocked: "advisory", exemptions: [], ...options },
    asksApi: true,
    sourceOf: ({ settings }) => sourceOf(settings.region),
    priorState: {
      read: () => Promise.resolve(known(EMPTY_STATE)),
      readWithSecrets: () => {
        exports += 1;
        return Promise.resolve(known(plain));
      },
    },
  });
  const verdicts = judged.flatMap(({ operations }) =>
    operations.map(({ call, verdict }) => {
      const target = call.target?.kind === "disk" ? call.target.diskId : call.target?.instanceId;
      return `${call.operation}${target === undefined ? "" : ` ${target}`}: ${verdict}`;
    }),
  );
  return { verdicts, exports };
}
