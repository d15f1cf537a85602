import type { Failure } from "../domain/lookUps";
import type { PlannedResource, ResourceChange } from "../domain/decisions";
import type { OperationVerdict, ResourceVerdict } from "../domain/verdicts";
import { behaviorOf } from "../operations/behavior";
import { modelOf } from "../resources";
import { NOTHING_KNOWN, type ResourceModel } from "../resources/model";
import { decide } from "../changes/decision";
import { affectedBy, type ReviewOptions } from "./verdict";

/**
 * A resource whose prior state is not known: what its change is cannot be said, so every affected operation that its
 * type may lead to is undecided. Undefined: it leads to none, or what is shown without the state says that it stays.
 */
export function withoutEvidence(
  resource: PlannedResource,
  failure: Failure,
  options: ReviewOptions,
): ResourceVerdict | undefined {
  const model = modelOf(resource.evidence.type);
  // What the planned state shows as unchanged is unchanged, whatever the prior state may be.
  const evidence = { ...resource.evidence, prior: undefined };
  const change = model === undefined ? undefined : decide(model, evidence).readings[0];
  if (model === undefined || change === undefined) return undefined;
  const operations = [...operationsOf(model, change)]
    .filter((operation) => affectedBy(operation, options) !== undefined)
    .map((operation): OperationVerdict => ({
      call: { operation, because: [] },
      behavior: behaviorOf(operation, options.edition),
      verdict: "undecided",
      undecided: { because: "lookUp", failure },
      mayBeMade: true,
    }));
  return operations.length === 0 ? undefined : { resource, change, operations, deletesLocked: [], effects: [] };
}

const KINDS = ["create", "update", "delete"] as const;

/** What a resource's own properties spell out may be called by any change of it. */
function operationsOf(
  { create, update, delete: gone, calls }: ResourceModel,
  change: ResourceChange,
): ReadonlySet<string> {
  const { after } = change;
  const spelled = KINDS.flatMap((kind) => calls?.({ ...change, kind, before: after }, NOTHING_KNOWN) ?? []);
  return new Set([...create, ...update, ...gone, ...spelled].map(({ operation }) => operation));
}
