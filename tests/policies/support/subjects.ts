// Resources as a state and a program have them, and a context that counts how often secrets are read.
import type { PlannedOutputs, PlannedResource } from "../../../policypack/engine/analyzer/messages";
import { EMPTY_STATE, type ResourceState, type StackState } from "../../../policypack/domain/resources";
import type { ValueMap } from "../../../policypack/domain/values";
import { known } from "../../../policypack/domain/lookUps";
import { type LockSource } from "../../../policypack/review/lockSource";
import { judge, type JudgeContext } from "../../../policypack/review/judgePlan";
import { subjectsOfStack, type JudgedSubject } from "../../../policypack/policies/subjects";

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

export const plannedOf = (type: string, inputs: ValueMap): PlannedResource => ({
  urn: urnOf(type),
  type,
  inputs,
  aliases: [],
  ignoreChanges: [],
  provider: PROVIDER,
});

/** An updated or replaced resource as the stack phase shows it. */
export const seenOf = (type: string, outputs: ValueMap): PlannedOutputs => ({
  urn: urnOf(type),
  type,
  id: undefined,
  outputs,
  aliases: [],
  provider: PROVIDER,
});

/** What a preview deletes of a state, of which the program has the live resources still. */
export const deletionsOf = (state: StackState, live: readonly ResourceState[] = []): JudgedSubject[] =>
  subjectsOfStack({
    recorded: [],
    seen: new Map(),
    urns: new Set(live.map(({ urn }) => urn)),
    state: known(state),
    leavesOut: () => false,
  });

export interface Verdicts {
  /** `StopInstance i-1: refused` */
  readonly verdicts: readonly string[];
  /** How often the state was read in plain text. */
  readonly exports: number;
}

/** `plain`: the state in plain text. */
export async function verdictsOf(
  subjects: readonly JudgedSubject[],
  sourceOf: (region: unknown) => LockSource,
  plain: StackState = EMPTY_STATE,
  options: Partial<JudgeContext["configuration"]> & Pick<Partial<JudgeContext>, "exemptions"> = {},
): Promise<Verdicts> {
  let exports = 0;
  const { exemptions = { holding: [], expired: [] }, ...configuration } = options;
  const judged = await judge(subjects, {
    configuration: {
      edition: "topic",
      createInstance: "replacement",
      onUndecided: "mandatory",
      lockSource: "api",
      ...configuration,
    },
    configured: true,
    now: 0,
    exemptions,
    sourceOf: ({ settings }) => sourceOf(settings.region),
    state: () => Promise.resolve(known(EMPTY_STATE)),
    stateWithSecrets: () => {
      exports += 1;
      return Promise.resolve(known(plain));
    },
  });
  const verdicts = judged.flatMap(({ reviewed }) =>
    reviewed.operations.map(({ call, verdict }) => {
      const target = call.target?.kind === "disk" ? call.target.diskId : call.target?.instanceId;
      return `${call.operation}${target === undefined ? "" : ` ${target}`}: ${verdict}`;
    }),
  );
  return { verdicts, exports };
}
