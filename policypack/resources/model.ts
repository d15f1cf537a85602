import type { OperationCall, ServerSideEffect } from "../domain/calls";
import type { Target } from "../domain/targets";
import type { ResourceChange } from "../domain/decisions";
import type { ComparisonRules } from "../changes/comparison";
import type { ValueMap } from "../domain/values";

/**
 * What is known of the live instances and disks. `undefined` means not known: a call that depends on it is then
 * listed, so that nothing that may be refused is left out.
 */
export interface LiveView {
  /** Running, Stopped, …: Status of DescribeInstances. */
  readonly instanceStatus: (instanceId: string) => string | undefined;
  /** The instances that a disk is attached to now; empty: none. */
  readonly diskInstances: (diskId: string) => readonly string[] | undefined;
}

export const NOTHING_KNOWN: LiveView = { instanceStatus: () => undefined, diskInstances: () => undefined };

/** What a step may look at. */
export interface StepContext {
  readonly change: ResourceChange;
  readonly live: LiveView;
  /** The calls that the same change has made before this one, in call order. */
  readonly earlier: readonly OperationCall[];
  /** In the half of a replacement that creates: the values of the resource that is replaced. */
  readonly replaced?: ValueMap;
}

/** One call of a create, update or delete; a model lists its steps in the provider's call order. */
export interface Step<Name extends string = string> {
  readonly operation: string;
  /** Update steps: the properties whose change leads to the call. */
  readonly on?: readonly Name[];
  /** Further condition, in the provider's own terms. */
  readonly when?: (context: StepContext) => boolean;
  /** The condition in words, for docs/: "if the instance runs". */
  readonly note?: string;
  /** What the call acts on, where it is not the model's `targets`. An empty list: the call is made without a target. */
  readonly targets?: (context: StepContext) => readonly Target[];
}

/** How the provider turns changes of one family of resources into API calls. */
export interface ResourceModel<Name extends string = string> extends ComparisonRules {
  /** Pulumi type tokens; more than one where a deprecated type has the same schema and calls. */
  readonly types: readonly string[];
  /** What the calls act on unless a step says otherwise; `change.before` and `change.id` for existing resources. */
  readonly targets?: (context: StepContext) => readonly Target[];
  /** In place of steps: the calls, where the resource's own properties spell them out. */
  readonly calls?: (change: ResourceChange, live: LiveView) => readonly OperationCall[];
  readonly create: readonly Step<Name>[];
  readonly update: readonly Step<Name>[];
  readonly delete: readonly Step<Name>[];
  /** The product whose API the resource is managed with, where that is not ECS. */
  readonly product?: string;
  /** Properties whose change in place makes no ECS call (and replaces nothing). */
  readonly silent: readonly Name[];
  readonly effects?: (change: ResourceChange) => readonly ServerSideEffect[];
  /** Whether a create that may be an import is one, by what exists already: then it calls nothing. */
  readonly exists?: (change: ResourceChange, live: LiveView) => boolean;
  /** The id that a create will have, where its inputs are the id: what the state holds by it is not imported again. */
  readonly idOf?: (inputs: ValueMap) => string | undefined;
  /** The provider's source that the steps were read from. */
  readonly source: string;
}

/** The properties of a resource class: the compiler refuses a name that @pulumi/alicloud does not have. */
export type PropertyOf<Args, State> = (keyof Args | keyof State) & string;

/** Checks the property names of a model against the SDK's types while keeping its literal types. */
export const defineModel =
  <Args, State>() =>
  (model: ResourceModel<PropertyOf<Args, State>>): ResourceModel<PropertyOf<Args, State>> =>
    model;
