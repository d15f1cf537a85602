import assert from "node:assert/strict";
import { prefetcher } from "../../../policypack/review/lookUps/prefetch";
import { INSTANCE } from "../../support/scenario";
import { disk, on, OPTIONS, planned } from "../support/oneCall";
import { priorOf } from "../support/resources";
import { stateOf } from "../support/judging";
import { notingSource } from "../support/statuses";

const START = planned("StartInstance", on("i-1"));
const HERE = priorOf(INSTANCE, "i-2", {}, {}, { urn: "u2", provider: "p-here::1" });
const THERE = priorOf(INSTANCE, "i-3", {}, {}, { urn: "u3", provider: "p-there::1" });
const STATE = stateOf([HERE, THERE]);

/** Two accounts: that of the resource and of what goes through `p-here`, and another. */
function prefetching() {
  const [here, there] = [notingSource(), notingSource()];
  const fetch = prefetcher(({ urn }) => (urn === "p-there" ? there : here), OPTIONS);
  return { here, there, fetch };
}

describe("the first look-up of an update", () => {
  it("asks for all instances of its account and region, and for no others", () => {
    const { here, there, fetch } = prefetching();
    fetch(START, STATE);
    assert.deepEqual([here.asked, there.asked], [[{ instanceIds: ["i-2", "i-1"], diskIds: [] }], []]);
  });

  it("names each instance once", () => {
    const { here, fetch } = prefetching();
    fetch(planned("StartInstance", on("i-2")), STATE);
    assert.deepEqual(here.asked, [{ instanceIds: ["i-2"], diskIds: [] }]);
  });

  it("is the only one", () => {
    const { here, fetch } = prefetching();
    fetch(START, STATE);
    fetch(planned("StopInstance", on("i-9")), STATE);
    assert.equal(here.asked.length, 1);
  });

  it("waits for a resource that needs the status of something", () => {
    const { here, fetch } = prefetching();
    fetch(planned("TagResources", on("i-1")), STATE);
    assert.deepEqual(here.asked, []);
    fetch(START, STATE);
    assert.equal(here.asked.length, 1);
  });

  it("of a disk asks for all disks there, and is another than that of the instances", () => {
    const [here, there] = ["p-here", "p-there"].map((provider, index) =>
      priorOf("alicloud:ecs/ecsDisk:EcsDisk", `d-${index}`, {}, {}, { urn: provider, provider: `${provider}::1` }),
    );
    assert.ok(here && there);
    const { here: source, fetch } = prefetching();
    const state = stateOf([HERE, here, there]);
    for (let times = 0; times < 2; times += 1) fetch(planned("CreateSnapshot", disk("d-9")), state);
    assert.deepEqual(source.asked, [{ instanceIds: [], diskIds: ["d-0", "d-9"] }]);
    for (let times = 0; times < 2; times += 1) fetch(START, state);
    assert.deepEqual(source.asked.slice(1), [{ instanceIds: ["i-2", "i-1"], diskIds: [] }]);
  });

  it("of an instance and a disk at once is one", () => {
    const { here, fetch } = prefetching();
    const [start, snapshot] = [START.model.create, planned("CreateSnapshot", disk("d-1")).model.create];
    const there = priorOf("alicloud:ecs/ecsDisk:EcsDisk", "d-2", {}, {}, { urn: "d2", provider: "p-here::1" });
    fetch({ ...START, model: { ...START.model, create: [...start, ...snapshot] } }, stateOf([HERE, there]));
    assert.deepEqual(here.asked, [{ instanceIds: ["i-2", "i-1"], diskIds: ["d-2", "d-1"] }]);
  });

  it("is one for each account and region", () => {
    const { here, there, fetch } = prefetching();
    const other = { ...START, resource: { ...START.resource, provider: { urn: "p-there", settings: {} } } };
    fetch(START, STATE);
    fetch(other, STATE);
    assert.deepEqual([here.asked.length, there.asked], [1, [{ instanceIds: ["i-3", "i-1"], diskIds: [] }]]);
  });
});
