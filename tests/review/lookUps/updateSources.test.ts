import assert from "node:assert/strict";
import { updateSources } from "../../../policypack/review/lookUps/updateSources";
import { notingSource } from "../support/statuses";

/** Sources of one region, made anew at each generation. */
function updating(created: readonly string[] = [], on: Readonly<Record<string, readonly string[]>> = {}) {
  const generations: ReturnType<typeof notingSource>[] = [];
  const clock = { now: 0 };
  const sources = updateSources(
    () => {
      const source = notingSource();
      generations.push(source);
      return () => source;
    },
    {
      created: (ids) =>
        Promise.resolve(new Map(ids.filter((id) => created.includes(id)).map((id) => [id, on[id] ?? []]))),
      maxAge: 100,
      now: () => clock.now,
    },
  );
  const source = sources({ settings: {} });
  const ask = (instanceIds: readonly string[], diskIds: readonly string[] = []) =>
    source.lookUp({ instanceIds, diskIds });
  return { generations, clock, sources, source, ask };
}

describe("the look-ups of an update", () => {
  it("go to the same source while its answers are young", async () => {
    const { generations, clock, ask } = updating();
    await ask(["i-1"]);
    clock.now = 100;
    await ask(["i-2"]);
    assert.equal(generations.length, 1);
    assert.deepEqual(generations[0]?.asked, [
      { instanceIds: ["i-1"], diskIds: [] },
      { instanceIds: ["i-2"], diskIds: [] },
    ]);
  });

  it("are made again when they have grown old, all at once", async () => {
    const { generations, clock, ask } = updating();
    await ask(["i-1"], ["d-1"]);
    clock.now = 101;
    await ask(["i-2"], ["d-2"]);
    await ask(["i-3"]);
    assert.deepEqual(generations.at(-1)?.asked, [
      { instanceIds: ["i-1", "i-2"], diskIds: ["d-1", "d-2"] },
      { instanceIds: ["i-3"], diskIds: [] },
    ]);
    assert.equal(generations.length, 2);
  });

  it("ask nobody for what the update has created: it is not locked", async () => {
    const { generations, ask } = updating(["i-new", "d-new"]);
    const { instances, disks } = await ask(["i-new"], ["d-new"]);
    assert.deepEqual(generations.map(({ asked }) => asked).flat(), []);
    const [instance, disk] = [instances.get("i-new"), disks.get("d-new")];
    assert.ok(instance?.known && disk?.known);
    assert.deepEqual([instance.value.lockReasons, disk.value.status, disk.value.instanceIds], [[], "Available", []]);
    assert.equal(instance.value.evidence.source, "update");
    assert.deepEqual([instances.size, disks.size], [1, 1]);
  });

  it("ask for the instance that a new disk was made on, which is in use from the start", async () => {
    const { generations, ask } = updating(["d-new"], { "d-new": ["i-old"] });
    const { instances, disks } = await ask([], ["d-new"]);
    assert.deepEqual(generations.at(-1)?.asked, [{ instanceIds: ["i-old"], diskIds: [] }]);
    const disk = disks.get("d-new");
    assert.ok(disk?.known);
    assert.deepEqual(
      [disk.value.status, disk.value.instanceIds, [...instances.keys()]],
      ["In_use", ["i-old"], ["i-old"]],
    );
  });

  it("ask nobody where that instance is new as well", async () => {
    const { generations, ask } = updating(["d-new", "i-new"], { "d-new": ["i-new"] });
    const { instances, disks } = await ask([], ["d-new"]);
    assert.deepEqual(generations.map(({ asked }) => asked).flat(), []);
    assert.deepEqual([[...instances.keys()], [...disks.keys()]], [["i-new"], ["d-new"]]);
  });

  it("ask for the others all the same", async () => {
    const { generations, ask } = updating(["i-new"]);
    const { instances, disks } = await ask(["i-new", "i-locked"], ["d"]);
    assert.deepEqual(generations.at(-1)?.asked, [{ instanceIds: ["i-locked"], diskIds: ["d"] }]);
    assert.deepEqual([[...instances.keys()].sort(), [...disks.keys()]], [["i-locked", "i-new"], ["d"]]);
  });

  it("say nothing of what is neither created nor answered", async () => {
    const { instances, disks } = await updating(["i-new"]).ask(["i-new", "i-unasked"], ["d/unasked"]);
    assert.deepEqual([[...instances.keys()], [...disks.keys()]], [["i-new"], []]);
  });

  it("of a region go to the source of now", async () => {
    const { generations, clock, source } = updating();
    clock.now = 101;
    await source.lockedInRegion();
    assert.deepEqual(generations.at(-1)?.asked, ["region"]);
  });

  it("are of one source for each account and region", () => {
    const { sources, source } = updating();
    assert.equal(sources({ settings: {} }), source);
  });
});
