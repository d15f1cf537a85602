import assert from "node:assert/strict";
import { known, notKnown } from "../../../policypack/domain/lookUps";
import { EMPTY_STATE } from "../../../policypack/domain/resources";
import { UNDISCLOSED, type ValueMap } from "../../../policypack/domain/values";
import type { DecidedResource } from "../../../policypack/review/decidedResource";
import { needsProviderKeys, withProviderKeys } from "../../../policypack/review/lookUps/providerKeys";
import { disk, FAILURE, on, OPTIONS, planned } from "../support/oneCall";

const HIDDEN: ValueMap = { region: "cn-a", accessKey: UNDISCLOSED };
const PLAIN = { region: "cn-a", accessKey: "key" };

const through = (decided: DecidedResource, settings: ValueMap, urn?: string): DecidedResource => ({
  ...decided,
  resource: { ...decided.resource, provider: urn === undefined ? { settings } : { urn, settings } },
});

const START = planned("StartInstance", on("i-1"));
const SNAPSHOT = planned("CreateSnapshot", disk("d-1"));

describe("a provider's keys", () => {
  const rows: readonly (readonly [string, DecidedResource, boolean])[] = [
    ["that are hidden are needed to look up an instance", through(START, HIDDEN), true],
    ["that are hidden are needed to look up a disk", through(SNAPSHOT, HIDDEN), true],
    ["that are shown are not", through(START, PLAIN), false],
    ["that are hidden inside another setting are needed", through(START, { assumeRole: { a: UNDISCLOSED } }), true],
    ["that are hidden are not needed where nothing is looked up", through(planned("TagResources"), HIDDEN), false],
  ];
  for (const [name, decided, needed] of rows) {
    it(name, () => {
      assert.equal(needsProviderKeys(decided, OPTIONS), needed);
    });
  }

  const state = { ...EMPTY_STATE, providers: new Map([["p", PLAIN]]) };

  it("are taken from the state in plain text", () => {
    const { decided, source } = withProviderKeys(through(START, HIDDEN, "p"), known(state));
    assert.deepEqual([decided.resource.provider, source], [{ urn: "p", settings: PLAIN }, undefined]);
    assert.equal(decided.change, START.change);
  });

  it("stay as they are where the state has no such provider", () => {
    for (const urn of ["q", undefined]) {
      const hidden = through(START, HIDDEN, urn);
      assert.deepEqual(withProviderKeys(hidden, known(state)), { decided: hidden });
    }
  });

  it("of a state that cannot be read leave everything unknown, and say why", async () => {
    const { source } = withProviderKeys(through(START, HIDDEN, "p"), notKnown(FAILURE));
    const failure = { cause: `the keys of the provider cannot be read: ${FAILURE.cause}`, remedy: FAILURE.remedy };
    const statuses = await source?.lookUp({ instanceIds: ["i"], diskIds: ["d"] });
    assert.deepEqual(statuses?.instances.get("i"), notKnown(failure));
    assert.deepEqual(statuses.disks.get("d"), notKnown(failure));
    assert.deepEqual(await source?.lockedInRegion(), notKnown(failure));
  });
});
