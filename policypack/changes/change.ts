import type { ChangeKind, ResourceChange, ResourceModel } from "../resources/model";
import { diffProperties, type Diff, type Difference, type Prior, type Suppressions } from "./comparison";
import { holdsUndisclosed, type ValueMap } from "../domain/values";

/** What the engine has decided, where the door shows it. Property names are top-level names. */
export interface EngineDecision {
  readonly kind: ChangeKind;
  /** The properties of its detailed diff; undefined: it shows none. */
  readonly changed?: readonly string[];
  readonly replaceKeys?: readonly string[];
}

/** One resource before and after, as far as the door shows them. */
export interface Subject {
  readonly type: string;
  readonly id: string | undefined;
  readonly prior: Prior | undefined;
  /** Undefined: the resource is not in the program any more. */
  readonly planned: ValueMap | undefined;
  /** Properties whose changes the program tells the engine to ignore. */
  readonly ignored?: readonly string[];
  /** A replacement deletes nothing: the old one is retained, or goes with another resource. */
  readonly keepsOld?: boolean;
  /** What a replacement is created with in place of `planned`: `ignoreChanges` holds for updates only. */
  readonly replacedWith?: ValueMap;
  /** Without a prior resource: it may be an import, which the door does not show. */
  readonly mayBeImport?: boolean;
  /** Planned without outputs that an update loses as well, but not a resource in which nothing changes. */
  readonly losesOutputs?: boolean;
  /** The provider's settings. */
  readonly settings: ValueMap;
  readonly engine?: EngineDecision;
}

/** Whether secrets that cannot be compared count as changes. */
export type Undisclosed = "changed" | "unchanged";

/** What the provider will be asked to do, or undefined: nothing. */
export function planChange(
  model: ResourceModel,
  subject: Subject,
  undisclosed: Undisclosed,
): ResourceChange | undefined {
  const change = changeOf(model, subject, undisclosed);
  const hides = change !== undefined && [change.before, change.after].some(hidesSecrets);
  return hides ? { ...change, hidesSecrets: true } : change;
}

function hidesSecrets(values: ValueMap): boolean {
  for (const name of Object.keys(values)) {
    const value = values[name];
    // Most values are texts, and there are thousands of resources.
    if (typeof value !== "string" && holdsUndisclosed(value)) return true;
  }
  return false;
}

/** Whether the prior resource has secrets that cannot be compared, and nobody has compared them. */
export function leavesSecretsOpen(subject: Subject): boolean {
  // The engine has compared with everything at hand.
  if (subject.engine?.changed !== undefined) return false;
  const { prior, planned } = subject;
  return planned !== undefined && prior !== undefined && (hidesSecrets(prior.inputs) || hidesSecrets(prior.outputs));
}

function changeOf(model: ResourceModel, subject: Subject, undisclosed: Undisclosed): ResourceChange | undefined {
  const { type, prior, planned, engine, ignored = [] } = subject;
  if (engine?.kind === "none") return undefined;
  const base = { type, id: subject.id === "" ? undefined : subject.id };
  const nothing = { changed: new Map<string, Difference>(), replaceKeys: [] };
  if (planned === undefined) {
    if (prior === undefined) return undefined;
    return { ...base, ...nothing, kind: "delete", before: valuesOf(prior), after: {} };
  }
  const created = (after: ValueMap): ResourceChange => {
    return { type, id: undefined, ...nothing, kind: "create", before: {}, after };
  };
  if (prior === undefined) {
    return subject.mayBeImport === true ? { ...created(planned), mayBeImport: true } : created(planned);
  }
  const diff = diffProperties(model.schema, suppressionsOf(model, ignored), prior, planned);
  const changed = changesOf(model, diff, undisclosed, engine);
  const replaceKeys = replaceKeysOf(model, diff, changed, subject);
  const kind =
    engine?.kind ??
    (replaceKeys.length > 0 || (subject.losesOutputs === true && changed.size === 0) ? "replace" : "update");
  if (kind === "update" && changed.size === 0) return undefined;
  const replacement = subject.replacedWith === undefined ? planned : { ...planned, ...subject.replacedWith };
  if (kind === "replace" && subject.keepsOld === true) return created(replacement);
  const after = kind === "replace" ? replacement : diff.after;
  return { ...base, kind, before: diff.before, after, changed: effective(model, diff, changed), replaceKeys };
}

/** A property that `ignoreChanges` names goes on with its prior value, as one whose difference the provider hides (M). */
function suppressionsOf({ suppressions = {}, schema }: ResourceModel, ignored: readonly string[]): Suppressions {
  if (ignored.length === 0) return suppressions;
  const names = ignored.includes("*") ? Object.keys(schema) : ignored;
  return { ...suppressions, ...Object.fromEntries(names.map((name) => [name, () => true])) };
}

const valuesOf = ({ inputs, outputs }: Prior): ValueMap => ({ ...inputs, ...outputs });

function changesOf(
  model: ResourceModel,
  diff: Diff,
  undisclosed: Undisclosed,
  engine: EngineDecision | undefined,
): ReadonlyMap<string, Difference> {
  if (engine?.changed === undefined) {
    return new Map(
      [...diff.changed].filter(([, difference]) => difference !== "undisclosed" || undisclosed === "changed"),
    );
  }
  // The engine has compared with everything at hand, secrets included.
  const names = engine.changed.filter((name) => Object.hasOwn(model.schema, name));
  return new Map(names.map((name) => [name, diff.changed.get(name) === "unknown" ? "unknown" : "changed"]));
}

function replaceKeysOf(
  model: ResourceModel,
  diff: Diff,
  changed: ReadonlyMap<string, Difference>,
  { settings, engine }: Subject,
): readonly string[] {
  if (engine?.replaceKeys !== undefined) return engine.replaceKeys;
  const conditional = Object.entries(model.replacedWhen ?? {})
    .filter(([name, condition]) => changed.has(name) && condition({ settings, before: diff.before, after: diff.after }))
    .map(([name]) => name);
  return [...diff.replaceKeys.filter((name) => changed.has(name)), ...conditional];
}

/** Without the changes that the provider does nothing about. */
function effective(model: ResourceModel, { before, after }: Diff, changed: ReadonlyMap<string, Difference>) {
  const ineffective = model.ineffective ?? {};
  return new Map([...changed].filter(([name]) => ineffective[name]?.({ before, after }) !== true));
}
