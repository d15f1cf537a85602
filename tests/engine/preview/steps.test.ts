import assert from "node:assert/strict";
import { UNDISCLOSED, UNKNOWN } from "../../../policypack/domain/values";
import { headOf, priorOfStep, stepInputs, stepOf, stepOutputs } from "../../../policypack/engine/preview/steps";

type Json = Readonly<Record<string, unknown>>;

const TYPE = "alicloud:ecs/instance:Instance";
const URN = `urn:pulumi:dev::shop::my:app:App$${TYPE}::we::b`;

describe("what a step is about", () => {
  const rows: readonly (readonly [string, Json, string, boolean])[] = [
    ["its type", { type: TYPE }, TYPE, true],
    ["the type of its new state", { newState: { type: TYPE } }, TYPE, true],
    ["the type of its old state", { oldState: { type: TYPE } }, TYPE, true],
    ["the new type, where an alias had another", { newState: { type: TYPE }, oldState: { type: "t" } }, TYPE, true],
    ["another type than its URN's", { newState: { type: "t:t:T" } }, "t:t:T", false],
    ["two types", { type: TYPE, newState: { type: "t:t:T" } }, TYPE, false],
    ["no type: that of its URN", {}, TYPE, false],
    ["a type that is none: that of its URN", { type: 1 }, TYPE, false],
  ];
  for (const [name, raw, type, isNamedByUrn] of rows) {
    it(`is told by ${name}`, () => {
      const found = headOf({ op: "update", urn: URN, ...raw });
      assert.deepEqual(found, { op: "update", urn: URN, priorUrn: URN, type, isNamedByUrn });
    });
  }

  it("is a resource that the prior state may have under another URN", () => {
    const FORMER = `${URN}-former`;
    const priorUrn = (raw: Json) => headOf({ op: "replace", urn: URN, ...raw })?.priorUrn;
    assert.equal(priorUrn({ oldState: { urn: FORMER } }), FORMER);
    assert.equal(priorUrn({ old: { urn: FORMER } }), FORMER, "events");
    for (const oldState of [null, {}, { urn: "" }, { urn: 1 }, { urn: URN }]) assert.equal(priorUrn({ oldState }), URN);
  });

  it("of a URN without a type is none", () => {
    for (const urn of ["x", "urn:pulumi:dev::shop", `other::shop::${TYPE}::web`])
      assert.equal(headOf({ op: "update", urn })?.type, "");
  });

  it("needs an operation and a URN", () => {
    for (const raw of [undefined, null, [], "x", {}, { op: "update" }, { urn: URN }, { op: 1, urn: URN }])
      assert.equal(headOf(raw), undefined);
  });
});

describe("a step", () => {
  const read = (raw: Json) => {
    const head = headOf({ op: "update", urn: URN, ...raw });
    const found = head === undefined ? undefined : stepOf({ op: "update", urn: URN, ...raw }, head);
    assert.ok(found);
    return found;
  };
  const detailed = (kinds: Json) =>
    Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, { kind, inputDiff: false }]));

  const DIFFS: readonly (readonly [string, Json, unknown, unknown])[] = [
    ["without a diff says nothing of what differs", {}, undefined, undefined],
    ["with a diff that shows nothing says that", { detailedDiff: {} }, [], undefined],
    ["without its detailed diff says nothing", { detailedDiff: null }, undefined, undefined],
    [
      "names what differs once, at the top",
      { detailedDiff: detailed({ "tags.a": "add", "tags.b": "add", "g[0]": "update" }) },
      ["tags", "g"],
      undefined,
    ],
    [
      "names what replaces",
      { detailedDiff: detailed({ a: "update-replace", b: "update", c: "add-replace" }) },
      ["a", "b", "c"],
      ["a", "c"],
    ],
    [
      "as an event names what replaces",
      { detailedDiff: { a: { diffKind: "delete-replace" }, b: { diffKind: "delete" } } },
      ["a", "b"],
      ["a"],
    ],
    ["names the engine's own reasons", { diffReasons: ["a", "b.c"], replaceReasons: ["a"] }, ["a", "b"], ["a"]],
    ["as an event names the engine's own reasons", { diffs: ["a"], keys: ["b"] }, ["a"], ["b"]],
    [
      "goes by its detailed diff before its reasons",
      { diffReasons: ["b"], detailedDiff: detailed({ a: "update" }) },
      ["a"],
      undefined,
    ],
    ["goes by its reasons where the diff shows nothing", { diffReasons: ["b"], detailedDiff: {} }, ["b"], undefined],
    ["takes no other values for names", { diffReasons: [1, null], replaceReasons: "a" }, undefined, undefined],
  ];
  for (const [name, raw, changed, replaceKeys] of DIFFS) {
    it(name, () => {
      const found = read(raw);
      assert.deepEqual([found.changed, found.replaceKeys], [changed, replaceKeys]);
    });
  }

  it("has its provider, or none", () => {
    assert.equal(read({ provider: "p::1" }).provider, "p::1");
    assert.equal(read({}).provider, "");
  });

  it("has what its states say, and their defaults", () => {
    const full = {
      id: "i-1",
      inputs: { a: 1 },
      outputs: { a: 2 },
      external: true,
      retainOnDelete: true,
      pendingReplacement: true,
      deletedWith: "u",
      initErrors: ["e"],
      importID: "i-1",
    };
    const { old, new: next } = read({ oldState: full, newState: { initErrors: [], external: "yes" } });
    assert.deepEqual(old, {
      id: "i-1",
      inputs: { a: 1 },
      outputs: { a: 2 },
      external: true,
      retainOnDelete: true,
      pendingReplacement: true,
      deletedWith: "u",
      unfinished: true,
      importId: "i-1",
    });
    assert.deepEqual(next, {
      id: "",
      inputs: undefined,
      outputs: undefined,
      external: false,
      retainOnDelete: false,
      pendingReplacement: false,
      deletedWith: "",
      unfinished: false,
      importId: "",
    });
  });

  it("as an event does not say whether a replacement is pending", () => {
    const { old, new: next } = read({ old: { id: "i-1", pendingReplacement: true }, new: { id: "" } });
    assert.deepEqual([old?.pendingReplacement, next?.pendingReplacement, old?.id], [undefined, undefined, "i-1"]);
  });

  it("without states has none", () => {
    const { old, new: next } = read({ oldState: null, newState: "x" });
    assert.deepEqual([old, next], [undefined, undefined]);
  });
});

describe("the values of a step's state", () => {
  const STATE = {
    id: "i-1",
    external: false,
    retainOnDelete: false,
    pendingReplacement: false,
    deletedWith: "",
    importId: "",
    unfinished: true,
    inputs: { a: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", b: "[secret]", __defaults: [] },
    outputs: { a: "x", c: "[secret]" },
  };

  it("are in this project's form", () => {
    const prior = priorOfStep(STATE);
    assert.deepEqual({ ...prior.inputs }, { a: UNKNOWN, b: UNDISCLOSED });
    assert.deepEqual({ ...prior.outputs }, { a: "x", c: UNDISCLOSED });
    assert.deepEqual([prior.id, prior.unfinished, prior.tainted], ["i-1", true, false]);
    assert.deepEqual({ ...stepInputs(STATE) }, { a: UNKNOWN, b: UNDISCLOSED });
  });

  it("are read by name, where no others are needed", () => {
    assert.deepEqual({ ...stepOutputs(STATE, ["a"]) }, { a: "x" });
    assert.deepEqual({ ...stepOutputs({ outputs: null }, ["a"]) }, {});
  });
});
