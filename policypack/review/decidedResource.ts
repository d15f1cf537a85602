import { decide } from "../changes/decision";
import type { OperationCall } from "../domain/calls";
import type { Decision, PlannedResource, ResourceChange } from "../domain/decisions";
import { modelOf } from "../resources";
import { callsOf } from "../resources/calls";
import type { LiveView, ResourceModel } from "../resources/model";

/** One resource of which something may be asked, with what the engine has decided. */
export interface DecidedResource {
  readonly resource: PlannedResource;
  readonly model: ResourceModel;
  readonly decision: Decision;
  /** The possible change with most calls. */
  readonly change: ResourceChange;
}

/** Undefined: the provider is asked for nothing, or the type is none that this project knows. */
export function decidedResource(resource: PlannedResource): DecidedResource | undefined {
  const model = modelOf(resource.evidence.type);
  if (model === undefined) return undefined;
  const decision = decide(model, resource.evidence);
  const change = decision.readings.find((one) => one !== undefined);
  return change === undefined ? undefined : { resource, model, decision, change };
}

/** A call that may be made, and whether it is made whatever the open question comes to. */
export interface PossibleCall {
  readonly call: OperationCall;
  readonly isCertain: boolean;
}

/** Every call that some reading of the decision makes, in call order. */
export function possibleCalls({ model, decision }: DecidedResource, live: LiveView): PossibleCall[] {
  const [first = [], ...others] = decision.readings.map((change) =>
    change === undefined ? [] : callsOf(model, change, live),
  );
  if (others.length === 0) return first.map((call) => ({ call, isCertain: true }));
  const isIn = (list: readonly OperationCall[], call: OperationCall): boolean =>
    list.some((one) => isSameCall(one, call));
  const further: OperationCall[] = [];
  for (const call of others.flat()) if (!isIn(first, call) && !isIn(further, call)) further.push(call);
  return [
    ...first.map((call) => ({ call, isCertain: others.every((list) => isIn(list, call)) })),
    ...further.map((call) => ({ call, isCertain: false })),
  ];
}

function isSameCall(left: OperationCall, right: OperationCall): boolean {
  return left.operation === right.operation && JSON.stringify(left.target) === JSON.stringify(right.target);
}
