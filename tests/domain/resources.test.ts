import assert from "node:assert/strict";
import { EMPTY_STATE, providerOf, type ResourceState, type StackState } from "../../policypack/domain/resources";

const URN = "urn:pulumi:dev::shop::pulumi:providers:alicloud::default_3_108_0";
const STATE: StackState = { ...EMPTY_STATE, providers: new Map([[URN, { region: "cn-hangzhou" }]]) };

const through = (provider: string): ResourceState => ({
  urn: "urn:pulumi:dev::shop::alicloud:ecs/instance:Instance::web",
  type: "alicloud:ecs/instance:Instance",
  id: "i-1",
  provider,
  inputs: {},
  outputs: {},
  external: false,
  imported: false,
  retainOnDelete: false,
  deletedWith: "",
  pendingDelete: false,
  pendingReplacement: false,
  unfinished: false,
  tainted: false,
});

describe("the provider of a resource", () => {
  it("is found by its reference, which is its URN and its id", () => {
    const found = providerOf(STATE, through(`${URN}::6b0b6f2c-5c0c-4a5e`));
    assert.deepEqual(found, { urn: URN, settings: { region: "cn-hangzhou" } });
  });

  it("has no settings where the state has none of it", () => {
    assert.deepEqual(providerOf(EMPTY_STATE, through(`${URN}::1`)), { urn: URN, settings: {} });
  });

  it("is nobody's where the resource names none", () => {
    assert.deepEqual(providerOf(STATE, through("")), { settings: {} });
  });
});

describe("an empty state", () => {
  it("has no resources, leftovers, read resources and providers", () => {
    const { resources, pendingDeletes, external, providers } = EMPTY_STATE;
    assert.deepEqual([resources.size, pendingDeletes.length, external.size, providers.size], [0, 0, 0, 0]);
  });
});
