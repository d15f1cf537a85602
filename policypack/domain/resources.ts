import type { Place } from "./places";
import type { ProviderSettings } from "./providers";
import type { ValueMap } from "./values";

/** A resource before a change. */
export interface PriorResource {
  /** "" for what has none. */
  readonly id: string;
  readonly inputs: ValueMap;
  readonly outputs: ValueMap;
  /** Its creation or last update has not ended well: the engine asks the provider to update it whatever has changed. */
  readonly unfinished: boolean;
  /** Marked with `pulumi state taint`: the engine replaces it. */
  readonly tainted: boolean;
}

/** A resource of a stack's state, reduced to what decides on a change. Source: apitype.ResourceV3. */
export interface ResourceState extends PriorResource {
  readonly urn: string;
  readonly type: string;
  /** `urn::id` of the provider resource. */
  readonly provider: string;
  /** Read, not managed: never created, changed or deleted. */
  readonly external: boolean;
  /** It existed before, and the program has named its id. */
  readonly imported: boolean;
  readonly retainOnDelete: boolean;
  readonly deletedWith: string;
  /** It depends on other resources than the one that it is `deletedWith`. */
  readonly dependsOnOthers?: true;
  /** Replaced in an earlier, interrupted update, and still to be deleted. */
  readonly pendingDelete: boolean;
  /** Deleted in an earlier, interrupted update, and still to be created again. */
  readonly pendingReplacement: boolean;
  /** Properties whose change replaced it when it was last updated, `*` for any (`replaceOnChanges`, `replacementTrigger`). */
  readonly replacedOn?: readonly string[];
  /** Where the program declared it when it was last updated. */
  readonly place?: Place;
}

export interface StackState {
  /** The live resources by URN. */
  readonly resources: ReadonlyMap<string, ResourceState>;
  /** Leftovers of interrupted updates: a URN may have several, beside its live resource. */
  readonly pendingDeletes: readonly ResourceState[];
  /** URNs of all resources, of any type, that are read and not managed. */
  readonly external: ReadonlySet<string>;
  /** Inputs of the provider resources, by URN. */
  readonly providers: ReadonlyMap<string, ValueMap>;
}

export const EMPTY_STATE: StackState = {
  resources: new Map(),
  pendingDeletes: [],
  external: new Set(),
  providers: new Map(),
};

/** The provider that a resource of the state goes through. A reference is the provider's URN, `::` and its id. */
export function providerOf(state: StackState, resource: ResourceState): ProviderSettings {
  const urn = resource.provider.replace(/::[^:]*$/, "");
  return urn === "" ? { settings: {} } : { urn, settings: state.providers.get(urn) ?? {} };
}
