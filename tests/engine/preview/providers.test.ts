import assert from "node:assert/strict";
import { UNDISCLOSED, type ValueMap } from "../../../policypack/domain/values";
import { isDefaultProvider, previewProviders } from "../../../policypack/engine/preview/providers";

const DEFAULT = "urn:pulumi:dev::shop::pulumi:providers:alicloud::default_3_108_0";
const OWN = "urn:pulumi:dev::shop::pulumi:providers:alicloud::beijing";

function settingsOf(reference: string, { config, shown }: { config?: unknown; shown?: ValueMap } = {}) {
  const providers = previewProviders();
  if (config !== undefined) providers.configure(config);
  if (shown !== undefined) providers.add(OWN, shown);
  return providers.settingsOf(reference);
}

describe("the providers of a preview", () => {
  it("have what the preview shows of them, by the reference of a resource", () => {
    const shown = { region: "cn-beijing", profile: "prod" };
    assert.deepEqual(settingsOf(`${OWN}::1111`, { shown }), { urn: OWN, settings: shown });
  });

  it("have nothing where the preview does not show them, for Pulumi hides what is unchanged", () => {
    assert.deepEqual(settingsOf(`${OWN}::1111`, { config: { "alicloud:region": "cn-hangzhou" } }), {
      urn: OWN,
      settings: {},
    });
  });

  it("have the stack's configuration, if they are the default one", () => {
    const config = { "alicloud:region": "cn-hangzhou", "shop:size": "3", "alicloud:profile": "prod" };
    assert.deepEqual(settingsOf(`${DEFAULT}::1111`, { config }), {
      urn: DEFAULT,
      settings: { region: "cn-hangzhou", profile: "prod" },
    });
    assert.deepEqual(settingsOf(`${DEFAULT}::1111`).settings, {});
  });

  it("are none where a resource names none", () => {
    assert.deepEqual(settingsOf(""), { settings: {} });
  });

  it("are made once, for thousands of resources have the same", () => {
    const providers = previewProviders();
    assert.equal(providers.settingsOf(`${OWN}::1`), providers.settingsOf(`${OWN}::1`));
  });

  it("lose what is secret, which a preview does not show", () => {
    const shown: ValueMap = { region: "cn-beijing", ecsRoleName: UNDISCLOSED };
    assert.deepEqual(settingsOf(`${OWN}::1`, { shown }).settings, { region: "cn-beijing" });
  });

  for (const name of ["accessKey", "secretKey", "securityToken"]) {
    it(`lose all keys where ${name} is secret, for they belong together`, () => {
      const keys: ValueMap = { accessKey: "a", secretKey: "b", securityToken: "c", [name]: UNDISCLOSED };
      assert.deepEqual(settingsOf(`${OWN}::1`, { shown: { ...keys, region: "cn-a" } }).settings, { region: "cn-a" });
    });
  }

  it("take no configuration that is none", () => {
    for (const config of [null, "text", 7, []]) assert.deepEqual(settingsOf(`${DEFAULT}::1`, { config }).settings, {});
  });
});

describe("a default provider", () => {
  for (const [name, expected] of [
    ["default", true],
    ["default_3_108_0", true],
    ["default_3_108_0_alpha-1", true],
    ["my-default", false],
    ["defaults", false],
    ["beijing", false],
  ] as const) {
    it(`is ${expected ? "one" : "none"} by its name: ${name}`, () => {
      assert.equal(isDefaultProvider(`urn:pulumi:dev::shop::pulumi:providers:alicloud::${name}`), expected);
    });
  }
});
