// What the real provider has planned in a recorded preview, and what the test provider plans for the same.
import { changesOf } from "../support/testProvider/diff";
import { plannedCreate, plannedUpdate } from "../support/testProvider/resources";
import { flagsOf } from "../support/testProvider/schema";
import { plainProperties, type PropertyMap, type Value } from "../support/testProvider/values";
import type { RecordedState, RecordedStep, Recording } from "./recordings";
import { disclosed } from "./recordings";

export interface Plan {
  readonly kind: "same" | "update" | "replace" | "create";
  /** `path: kind`, in alphabetical order. */
  readonly differences: readonly string[];
  readonly replaces: readonly string[];
  /** As the stack phase shows them; undefined for what stays the same. */
  readonly outputs: PropertyMap | undefined;
}

/** A resource of the program, with the step that the engine has planned for it and the state that it starts from. */
export interface RecordedChange {
  readonly type: string;
  readonly name: string;
  readonly inputs: PropertyMap;
  readonly prior: { readonly inputs: PropertyMap; readonly outputs: PropertyMap } | undefined;
  readonly step: RecordedStep | undefined;
  readonly outputs: PropertyMap | undefined;
}

/** Every Alibaba Cloud resource of a recorded preview but what is imported only. */
export function recordedChanges({ state, rpc, preview, refresh }: Recording): RecordedChange[] {
  const prior = new Map(state.deployment.resources.filter((entry) => entry.delete !== true).map((e) => [e.urn, e]));
  const shown = rpc.flatMap((request) => (request.kind === "analyzeStack" ? request.resources : []));
  const planned = rpc.flatMap((request) => (request.kind === "analyze" ? [request] : []));
  return planned.flatMap((resource): RecordedChange[] => {
    const { urn, type, name } = resource;
    const step = stepOf(preview.steps, urn);
    if (!type.startsWith("alicloud:") || step?.op === "import") return [];
    const own = [urn, ...resource.options.aliases].map((name) => prior.get(name)).find((entry) => entry !== undefined);
    // Refreshed or imported in the same preview: the step has the newer state, without its secrets.
    const isNewer = refresh || own === undefined;
    const before = isNewer ? (step?.oldState ?? refreshed(preview.steps, urn)) : own;
    const outputs = shown.find((other) => other.urn === urn)?.properties;
    return [
      {
        type,
        name,
        inputs: resource.properties,
        prior: before === undefined ? undefined : sides(before, own),
        step,
        outputs: outputs && plainProperties(disclosed(outputs)),
      },
    ];
  });
}

const DECISIVE = ["replace", "create-replacement", "update", "create", "import", "same"];

/** Of the steps of a replacement, the one that tells the reasons. */
function stepOf(steps: readonly RecordedStep[], urn: string): RecordedStep | undefined {
  return DECISIVE.map((op) => steps.find((step) => step.urn === urn && step.op === op)).find(
    (step) => step !== undefined,
  );
}

const refreshed = (steps: readonly RecordedStep[], urn: string): RecordedState | undefined =>
  steps.find((step) => step.urn === urn && step.op === "refresh")?.newState;

function sides({ inputs = {}, outputs = {} }: RecordedState, stored: RecordedState | undefined) {
  return {
    inputs: withSecrets(inputs, stored?.inputs),
    outputs: withSecrets(outputs, stored?.outputs),
  };
}

/** A preview shows no secret. What an instance has never had is an empty one. */
function withSecrets(shown: PropertyMap, stored: PropertyMap | undefined): PropertyMap {
  const plain = disclosed(stored ?? {});
  const values = Object.entries(disclosed(shown)).map(([name, value]): [string, Value] => [
    name,
    value === "[secret]" ? (plain[name] ?? "") : value,
  ]);
  return Object.fromEntries(values);
}

export function realPlan({ step, outputs }: RecordedChange): Plan {
  const kind = KINDS[step?.op ?? "same"] ?? "same";
  return {
    kind,
    differences: Object.entries(step?.detailedDiff ?? {})
      .map(([path, difference]) => `${path}: ${difference.kind}`)
      .sort(),
    replaces: [...(step?.replaceReasons ?? [])].sort(),
    outputs: kind === "same" ? undefined : outputs,
  };
}

const KINDS: Readonly<Record<string, Plan["kind"]>> = {
  "create-replacement": "replace",
  replace: "replace",
  update: "update",
  create: "create",
};

export function testPlan({ type, inputs, prior }: RecordedChange): Plan {
  if (prior === undefined) return { kind: "create", differences: [], replaces: [], outputs: created(type, inputs) };
  const changes = changesOf(type, { planned: inputs, ...prior });
  const named = changes.filter(({ kind }) => kind !== "hidden");
  const replaces = named.filter((change) => change.replaces).map(({ path }) => path.split(/[.[]/)[0] ?? path);
  const kind = changes.length === 0 ? "same" : replaces.length > 0 ? "replace" : "update";
  const outputs = {
    same: () => undefined,
    replace: () => created(type, inputs),
    update: () => plainProperties(plannedUpdate(type, prior.outputs, inputs, false)),
  }[kind]();
  return {
    kind,
    differences: named.map((change) => `${change.path}: ${change.kind}${change.replaces ? "-replace" : ""}`).sort(),
    replaces: [...new Set(replaces)].sort(),
    outputs,
  };
}

const created = (type: string, inputs: PropertyMap): PropertyMap => plainProperties(plannedCreate(type, inputs, false));

/** The order of a set says nothing. */
export function withSortedSets(type: string, plan: Plan): Plan {
  if (plan.outputs === undefined) return plan;
  const properties = flagsOf(type);
  const outputs = Object.entries(plan.outputs).map(([name, value]): [string, Value] => {
    const isSet = properties[name]?.type === "Set" && Array.isArray(value);
    return [name, isSet ? value.map((item: Value) => JSON.stringify(item)).sort() : value];
  });
  return { ...plan, outputs: Object.fromEntries(outputs) };
}
