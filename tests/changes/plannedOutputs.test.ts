import assert from "node:assert/strict";
import { losesAll, losesComputed, mayLoseComputed, showsComputed } from "../../policypack/changes/plannedOutputs";
import type { PlannedState } from "../../policypack/domain/decisions";
import type { PriorResource } from "../../policypack/domain/resources";
import { UNKNOWN, type ValueMap } from "../../policypack/domain/values";

const SCHEMA = {
  zone: "String required forceNew",
  name: "String optional computed",
  address: "String computed",
  tags: "Map optional computed",
} as const;

const stateOf = (outputs: ValueMap): PriorResource => ({
  id: "x-1",
  inputs: {},
  outputs,
  unfinished: false,
  tainted: false,
});
const planOf = (outputs: ValueMap): PlannedState => ({ id: undefined, outputs });

interface Row {
  readonly it: string;
  readonly state: ValueMap;
  readonly program?: ValueMap;
  readonly plan: ValueMap;
  /** Whether something could be lost, and whether it is. */
  readonly may: boolean;
  readonly loses: boolean;
}

const STATE = { zone: "z", name: "n", address: "a" };

const ROWS: readonly Row[] = [
  { it: "has them all", state: STATE, plan: STATE, may: true, loses: false },
  { it: "has one of them", state: STATE, plan: { zone: "z", name: "n" }, may: true, loses: false },
  { it: "has none of them", state: STATE, plan: { zone: "z" }, may: true, loses: true },
  { it: "knows none of them", state: STATE, plan: { name: UNKNOWN, address: UNKNOWN }, may: true, loses: true },
  { it: "has another one that is empty in the state", state: { ...STATE, tags: {} }, plan: {}, may: true, loses: true },
  {
    it: "has what the program sets itself",
    state: STATE,
    program: { name: "n" },
    plan: { name: "n" },
    may: true,
    loses: true,
  },
  { it: "is of a state that has none", state: { zone: "z", name: "" }, plan: {}, may: false, loses: false },
  {
    it: "is of a state that has none but what the program sets",
    state: { name: "n" },
    program: { name: "n" },
    plan: { name: "n" },
    may: false,
    loses: false,
  },
];

describe("a plan that, of the state's computed outputs,", () => {
  for (const { it: name, state, program = {}, plan, may, loses } of ROWS) {
    it(`${name}: ${loses ? "loses them" : may ? "does not lose them" : "could lose nothing"}`, () => {
      assert.equal(mayLoseComputed(SCHEMA, stateOf(state), program), may);
      assert.equal(losesComputed(SCHEMA, stateOf(state), program, planOf(plan)), loses);
    });
  }
});

describe("a plan that, of the outputs that are named,", () => {
  const cases: readonly (readonly [string, ValueMap, ValueMap, boolean])[] = [
    ["has none", { a: "1", b: "2" }, {}, true],
    ["has none but unknown ones", { a: "1", b: "2" }, { a: UNKNOWN }, true],
    ["has one", { a: "1", b: "2" }, { b: "3" }, false],
    ["has none, of those that the state has", { a: "" }, { b: "3" }, true],
    ["has none, and the state has none", {}, {}, false],
  ];
  for (const [name, state, plan, loses] of cases) {
    it(`${name}: ${loses ? "loses them" : "does not lose them"}`, () => {
      assert.equal(losesAll(["a", "b"], stateOf(state), planOf(plan)), loses);
    });
  }
});

describe("the plan of something new that shows", () => {
  const cases: readonly (readonly [string, ValueMap, boolean])[] = [
    ["a computed output", { address: "a" }, true],
    ["a computed output that the program could set", { name: "n" }, true],
    ["what is not computed", { zone: "z" }, false],
    ["an unknown computed output", { address: UNKNOWN }, false],
    ["a computed output that is unknown in part", { tags: { a: UNKNOWN } }, false],
    ["an empty computed output", { address: "", tags: {} }, false],
    ["an output of no schema", { other: "o" }, false],
  ];
  for (const [name, outputs, exists] of cases) {
    it(`${name} ${exists ? "is of something that exists" : "is of something that does not exist yet"}`, () => {
      assert.equal(showsComputed(SCHEMA, {}, planOf(outputs)), exists);
    });
  }
  it("what the program sets is of something that does not exist yet", () => {
    assert.equal(showsComputed(SCHEMA, { name: "n" }, planOf({ name: "n" })), false);
  });
});
