import assert from "node:assert/strict";
import { EMPTY_STATE, providerOf } from "../../../policypack/domain/resources";
import { stateFromExport } from "../../../policypack/engine/state/stackState";

const PROVIDER = "urn:pulumi:dev::p::pulumi:providers:alicloud::default";
const DISK = "alicloud:ecs/disk:Disk";

const state = (resources: unknown) => JSON.stringify({ version: 3, deployment: { resources } });
const read = (json: string) => stateFromExport(json, (type) => type === DISK);

describe("the export of a stack", () => {
  it("is reduced to the resources that matter, and the providers", () => {
    const { resources, pendingDeletes, providers } = read(
      state([
        {
          urn: "u1",
          type: DISK,
          id: "d-1",
          provider: `${PROVIDER}::id-1`,
          inputs: { size: 20 },
          outputs: { size: 40 },
        },
        { urn: "u1", type: DISK, id: "d-0", delete: true },
        { urn: "u2", type: "random:index:Id", id: "x", inputs: {} },
        { urn: PROVIDER, type: "pulumi:providers:alicloud", id: "id-1", inputs: { region: "cn-hangzhou" } },
      ]),
    );
    assert.deepEqual([...resources.keys()], ["u1"]);
    assert.deepEqual(
      pendingDeletes.map(({ id }) => id),
      ["d-0"],
    );
    const disk = resources.get("u1");
    assert.ok(disk);
    assert.deepEqual([disk.id, disk.inputs.size, disk.outputs.size, disk.external], ["d-1", 20, 40, false]);
    assert.equal(providerOf({ ...EMPTY_STATE, resources, providers }, disk).settings.region, "cn-hangzhou");
  });

  it("keeps what decides on a deletion", () => {
    const flags = { external: true, retainOnDelete: true, deletedWith: "u9", pendingReplacement: true };
    const { resources } = read(state([{ urn: "u1", type: DISK, ...flags }]));
    const { external, retainOnDelete, deletedWith, pendingReplacement } = resources.get("u1") ?? {};
    assert.deepEqual({ external, retainOnDelete, deletedWith, pendingReplacement }, flags);
  });

  const DEPENDING: readonly (readonly [string, object, true | undefined])[] = [
    ["on another resource", { dependencies: ["u2"] }, true],
    ["on another than its owner", { dependencies: ["u9", "u2"], deletedWith: "u9" }, true],
    ["on its owner only", { dependencies: ["u9"], deletedWith: "u9" }, undefined],
    ["on nothing", { dependencies: [] }, undefined],
    ["on nothing that can be read", { dependencies: "u2" }, undefined],
  ];
  for (const [how, entry, expected] of DEPENDING) {
    it(`says whether a resource depends on others: ${how}`, () => {
      assert.equal(read(state([{ urn: "u1", type: DISK, ...entry }])).resources.get("u1")?.dependsOnOthers, expected);
    });
  }

  const REPLACED: readonly (readonly [string, object, readonly string[] | undefined])[] = [
    ["by the properties of replaceOnChanges", { replaceOnChanges: ["tags.a", "size"] }, ["tags", "size"]],
    ["by any property", { replaceOnChanges: ["*"] }, ["*"]],
    ["by a trigger, which may change with any", { replaceOnChanges: ["size"], replacementTrigger: 0 }, ["*"]],
    ["by nothing", { replaceOnChanges: [], replacementTrigger: null }, undefined],
    ["by nothing that can be read", { replaceOnChanges: "size" }, undefined],
  ];
  for (const [how, options, replacedOn] of REPLACED) {
    it(`says what may be replaced ${how}`, () => {
      const { resources } = read(state([{ urn: "u1", type: DISK, ...options }]));
      assert.deepEqual(resources.get("u1")?.replacedOn, replacedOn);
    });
  }

  it("knows no settings of a provider that is not in it", () => {
    const { resources, ...rest } = read(
      state([
        { urn: "u1", type: DISK, provider: "urn:x::y" },
        { urn: "u2", type: DISK },
      ]),
    );
    const [first, second] = [resources.get("u1"), resources.get("u2")];
    assert.ok(first && second);
    assert.deepEqual(providerOf({ resources, ...rest }, first), { urn: "urn:x", settings: {} });
    assert.deepEqual(providerOf({ resources, ...rest }, second), { settings: {} });
  });

  it("of a new stack is empty", () => {
    assert.equal(read(JSON.stringify({ version: 3, deployment: { manifest: {} } })).resources.size, 0);
  });

  const MALFORMED: readonly unknown[] = [
    null,
    1,
    "x",
    {},
    { type: DISK },
    { urn: "u" },
    { urn: 1, type: DISK },
    { urn: "u", type: DISK, id: 5 },
    { urn: "u", type: DISK, inputs: "none" },
    { urn: "u", type: DISK, outputs: [] },
    { urn: "u", type: DISK, external: "yes" },
    { urn: "u", type: DISK, delete: 0 },
  ];
  for (const entry of MALFORMED) {
    it(`with the entry ${JSON.stringify(entry)} is no export, for a state without it would be another one`, () => {
      assert.throws(() => read(state([{ urn: "u1", type: DISK }, entry])), /not the export of a stack/);
    });
  }

  it("with two live resources of one URN is no export; a leftover may have the URN of what took its place", () => {
    const live = { urn: "u", type: DISK, id: "d-1" };
    assert.throws(() => read(state([live, live])), /not the export of a stack/);
    assert.equal(read(state([live, { ...live, id: "d-0", delete: true }])).pendingDeletes.length, 1);
  });

  for (const [name, json] of [
    ["no JSON", "<html>"],
    ["null", "null"],
    ["no deployment", "{}"],
    ["resources that are no list", '{"deployment": {"resources": {}}}'],
  ] as const) {
    it(`with ${name} is no export`, () => {
      assert.throws(() => read(json));
    });
  }
});
