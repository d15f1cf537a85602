import assert from "node:assert/strict";
import { MAPPED_TYPES } from "../../policypack/resources";
import { callsOf } from "../../policypack/resources/calls";
import { flagsOf, type PropertyFlags, type Schema } from "../../policypack/changes/schemaFlags";
import { NOTHING_KNOWN, type LiveView, type ResourceModel } from "../../policypack/resources/model";
import type { Value, ValueMap } from "../../policypack/domain/values";
import { ecsOnly, FACTS, type FactsRow } from "./support/facts";
import { allAre, changeOf, requireModel } from "./support/plan";
import { sampleOf, samplesOf, type Sample } from "./support/samples";
import { CHANGES, CORRECTIONS, CREATIONS, DELETIONS, SITUATIONS } from "./support/situations";

const LIVE: readonly LiveView[] = [NOTHING_KNOWN, allAre("Running"), allAre("Stopped")];
const family = (type: string): string => requireModel(type).types[0] ?? type;
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/** Operations, by what one property's change leads to in any situation; and whether it replaces the resource. */
function reached(type: string, name: string, entry: PropertyFlags): { operations: Set<string>; replaces: boolean } {
  const operations = new Set<string>();
  let replaces = false;
  for (const [before, after] of changesOf(type, name, entry)) {
    for (const situation of SITUATIONS[family(type)] ?? [{}]) {
      const change = changeOf(type, {
        id: "x-1",
        before: { ...situation, [name]: before },
        after: { ...situation, [name]: after },
      });
      if (change?.kind === "replace") replaces = true;
      if (change?.kind !== "update") continue;
      for (const live of LIVE) {
        for (const { operation } of callsOf(requireModel(type), change, live)) operations.add(operation);
      }
    }
  }
  return { operations, replaces };
}

const PAIRS: readonly (readonly [Sample, Sample])[] = [
  ["first", "second"],
  ["second", "first"],
  ["none", "first"],
  ["first", "none"],
];

function changesOf(
  type: string,
  name: string,
  entry: PropertyFlags,
): (readonly [Value | undefined, Value | undefined])[] {
  const special = CHANGES[`${family(type)}.${name}`];
  return [...(special ?? PAIRS.map(([old, planned]) => [sampleOf(entry, old), sampleOf(entry, planned)] as const))];
}

/** Operations that all situations of a creation or deletion lead to together. */
function operationsOf(type: string, side: "before" | "after", situations: readonly ValueMap[]): string[] {
  const model = requireModel(type);
  const all = [...situations, samplesOf(model.schema, "first")];
  return all.flatMap((values) => {
    const change = changeOf(type, side === "after" ? { after: values } : { id: "x-1", before: values });
    assert.ok(change);
    return callsOf(model, change, NOTHING_KNOWN).map(({ operation }) => operation);
  });
}

/** Names of what forces a replacement, nested ones as `features.nvmeSupport`. */
function forceNewOf(schema: Schema): string[] {
  return Object.entries(schema).flatMap(([name, entry]) => {
    const { forceNew, block } = flagsOf(entry);
    if (forceNew) return [name];
    return block === undefined ? [] : forceNewOf(block).map((inner) => `${name}.${inner}`);
  });
}

describe("The models against the facts that were read from the provider's source", () => {
  it("know every resource type of the facts", () => {
    const missing = FACTS.filter(({ type }) => !MAPPED_TYPES.includes(type)).map(({ type }) => type);
    assert.deepEqual(missing, []);
  });

  for (const row of FACTS) {
    describe(row.type, () => {
      it("is created with the calls of the source and no others", () => {
        const expected = [...ecsOnly(row.create), ...(CORRECTIONS[`${family(row.type)}.create`] ?? [])];
        assert.deepEqual(sorted(operationsOf(row.type, "after", CREATIONS[family(row.type)] ?? [])), sorted(expected));
      });

      it("is deleted with the calls of the source and no others", () => {
        const found = operationsOf(row.type, "before", DELETIONS[family(row.type)] ?? []);
        assert.deepEqual(sorted(found), sorted(ecsOnly(row.delete)));
      });

      it("is updated, property by property, with the calls of the source and no others", () => {
        checkUpdates(row);
      });

      it("is replaced by the properties that the source forces a new resource for", () => {
        const expected = row.replaceOn.map((name) => name.replace(/\[\]/g, ""));
        const found = forceNewOf(requireModel(row.type).schema);
        assert.deepEqual(
          row.partial ? sorted(expected.filter((name) => !found.includes(name))) : sorted(found),
          row.partial ? [] : sorted(expected),
        );
      });
    });
  }
});

function checkUpdates(row: FactsRow): void {
  const { schema } = requireModel(row.type);
  const further = (name: string): readonly string[] => [
    ...(CORRECTIONS[`${family(row.type)}.update`] ?? []),
    ...(CORRECTIONS[`${family(row.type)}.update.${name}`] ?? []),
  ];
  const wrong = Object.entries(schema).flatMap(([name, entry]) => {
    const { operations } = reached(row.type, name, entry);
    const expected = ecsOnly(row.update[name] ?? []);
    const missing = expected.filter((operation) => !operations.has(operation));
    const excess = [...operations].filter(
      (operation) => !expected.includes(operation) && !further(name).includes(operation),
    );
    return missing.length + excess.length === 0 ? [] : [{ name, missing, excess }];
  });
  assert.deepEqual(wrong, []);
}

describe("Every property of every mapped type", () => {
  const models = [...new Set(MAPPED_TYPES.map(requireModel))];

  for (const model of models.filter(({ calls }) => calls === undefined)) {
    it(`of ${model.types.join(" and ")} either calls, calls nothing, replaces or is computed, and only one of these`, () => {
      const steps = new Set(model.update.flatMap(({ on }) => on ?? []));
      const wrong = Object.entries(model.schema).flatMap(([name, entry]) => {
        const kinds = kindsOf(model, steps, name, entry);
        return kinds.length === 1 ? [] : [`${name}: ${kinds.join(" and ") || "nothing"}`];
      });
      assert.deepEqual(wrong, []);
      const unknown = [...steps, ...model.silent].filter((name) => !Object.hasOwn(model.schema, name));
      assert.deepEqual(unknown, []);
    });
  }

  it("has flags that can be read", () => {
    for (const { schema } of models) assertReadable(schema);
  });
});

function kindsOf(model: ResourceModel, steps: ReadonlySet<string>, name: string, entry: PropertyFlags): string[] {
  const { forceNew, computed, optional } = flagsOf(entry);
  const required = !computed && !optional;
  return [
    ...(forceNew ? ["replaces"] : []),
    ...(computed && !optional && !required ? ["computed"] : []),
    ...(steps.has(name) ? ["calls"] : []),
    ...(model.silent.includes(name) ? ["calls nothing"] : []),
  ];
}

function assertReadable(schema: Schema): void {
  for (const entry of Object.values(schema)) {
    const { block } = flagsOf(entry);
    if (block !== undefined) assertReadable(block);
  }
}
