import assert from "node:assert/strict";
import { creation, deletesOld, deletion, replacement, update } from "../../policypack/changes/change";
import type { Comparison } from "../../policypack/changes/comparison";
import type { Evidence } from "../../policypack/domain/decisions";
import type { PriorResource } from "../../policypack/domain/resources";
import { UNDISCLOSED, type ValueMap } from "../../policypack/domain/values";

const evidence = (more: Partial<Evidence> = {}): Evidence => ({
  type: "t",
  prior: undefined,
  program: undefined,
  settings: {},
  ...more,
});
const prior = (id: string, inputs: ValueMap = {}, outputs: ValueMap = {}): PriorResource => ({
  id,
  inputs,
  outputs,
  unfinished: false,
  tainted: false,
});
const compared = (changed: Record<string, "changed" | "unknown">, after: ValueMap = {}): Comparison => ({
  before: { a: "before" },
  after,
  changed: new Map(Object.entries(changed)),
  replaceKeys: [],
});

describe("a creation", () => {
  it("has nothing before, and the program's values after", () => {
    const change = creation(evidence(), { a: "1" });
    assert.deepEqual(change, {
      type: "t",
      kind: "create",
      id: undefined,
      before: {},
      after: { a: "1" },
      changed: new Map(),
      replaceKeys: [],
    });
  });
  it("says where it may be an import", () => {
    assert.equal(creation(evidence({ mayBeImport: true }), {}).mayBeImport, true);
    assert.equal("mayBeImport" in creation(evidence({ mayBeImport: false }), {}), false);
  });
});

describe("a deletion", () => {
  it("has the state's values before, those of its outputs first, and nothing after", () => {
    const change = deletion(evidence(), prior("x-1", { a: "input", b: "2" }, { a: "output", c: "3" }));
    assert.deepEqual(
      { ...change, before: { ...change.before } },
      {
        type: "t",
        kind: "delete",
        id: "x-1",
        before: { a: "output", b: "2", c: "3" },
        after: {},
        changed: new Map(),
        replaceKeys: [],
      },
    );
  });
  it("of something without an id has none", () => {
    assert.equal(deletion(evidence(), prior("")).id, undefined);
  });
  it("is marked where the state has a secret", () => {
    assert.equal(deletion(evidence(), prior("x", { a: UNDISCLOSED })).hidesSecrets, true);
    assert.equal(deletion(evidence(), prior("x", {}, { a: UNDISCLOSED })).hidesSecrets, true);
  });
});

describe("an update", () => {
  const rules = { schema: {}, ineffective: { a: ({ after }: { after: ValueMap }) => after.a === undefined } };

  it("has every property that makes the provider do something", () => {
    const change = update(rules, evidence({ prior: prior("x-1") }), compared({ a: "changed", b: "unknown" }));
    assert.deepEqual([...(change?.changed ?? [])], [["b", "unknown"]]);
    assert.deepEqual([change?.kind, change?.id, change?.before], ["update", "x-1", { a: "before" }]);
  });
  it("of nothing, or of nothing that has an effect, is none", () => {
    assert.equal(update(rules, evidence(), compared({})), undefined);
    assert.equal(update(rules, evidence(), compared({ a: "changed" })), undefined);
    assert.equal(update(rules, evidence(), compared({ a: "changed" }, { a: "1" }))?.changed.size, 1);
  });
  it("of something without an id has none", () => {
    assert.equal(update({ schema: {} }, evidence(), compared({ a: "changed" }))?.id, undefined);
    assert.equal(update({ schema: {} }, evidence({ prior: prior("") }), compared({ a: "changed" }))?.id, undefined);
  });
});

describe("a replacement", () => {
  const old = prior("x-1", { a: "input", b: "2" }, { a: "output" });
  const of = (more: Partial<Evidence>) =>
    replacement(evidence({ prior: old, ...more }), old, compared({ a: "changed" }).changed, { a: "new" }, ["a"]);

  it("has the state's values before, the program's after, and why", () => {
    const change = of({});
    assert.deepEqual(
      { ...change, before: { ...change.before } },
      {
        type: "t",
        kind: "replace",
        id: "x-1",
        before: { a: "output", b: "2" },
        after: { a: "new" },
        changed: new Map([["a", "changed"]]),
        replaceKeys: ["a"],
      },
    );
  });
  it("that does not ask for a deletion says what becomes of the old one, and is a replacement all the same", () => {
    const { oldOne, kind, id, mayBeImport } = of({ oldOne: "retained", mayBeImport: true });
    assert.deepEqual([oldOne, kind, id, mayBeImport], ["retained", "replace", "x-1", undefined]);
    assert.equal("oldOne" in of({}), false);
  });
  it("asks for the deletion of the old one, unless something else becomes of that", () => {
    const kinds = ["create", "update", "delete", "replace"] as const;
    assert.deepEqual(
      kinds.map((kind) => deletesOld({ kind })),
      [false, false, true, true],
    );
    for (const oldOne of ["retained", "goesAlong"] as const) assert.ok(!deletesOld({ kind: "replace", oldOne }));
  });
  it("has the program's own values of what updates ignore, by their top-level names", () => {
    const planned = { id: undefined, outputs: { a: "own", b: "own", "c.d": "own" } };
    assert.deepEqual({ ...of({ planned, ignoreChanges: ["b.c[0]"] }).after }, { a: "new", b: "own" });
    assert.deepEqual({ ...of({ planned, ignoreChanges: [] }).after }, { a: "new" });
    assert.deepEqual({ ...of({ ignoreChanges: ["*"] }).after }, { a: "new" });
    assert.deepEqual({ ...of({ planned, ignoreChanges: ["*"] }).after }, planned.outputs);
  });
});
