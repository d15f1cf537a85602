// What the tables of evidence share: resources to decide on, and the decision in words.
import assert from "node:assert/strict";
import type { ComparisonRules } from "../../../policypack/changes/comparison";
import { decide } from "../../../policypack/changes/decision";
import type {
  Decision,
  Evidence,
  PlannedState,
  ResourceChange,
  StepEvidence,
} from "../../../policypack/domain/decisions";
import type { PriorResource } from "../../../policypack/domain/resources";
import type { ValueMap } from "../../../policypack/domain/values";

const SCHEMA = {
  zone: "String required forceNew",
  note: "String optional",
  name: "String optional computed",
  hidden: "String optional diffSuppress",
  image: "String optional",
  password: "String optional",
  key: "String optional forceNew",
  parts: { flags: "List optional", block: { size: "Int optional", kind: "String optional forceNew" } },
  address: "String computed",
  disk: "String computed",
  mode: 'String optional forceNew default="fast"',
} as const;

export const RULES: ComparisonRules = {
  schema: SCHEMA,
  suppressions: { hidden: ({ old, new: planned }) => typeof old === "string" && old.toUpperCase() === planned },
  ineffective: { note: ({ after }) => after.note === "ineffective" },
  replacedWhen: { image: ({ settings }) => settings.replaceOnImage === true },
};

/** Every change of it replaces it. */
export const FIXED: ComparisonRules = { schema: { zone: "String required forceNew", key: "String optional forceNew" } };

/** A provider that is no bridge: an update and a replacement both lose `result`. */
export const SCRIPT: ComparisonRules = {
  schema: { script: "String optional", trigger: "String optional forceNew", result: "String computed" },
  updateLoses: ["result"],
};

export const INPUTS = { zone: "a", note: "old" };
export const COMPUTED = { address: "10.0.0.1", disk: "d-1", name: "given" };

export const prior = (values: ValueMap = {}, more: Partial<PriorResource> = {}): PriorResource => ({
  id: "x-1",
  inputs: { ...INPUTS, ...values },
  outputs: { ...COMPUTED, ...INPUTS, ...values },
  unfinished: false,
  tainted: false,
  ...more,
});

export const program = (values: ValueMap = {}): ValueMap => ({ ...INPUTS, ...values });

/** An update as the stack phase shows it. */
export const updated = (values: ValueMap = {}): PlannedState => ({
  id: undefined,
  outputs: { ...COMPUTED, ...INPUTS, ...values },
});

/** A creation or replacement as the stack phase shows it: without what the provider computes. */
export const made = (values: ValueMap = {}): PlannedState => ({ id: undefined, outputs: { ...INPUTS, ...values } });

export const step = (kind: StepEvidence["kind"], ...changed: string[]): StepEvidence => ({ kind, changed });

/** Of what of it can be updated, everything. */
export const ANY_UPDATE =
  "update x-1: note (unknown), hidden (unknown), image (unknown), password (unknown), parts (unknown)";

export interface Row {
  /** What is shown. */
  readonly it: string;
  readonly shown: Partial<Evidence>;
  readonly rules?: ComparisonRules;
  /** The possible changes. */
  readonly is: readonly string[];
  readonly open?: Decision["open"];
}

export function script(inputs: ValueMap): PriorResource {
  return { id: "x-1", inputs, outputs: { ...inputs, result: "r" }, unfinished: false, tainted: false };
}

export function scripted(outputs: ValueMap): PlannedState {
  return { id: undefined, outputs };
}

/** `update x-1: note, password (undisclosed)`, `replace x-1: zone by zone`, `create`, `nothing` */
export function told(change: ResourceChange | undefined): string {
  if (change === undefined) return "nothing";
  const { kind, id, changed, replaceKeys, mayBeImport, oldOne } = change;
  const names = [...changed].map(([name, difference]) => (difference === "changed" ? name : `${name} (${difference})`));
  return [
    kind,
    mayBeImport === true ? " or import" : "",
    id === undefined ? "" : ` ${id}`,
    oldOne === undefined ? "" : ` ${oldOne}`,
    names.length === 0 ? "" : `: ${names.join(", ")}`,
    replaceKeys.length === 0 ? "" : ` by ${replaceKeys.join(", ")}`,
  ].join("");
}

export function describeRows(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const { it: name, shown, rules = RULES, is, open } of rows) {
      it(`${name}: ${is.join(", or ")}${open === undefined ? "" : ` (${open})`}`, () => {
        const decision = decide(rules, evidenceOf(shown));
        assert.deepEqual([decision.readings.map(told), decision.open], [is, open]);
      });
    }
  });
}

/** What a door shows that shows nothing but this. */
export const evidenceOf = (shown: Partial<Evidence>): Evidence => ({
  type: "t",
  prior: undefined,
  program: undefined,
  settings: {},
  ...shown,
});

/** The change that evidence comes to, the one with most calls where several are possible. */
export function changeOf(shown: Partial<Evidence>, rules = RULES): ResourceChange {
  const [change] = decide(rules, evidenceOf(shown)).readings;
  assert.ok(change);
  return change;
}
