import assert from "node:assert/strict";
import { known, notKnown } from "../../../policypack/domain/lookUps";
import type { ResourceState } from "../../../policypack/domain/resources";
import { UNDISCLOSED } from "../../../policypack/domain/values";
import { updateProgress } from "../../../policypack/review/findings/updateProgress";
import { INSTANCE } from "../../support/scenario";
import { FAILURE } from "../support/oneCall";
import { stateOf } from "../support/judging";
import { priorOf } from "../support/resources";

const failing = () => Promise.resolve(notKnown(FAILURE));
const there = (resources: readonly ResourceState[]) => () => Promise.resolve(known(stateOf(resources)));

const one = (urn: string, outputs: ResourceState["outputs"] = {}, more: Partial<ResourceState> = {}): ResourceState =>
  priorOf(INSTANCE, `i-${urn}`, { instanceName: "n" }, outputs, { urn, ...more });

const progress = (before: readonly ResourceState[], now: readonly ResourceState[]) =>
  updateProgress({ read: failing, readWithSecrets: failing, underWay: { before: there(before), now: there(now) } });

describe("what an update under way has done by now", () => {
  const ROWS: readonly (readonly [string, readonly ResourceState[], readonly ResourceState[], string | undefined])[] = [
    ["creates what only the state by now has", [], [one("a")], "created"],
    ["deletes what only the state before has", [one("a")], [], "deleted"],
    ["replaces what has another id", [one("a")], [one("a", {}, { id: "i-other" })], "replaced"],
    ["updates what answers something else", [one("a", { status: "Running" })], [one("a", {})], "updated"],
    [
      "does nothing about what answers the same",
      [one("a", { tags: { b: "c" } })],
      [one("a", { tags: { b: "c" } })],
      undefined,
    ],
    [
      "does nothing about what has only been written with other inputs",
      [one("a")],
      [one("a", {}, { inputs: { instanceName: "n", dryRun: false } })],
      undefined,
    ],
    [
      "does nothing about a secret that is not shown",
      [one("a", { p: UNDISCLOSED })],
      [one("a", { p: UNDISCLOSED })],
      undefined,
    ],
    ["does nothing about what it only reads", [], [one("a", {}, { external: true })], undefined],
    ["does nothing about what it imports", [], [one("a", {}, { imported: true })], undefined],
    ["deletes what was imported once", [one("a", {}, { imported: true })], [], "deleted"],
    ["does nothing about what it read before", [one("a", {}, { external: true })], [], undefined],
  ];
  for (const [what, before, now, change] of ROWS) {
    it(what, async () => {
      assert.deepEqual(await progress(before, now), change === undefined ? [] : [{ urn: "a", change }]);
    });
  }

  it("is told of each resource", async () => {
    const found = await progress([one("a"), one("b"), one("c")], [one("b", { status: "x" }), one("c"), one("d")]);
    assert.deepEqual(
      found?.map(({ urn, change }) => `${change} ${urn}`),
      ["deleted a", "updated b", "created d"],
    );
  });

  it("is not known where either state is not", async () => {
    const states = [{ before: failing, now: there([]) }, { before: there([]), now: failing }, undefined];
    for (const underWay of states) {
      const prior = { read: failing, readWithSecrets: failing, ...(underWay === undefined ? {} : { underWay }) };
      assert.equal(await updateProgress(prior), undefined);
    }
  });
});
