// Judges without an engine: arbitrary stacks, and a source of statuses that counts how often it is asked.
import fc from "fast-check";
import type { ProgramResource, StackResource } from "../../../policypack/engine/analyzer/messages";
import { EMPTY_STATE, type ResourceState, type StackState } from "../../../policypack/domain/resources";
import { UNDISCLOSED, UNKNOWN, type Value, type ValueMap } from "../../../policypack/domain/values";
import { known } from "../../../policypack/domain/lookUps";
import { type DiskStatus, type InstanceStatus } from "../../../policypack/domain/statuses";
import { type LockSource } from "../../../policypack/review/lookUps/lockSource";
import { EDITIONS } from "../../../policypack/operations/behavior";
import { diskFinder, judgePlan } from "../../../policypack/review/judgePlan";
import type { PlannedResource } from "../../../policypack/domain/decisions";
import type { Finding } from "../../../policypack/domain/findings";
import type { ResourceVerdict } from "../../../policypack/domain/verdicts";
import { MAPPED_TYPES, modelOf } from "../../../policypack/resources";
import { findingsOf } from "../../../policypack/review/findings/findings";
import type { ReviewOptions } from "../../../policypack/review/verdict";
import { computedOf, inputsOf } from "../../resources/support/arbitraries";

const evidence = { source: "file", at: "2026-11-01T00:00:00Z", file: "locks.json" } as const;

/** What is found of every instance and disk that is asked for. */
export interface Live {
  readonly lockReasons: readonly string[];
  readonly status?: string | undefined;
  readonly diskStatus: string;
}

export const LOCKED: Live = { lockReasons: ["security"], status: "Running", diskStatus: "In_use" };

export interface CountingSource extends LockSource {
  /** Look-ups so far. */
  readonly asked: () => number;
}

export function sourceOf({ lockReasons, status, diskStatus }: Live): CountingSource {
  const instance = (instanceId: string): InstanceStatus => ({
    instanceId,
    lockReasons,
    evidence,
    ...(status === undefined ? {} : { status }),
  });
  const attachedTo = diskStatus === "In_use" ? ["i-holder"] : [];
  const disk = (diskId: string): DiskStatus => ({ diskId, status: diskStatus, instanceIds: attachedTo, evidence });
  const isLocked = lockReasons.includes("security");
  let asked = 0;
  return {
    asked: () => asked,
    lookUp: ({ instanceIds, diskIds }) => {
      asked += 1;
      return Promise.resolve({
        instances: new Map([...instanceIds, ...attachedTo].map((id) => [id, known(instance(id))])),
        disks: new Map(diskIds.map((id) => [id, known(disk(id))])),
      });
    },
    lockedInRegion: () => {
      asked += 1;
      return Promise.resolve(known(isLocked ? [instance("i-somewhere")] : []));
    },
  };
}

export type Options = Omit<ReviewOptions, "exemptions">;

export const optionsOf: fc.Arbitrary<Options> = fc.record({
  edition: fc.constantFrom(...EDITIONS),
  createInstance: fc.constantFrom("replacement", "anyInRegion", "never"),
  deleteLocked: fc.constantFrom("advisory", "mandatory", "ignore"),
});

export interface Judgement {
  readonly verdicts: readonly ResourceVerdict[];
  readonly findings: readonly Finding[];
  /** How often the state was read in plain text. */
  readonly disclosures: number;
}

export async function judgeAll(
  plan: readonly PlannedResource[],
  source: LockSource,
  state: StackState,
  options: Options,
): Promise<Judgement> {
  let disclosures = 0;
  const verdicts = await judgePlan(plan, {
    options: { ...options, exemptions: [] },
    asksApi: true,
    sourceOf: () => source,
    priorState: {
      read: () => Promise.resolve(known(state)),
      readWithSecrets: () => {
        disclosures += 1;
        return Promise.resolve(known(state));
      },
    },
  });
  const disksOf = diskFinder(known(state));
  const findings = verdicts.flatMap((verdict) =>
    findingsOf(verdict, { undecidedLevel: "mandatory", statusPolicy: true, disksOf }),
  );
  return { verdicts, findings, disclosures };
}

/** A resource of the state, and what the program and the plan have of it. */
export interface Piece {
  readonly prior: ResourceState;
  readonly program: ProgramResource;
  readonly shown: StackResource;
}

const provider = {
  urn: "urn:pulumi:dev::shop::pulumi:providers:alicloud::default",
  settings: { region: "cn-hangzhou" },
};
const urnOf = (type: string, name: number): string => `urn:pulumi:dev::shop::${type}::${name}`;

/** Ids in the forms that the provider gives them. */
const idOf = (name: number): fc.Arbitrary<string> =>
  fc.constantFrom(`i-${name}`, `d-${name}`, `d-${name}:i-${name}`, `admin:["i-${name}","i-0"]`, "aS0xLGktMg==", "x");

const flags = fc.record({
  retainOnDelete: fc.boolean(),
  unfinished: fc.boolean(),
  deletedWith: fc.constantFrom("", "urn:pulumi:dev::shop::my:app:App::gone"),
});

interface Shape {
  readonly type: string;
  readonly inputs: ValueMap;
  readonly computed: ValueMap;
  /** What another program says than the state's. */
  readonly next: ValueMap;
  /** What the cloud had to say about the inputs when they were last applied. */
  readonly applied: ValueMap;
}

function shapeOf(type: string): fc.Arbitrary<Shape> {
  const schema = modelOf(type)?.schema ?? {};
  return fc.record({
    type: fc.constant(type),
    inputs: inputsOf(schema),
    computed: computedOf(schema),
    next: inputsOf(schema),
    applied: inputsOf(schema),
  });
}

/** `next` and `applied` are used where the property is about changes. */
function pieceOf(name: number, changing: boolean): fc.Arbitrary<Piece> {
  const shape = fc.constantFrom(...MAPPED_TYPES).chain(shapeOf);
  const idShown = fc.constantFrom("same", "empty");
  return fc
    .tuple(shape, idOf(name), flags, idShown, fc.boolean())
    .map(([{ type, ...given }, id, own, shownId, loses]) => {
      const urn = urnOf(type, name);
      const outputs: Record<string, Value | undefined> = { ...given.computed, ...given.inputs, id };
      const inputs = changing ? given.next : given.inputs;
      const base = { urn, type, aliases: [], provider };
      const kept = loses ? {} : given.computed;
      const shownOutputs = changing && shownId === "empty" ? { ...kept, ...inputs, id: "" } : outputs;
      return {
        prior: {
          ...own,
          urn,
          type,
          id,
          inputs: given.inputs,
          outputs: changing ? { ...outputs, ...given.applied } : outputs,
          provider: `${provider.urn}::1`,
          external: false,
          imported: false,
          pendingDelete: false,
          pendingReplacement: false,
          tainted: false,
        },
        program: { ...base, inputs, ignoreChanges: [], deleteBeforeReplace: false },
        shown: { ...base, id: changing && shownId === "empty" ? undefined : id, outputs: shownOutputs },
      };
    });
}

/** The same with some of its values of another kind: hidden, only known at apply, or no value of the schema at all. */
export function spoiled({ prior, program, shown }: Piece, choice: number): Piece {
  return {
    prior: {
      ...prior,
      inputs: spoil(prior.inputs, choice, UNDISCLOSED),
      outputs: { ...spoil(prior.outputs, choice, UNDISCLOSED), id: prior.id },
    },
    program: { ...program, inputs: spoil(program.inputs, choice + 1, UNKNOWN) },
    shown: { ...shown, outputs: spoil(shown.outputs, choice + 2, UNKNOWN) },
  };
}

function spoil(values: ValueMap, choice: number, marker: Value): ValueMap {
  const others: readonly Value[] = [marker, marker, marker, [marker], { a: marker }, "text", 7, true, [], {}, null];
  const entries = Object.entries(values).map(([name, value], index): [string, Value | undefined] => {
    const place = (choice + index * 5) % (2 * others.length);
    return [name, place < others.length ? others[place] : value];
  });
  return Object.fromEntries(entries);
}

export const piecesOf = (changing: boolean, count = 4): fc.Arbitrary<readonly Piece[]> =>
  fc.tuple(...Array.from({ length: count }, (_, index) => pieceOf(index + 1, changing)));

export function stateOf(
  resources: readonly ResourceState[],
  pendingDeletes: readonly ResourceState[] = [],
): StackState {
  const entries = resources.map((resource) => [resource.urn, resource] as const);
  return { ...EMPTY_STATE, resources: new Map(entries), pendingDeletes };
}
