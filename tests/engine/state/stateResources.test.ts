import assert from "node:assert/strict";
import { ExportSyntaxError, stateResourceReader } from "../../../policypack/engine/state/stateResources";

const PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:alicloud::default";
const TYPE = "alicloud:ecs/instance:Instance";
const entry = (name: string, rest: object = {}): object => ({
  urn: `urn:pulumi:dev::shop::${TYPE}::${name}`,
  type: TYPE,
  id: `i-${name}`,
  inputs: { __defaults: ["period", 1], instanceName: name },
  outputs: { instanceName: name },
  provider: `${PROVIDER}::1111`,
  ...rest,
});

function read(resources: readonly object[], keep: () => boolean = () => true) {
  const reader = stateResourceReader((type) => type === TYPE, keep);
  reader.push(Buffer.from(JSON.stringify({ version: 3, deployment: { resources } })));
  return reader.end();
}

describe("The resources of a stack's export, as an audit reads them", () => {
  it("have their provider's region, their errors, their defaults and the time of their last change", () => {
    const provider = { urn: PROVIDER, type: "pulumi:providers:alicloud", inputs: { region: "cn-beijing" } };
    const [web] = read([entry("web", { initErrors: ["broken", 1], modified: "2026-11-27T21:30:45+08:00" }), provider]);
    assert.deepEqual(
      [web?.id, web?.region, web?.errors, web?.defaults, web?.modified],
      ["i-web", "cn-beijing", ["broken"], ["period"], "2026-11-27T13:30:45.000Z"],
    );
    assert.deepEqual({ ...web?.inputs }, { instanceName: "web" });
  });

  it("have no region and no time where the state has none", () => {
    const [web] = read([entry("web", { provider: 7, modified: "soon" })]);
    assert.deepEqual([web?.region, web?.modified], [undefined, undefined]);
  });

  it("are the managed ones that live, of the types asked for, and of interest", () => {
    const others = [entry("a", { external: true }), entry("b", { delete: true }), entry("c", { type: "other:x:Y" })];
    assert.deepEqual(read(others), []);
    assert.deepEqual(
      read([entry("web")], () => false),
      [],
    );
  });

  it("cannot be read of what is no export", () => {
    const reader = stateResourceReader(
      () => true,
      () => true,
    );
    assert.throws(() => {
      reader.push(Buffer.from("[1]"));
      reader.end();
    }, ExportSyntaxError);
  });
});
