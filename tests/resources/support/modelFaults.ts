import { didYouMean } from "../../../policypack/configuration/suggest";
import type { ResourceModel, Step } from "../../../policypack/resources/model";
import type { FactsRow } from "./facts";

/** What a model is held against. */
export interface Known {
  readonly operations: ReadonlyMap<string, string>;
  readonly facts: readonly Pick<FactsRow, "type" | "source">[];
}

const SOURCE = /^[a-z-]+ \d+\.\d+\.\d+, \S+\.go$/;

/** What nobody has read, or what no source says, of a model: a line each; empty where nothing is missing. */
export function modelFaults(model: ResourceModel, known: Known): string[] {
  const faults = [
    ...sourceFaults(model),
    ...(["create", "update", "delete"] as const).flatMap((kind) =>
      model[kind].flatMap((step) => stepFaults(kind, step, known.operations)),
    ),
    ...model.types.flatMap((type) => factsFaults(model, type, known.facts)),
  ];
  return faults.map((fault) => `${model.types[0] ?? "a model without types"}: ${fault}`);
}

function sourceFaults({ source }: ResourceModel): string[] {
  if (SOURCE.test(source)) return [];
  const example = "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_disk.go";
  return [
    `source is "${source}"; it must name the version and the file that the calls were read from, as "${example}"`,
  ];
}

function stepFaults(kind: string, { operation, on }: Step, known: Known["operations"]): string[] {
  if (operation === "") return [`${kind} has a step without an operation: name it, or take the step out`];
  const unknown = `${kind} calls ${operation}, which no source names: neither the lock table, nor recorded calls, nor tests/resources/facts`;
  return [
    ...(known.has(operation) ? [] : [unknown + didYouMean(operation, [...known.keys()])]),
    ...(kind === "update" && (on ?? []).length === 0
      ? [`update calls ${operation} on no property: name those whose change leads to it in \`on\``]
      : []),
  ];
}

/** A model that reads its calls from the program (`calls`) has no calls of its own that a row could say. */
function factsFaults({ calls }: ResourceModel, type: string, facts: Known["facts"]): string[] {
  if (calls !== undefined) return [];
  const row = facts.find((candidate) => candidate.type === type);
  const file = "tests/resources/facts/provider-operations.json";
  if (row === undefined) return [`${type} has no row in ${file}: what the provider's source calls`];
  return row.source === "" ? [`the row of ${type} in ${file} names no source`] : [];
}
