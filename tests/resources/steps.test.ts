import assert from "node:assert/strict";
import type { ResourceChange } from "../../policypack/domain/decisions";
import { UNDISCLOSED, UNKNOWN, type Value, type ValueMap } from "../../policypack/domain/values";
import { NOTHING_KNOWN, type StepContext } from "../../policypack/resources/model";
import {
  beginsAs,
  gains,
  idParts,
  ids,
  isSet,
  listedIds,
  loses,
  maybe,
  maybeTrue,
  mayBe,
  noTarget,
  numberOf,
  statusSoFar,
  tagSteps,
} from "../../policypack/resources/steps";

const change = (before: ValueMap, after: ValueMap, more: Partial<ResourceChange> = {}): ResourceChange => ({
  type: "t",
  kind: "update",
  id: "i-1",
  before,
  after,
  changed: new Map(),
  replaceKeys: [],
  ...more,
});
const context = (before: ValueMap, after: ValueMap, more: Partial<StepContext> = {}): StepContext => ({
  change: change(before, after),
  live: NOTHING_KNOWN,
  earlier: [],
  ...more,
});

/** Each row: what is given, and what comes of it. */
function rows<Given, Result>(
  act: (given: Given) => Result,
  table: readonly (readonly [string, Given, Result])[],
): void {
  for (const [what, given, result] of table) {
    it(what, () => {
      assert.deepEqual(act(given), result);
    });
  }
}

describe("ids in a value", () => {
  rows<Value | undefined, string[]>(ids, [
    ["one", "i-1", ["i-1"]],
    ["several, at any depth", ["i-1", ["i-2"]], ["i-1", "i-2"]],
    ["none that is only known at apply, or hidden", ["i-1", UNKNOWN, UNDISCLOSED], ["i-1"]],
    ["none in what is no text, or empty", [7, "", null, { a: "i-1" }], []],
    ["none where there is no value", undefined, []],
  ]);
});

describe("the parts of a resource id", () => {
  rows<string | undefined, readonly (string | undefined)[]>(idParts, [
    ["are two", "d-1:i-1", ["d-1", "i-1"]],
    ["of which the second may hold colons", 'kp:["i-1","i-2"]:x', ["kp", '["i-1","i-2"]:x']],
    ["are none without a colon", "d-1", [undefined, undefined]],
    ["are none where they are empty", ":", [undefined, undefined]],
    ["are none where there is no id", undefined, [undefined, undefined]],
  ]);
});

describe("ids in the JSON list of a resource id", () => {
  rows<string | undefined, string[]>(listedIds, [
    ["are read", '["i-1", "i-2"]', ["i-1", "i-2"]],
    ["are none in another text", "i-1", []],
    ["are none where there is none", undefined, []],
  ]);
});

describe("the calls behind tags", () => {
  const called = (before: Value | undefined, after: Value | undefined): string[] =>
    tagSteps("tags")
      .filter(({ when }) => when?.(context({ tags: before }, { tags: after })) === true)
      .map(({ operation }) => operation);

  rows<readonly [Value | undefined, Value | undefined], string[]>(
    ([before, after]) => called(before, after),
    [
      ["take a key away that goes", [{ a: "1", b: "2" }, { a: "1" }], ["UntagResources"]],
      ["add one that comes", [{ a: "1" }, { a: "1", b: "2" }], ["TagResources"]],
      ["do both for one that changes", [{ a: "1" }, { a: "2" }], ["UntagResources", "TagResources"]],
      ["are none where nothing changes", [{ a: "1" }, { a: "1" }], []],
      ["may be both where tags are only known at apply", [{ a: "1" }, UNKNOWN], ["UntagResources", "TagResources"]],
      ["may be both where one of them is", [{ a: UNKNOWN }, { a: UNKNOWN }], ["UntagResources", "TagResources"]],
      ["take all away where there are none any more", [{ a: "1" }, undefined], ["UntagResources"]],
    ],
  );

  it("name the property that they are for", () => {
    assert.deepEqual(
      tagSteps("volumeTags").map(({ on }) => on),
      [["volumeTags"], ["volumeTags"]],
    );
  });
});

describe("a value that decides on a call", () => {
  describe("is set", () => {
    rows<Value | undefined, boolean>(isSet, [
      ["if it is not empty", "x", true],
      ["if it is only known at apply", UNKNOWN, true],
      ["not if it is empty", "", false],
      ["not if there is none", undefined, false],
    ]);
  });

  describe("as a number", () => {
    rows<Value | undefined, number>(numberOf, [
      ["is itself", 5, 5],
      ["may be a text", "5", 5],
      ["is 0 where there is none", undefined, 0],
      ["may be any where it is only known at apply", UNKNOWN, Number.POSITIVE_INFINITY],
      ["compares with nothing where it is hidden", UNDISCLOSED, Number.NaN],
      ["compares with nothing where it is no number", ["5"], Number.NaN],
    ]);
  });

  it("may be what is expected where it is only known at apply", () => {
    assert.deepEqual(
      [maybe("Running", "Running"), maybe(UNKNOWN, "Running"), maybe("Stopped", "Running")],
      [true, true, false],
    );
    assert.deepEqual(
      ([true, "true", UNKNOWN, false, "false", undefined] as const).map((value) => maybeTrue(value)),
      [true, true, true, false, false, false],
    );
  });

  it("may be any live status where none is known", () => {
    assert.deepEqual(
      [mayBe(undefined, "Running"), mayBe("Running", "Running"), mayBe("Stopped", "Running")],
      [true, true, false],
    );
  });
});

describe("the status of the instance so far", () => {
  const live = { ...NOTHING_KNOWN, instanceStatus: (id: string) => (id === "i-1" ? "Starting" : undefined) };
  const after = (...operations: readonly string[]): string | undefined =>
    statusSoFar(context({}, {}, { live, earlier: operations.map((operation) => ({ operation, because: [] })) }));

  it("is the live one before any call", () => {
    assert.equal(after(), "Starting");
    assert.equal(after("ModifyInstanceAttribute"), "Starting");
  });

  it("is what the last stop or start has made of it", () => {
    assert.equal(after("StopInstance", "ModifyInstanceSpec"), "Stopped");
    assert.equal(after("StopInstance", "StartInstance"), "Running");
  });

  it("is not known of what has no id yet", () => {
    assert.equal(statusSoFar({ ...context({}, {}, { live }), change: change({}, {}, { id: undefined }) }), undefined);
  });
});

describe("a set of a property", () => {
  const both = (before: Value | undefined, after: Value | undefined): readonly boolean[] => {
    const given = context({ groups: before }, { groups: after });
    return [gains("groups")(given), loses("groups")(given)];
  };
  rows<readonly [Value | undefined, Value | undefined], readonly boolean[]>(
    ([before, after]) => both(before, after),
    [
      ["gains what it did not have", [["a"], ["a", "b"]], [true, false]],
      ["loses what it has no more", [["a", "b"], ["a"]], [false, true]],
      ["does both", [["a"], ["b"]], [true, true]],
      [
        "does neither in another order",
        [
          ["a", "b"],
          ["b", "a"],
        ],
        [false, false],
      ],
      ["may lose all where it is only known at apply", [["a"], UNKNOWN], [true, true]],
    ],
  );
});

describe("points in time that begin the same", () => {
  rows<{ old: Value | undefined; new: Value | undefined }, boolean>(
    (values) => beginsAs(values, /:00Z$/),
    [
      ["are the same", { old: "2026-12-01T10:00:00Z", new: "2026-12-01T10:00:30Z" }, true],
      ["are not, where another begins otherwise", { old: "2026-12-01T10:00:00Z", new: "2026-12-02T10:00" }, false],
      ["are not where there is no old one", { old: undefined, new: "2026-12-01" }, false],
      ["are not where the new one is no text", { old: "2026-12-01", new: UNKNOWN }, false],
    ],
  );
});

describe("a call that acts on nothing that exists", () => {
  it("has no target", () => {
    assert.deepEqual(noTarget(), []);
  });
});
