import type { Failure } from "./lookUps";
import type { Place } from "./places";
import type { ProviderSettings } from "./providers";
import type { PriorResource } from "./resources";
import type { Target } from "./targets";
import type { ValueMap } from "./values";

/** What happens to a resource. `none`: the provider is not asked to do anything. */
export type ChangeKind = "create" | "update" | "replace" | "delete" | "none";

/**
 * What a change of a property is known to be: a difference; a difference whose new value is only known at apply; or a
 * secret that cannot be compared, because its plain text is not at hand.
 */
export type Difference = "changed" | "unknown" | "undisclosed";

/**
 * What becomes of the old resource of a replacement where the provider is not asked to delete it: it stays as it is
 * (`retainOnDelete`), or goes with another one (`deletedWith`).
 */
export type OldOne = "retained" | "goesAlong";

/**
 * A change of one resource, compared and ready to be turned into calls. `before` is empty for a create, `after` for a
 * delete; in the two halves of a replacement each has its side.
 */
export interface ResourceChange {
  readonly type: string;
  readonly kind: Exclude<ChangeKind, "none">;
  /** Id of the existing resource; undefined for a create. */
  readonly id: string | undefined;
  /** What an existing resource can be found by where its id is not shown. */
  readonly knownBy?: readonly Target[];
  readonly before: ValueMap;
  readonly after: ValueMap;
  /** Every property that differs and makes the provider do something. */
  readonly changed: ReadonlyMap<string, Difference>;
  /** A replacement: the properties that force it; empty where something else does (`--replace`, the provider). */
  readonly replaceKeys: readonly string[];
  /** A replacement that does not ask for a deletion. */
  readonly oldOne?: OldOne;
  /** A create, as far as is known: the program may as well name something that exists (`import`). */
  readonly mayBeImport?: true;
  /** Some values are secrets whose plain text is not at hand. */
  readonly hidesSecrets?: true;
}

/** What a preview's step says of its resource (the JSON of `pulumi preview`): the strongest evidence there is. */
export interface StepEvidence {
  readonly kind: ChangeKind;
  /** Top-level names of the detailed diff; empty: a diff that shows nothing; undefined: the step has none. */
  readonly changed?: readonly string[] | undefined;
  /** Those that force a replacement. */
  readonly replaceKeys?: readonly string[] | undefined;
}

/** A resource of the planned state (the stack phase of a preview): its outputs as far as the preview knows them. */
export interface PlannedState {
  /** Undefined where the message has "" or nothing: created, replaced, or updated. */
  readonly id: string | undefined;
  readonly outputs: ValueMap;
}

/** What is at hand to tell the engine's decision on one resource; every door shows another part of it. */
export interface Evidence {
  readonly type: string;
  /** Undefined: there is none, or it is gone already. */
  readonly prior: PriorResource | undefined;
  /** The inputs after the provider's check; undefined: the resource is not in the program any more. */
  readonly program: ValueMap | undefined;
  readonly settings: ValueMap;
  readonly step?: StepEvidence;
  readonly planned?: PlannedState;
  /** Properties whose changes the program tells the engine to ignore. */
  readonly ignoreChanges?: readonly string[];
  /** `prior` is older than the state that the engine compares with (`--refresh`). */
  readonly refreshed?: boolean;
  /** The engine was told to replace it, where nothing else would show that. */
  readonly forced?: boolean;
  /** Properties whose change may replace it, `*` for any, where the door does not show whether it does. */
  readonly mayReplaceOn?: readonly string[];
  /** A replacement asks for no deletion, and why. */
  readonly oldOne?: OldOne;
  /** It goes with another resource that is replaced, and whether the provider is asked for it hangs on the order. */
  readonly goesWithReplaced?: boolean;
  /** What lets the provider create it may as well be an import, which this door does not show. */
  readonly mayBeImport?: boolean;
  /** Secrets that cannot be compared count as the same: a preview, which sees more, has let this pass. */
  readonly sameSecrets?: boolean;
}

/** Why the evidence leaves more than one reading. */
export type OpenQuestion =
  /** A secret of the prior state decides, and its plain text is not at hand. */
  | "secret"
  /** The refreshed state decides, which no policy is shown. */
  | "drift"
  /** The state of what is imported decides, which no policy is shown. */
  | "import"
  /** The engine plans a change that the prior state does not explain. */
  | "unexplained"
  /** It names a property that is not known here, so what is called for it is not known either. */
  | "unknownProperty"
  /** Another difference explains an update, and a replacement would look the same. */
  | "replacement"
  /** Whether the old one is deleted hangs on the order in which the resource it goes with is replaced. */
  | "deletedWith";

/**
 * What the engine has decided, as far as the evidence tells: every change that may be made, the one with most calls
 * first. `undefined` among them: the provider may be asked for nothing. A single one is certain.
 */
export interface Decision {
  readonly readings: readonly (ResourceChange | undefined)[];
  /** Where there are several. */
  readonly open?: OpenQuestion;
}

/** One resource as a door shows it. */
export interface PlannedResource {
  readonly urn: string;
  readonly provider: ProviderSettings;
  readonly evidence: Evidence;
  /** The URN under which the prior state has it, to read its secrets in plain text. */
  readonly priorUrn: string | undefined;
  /** In an update: its preview has been judged. */
  readonly previewed?: boolean;
  /** The prior state, or the step, cannot be read: what the change is cannot be said, and why. */
  readonly failure?: Failure;
  /** Where the program declares it; undefined: not shown. */
  readonly place?: Place;
}
