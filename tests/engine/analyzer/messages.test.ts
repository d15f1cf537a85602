import assert from "node:assert/strict";
import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { programResource, stackResource } from "../../../policypack/engine/analyzer/messages";
import { UNKNOWN } from "../../../policypack/domain/values";

const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const provider = { urn: "p", type: "pulumi:providers:alicloud", name: "p", props: { region: "cn-a", __internal: {} } };

/** As the engine tells it of one resource, as far as it is read. */
const args = (opts: object, rest: object = {}): ResourceValidationArgs =>
  ({
    urn: "u",
    type: "t",
    props: { a: 1, b: UNKNOWN_TEXT, __defaults: [] },
    opts,
    ...rest,
  }) as unknown as ResourceValidationArgs;
const options = { aliases: ["old"], ignoreChanges: ["a"], deleteBeforeReplace: true };

describe("a resource as the resource phase shows it", () => {
  it("has its inputs, options and provider in this project's form", () => {
    const found = programResource(args(options, { provider }));
    assert.deepEqual(
      {
        ...found,
        inputs: { ...found.inputs },
        provider: { ...found.provider, settings: { ...found.provider.settings } },
      },
      {
        urn: "u",
        type: "t",
        inputs: { a: 1, b: UNKNOWN },
        aliases: ["old"],
        ignoreChanges: ["a"],
        deleteBeforeReplace: true,
        provider: { urn: "p", settings: { region: "cn-a" } },
      },
    );
  });

  it("without a provider has no settings", () => {
    assert.deepEqual(programResource(args(options)).provider, { settings: {} });
  });

  it("deletes first only where it says so", () => {
    for (const deleteBeforeReplace of [false, undefined]) {
      assert.equal(programResource(args({ ...options, deleteBeforeReplace })).deleteBeforeReplace, false);
    }
  });
});

describe("a resource as the stack phase shows it", () => {
  const shown = (props: object): PolicyResource =>
    ({ urn: "u", type: "t", props, opts: options, provider }) as unknown as PolicyResource;

  it("has its outputs, and its id where there is one", () => {
    const found = stackResource(shown({ id: "i-1", a: "1" }));
    assert.deepEqual([found.urn, found.type, found.id, found.aliases], ["u", "t", "i-1", ["old"]]);
    assert.deepEqual({ ...found.outputs }, { id: "i-1", a: "1" });
    assert.equal(found.provider.urn, "p");
  });

  for (const [name, props] of [
    ["empty", { id: "" }],
    ["absent", {}],
    ["only known at apply", { id: UNKNOWN_TEXT }],
  ] as const) {
    it(`has no id where that is ${name}: it is created, replaced or updated`, () => {
      assert.equal(stackResource(shown(props)).id, undefined);
    });
  }
});
