import assert from "node:assert/strict";
import {
  assumeRoleWithOidc,
  providerConfiguration,
  type ConfigurationSources,
  type ProviderConfiguration,
} from "../../../policypack/locks/credentials/providerConfiguration";
import { UNDISCLOSED, UNKNOWN } from "../../../policypack/domain/values";

const of = (sources: Partial<ConfigurationSources>) =>
  providerConfiguration({ settings: {}, stack: {}, environment: {}, ...sources });

function configured(sources: Partial<ConfigurationSources>): ProviderConfiguration {
  const found = of(sources);
  assert.ok(found.known);
  return found.value;
}
function causeOf(sources: Partial<ConfigurationSources>): string {
  const found = of(sources);
  assert.ok(!found.known);
  return found.failure.cause;
}

describe("What the provider is configured with", () => {
  const RIGHT: readonly (readonly [string, Partial<ConfigurationSources>, ProviderConfiguration])[] = [
    ["nothing", {}, {}],
    [
      "its own settings before those of the stack",
      { settings: { region: "cn-a" }, stack: { region: "cn-b", profile: "p" } },
      { region: "cn-a", profile: "p" },
    ],
    [
      "the environment last",
      { settings: { region: " " }, environment: { ALICLOUD_REGION: "cn-c" } },
      { region: "cn-c" },
    ],
    [
      "the environment's older names after the newer",
      { environment: { ALIBABA_CLOUD_REGION: "cn-d", ALICLOUD_REGION: " " } },
      { region: "cn-d" },
    ],
    [
      "the last of its endpoints",
      { settings: { endpoints: '[{"ecs": "a"}, {"ecs": "b", "sts": "c"}]' } },
      { ecsEndpoint: "b", stsEndpoint: "c" },
    ],
    [
      "a role as JSON",
      { settings: { assumeRole: '{"roleArn": "arn", "sessionExpiration": "900"}' } },
      { assumeRole: { roleArn: "arn", durationSeconds: 900 } },
    ],
    [
      "a role as an object in a list",
      { settings: { assumeRole: [{ roleArn: "arn", externalId: "x" }] } },
      { assumeRole: { roleArn: "arn", externalId: "x" } },
    ],
    [
      "a role that the environment names",
      { settings: { assumeRole: {} }, environment: { ALICLOUD_ASSUME_ROLE_ARN: "arn" } },
      { assumeRole: { roleArn: "arn" } },
    ],
  ];
  for (const [what, sources, expected] of RIGHT) {
    it(`is ${what}`, () => {
      assert.deepEqual(configured(sources), expected);
    });
  }

  const WRONG: readonly (readonly [string, Partial<ConfigurationSources>, string])[] = [
    ["only known at apply", { settings: { region: UNKNOWN } }, "the provider's region is only known at apply"],
    ["a secret", { stack: { secretKey: UNDISCLOSED } }, "the provider's secretKey is a secret that is not shown"],
    [
      "a secret in a block",
      { settings: { assumeRole: { roleArn: UNDISCLOSED } } },
      "the provider's assumeRole is a secret that is not shown",
    ],
    ["no JSON", { settings: { endpoints: "planted" } }, "the provider's endpoints cannot be read"],
    ["a role without a name", { settings: { assumeRole: {} } }, "the provider's assumeRole does not name a role"],
  ];
  for (const [what, sources, cause] of WRONG) {
    it(`is not known where it is ${what}`, () => {
      assert.equal(causeOf(sources), cause);
    });
  }

  it("follows no prototype", () => {
    assert.deepEqual(
      configured({ settings: JSON.parse('{"__proto__": {"region": "planted"}}') as Record<string, string> }),
      {},
    );
  });
});

describe("A role by an OIDC token", () => {
  const role = { roleArn: "arn", oidcProviderArn: "provider" };

  it("takes an inline token before a file, and the environment for the rest", () => {
    const environment = { ALIBABA_CLOUD_OIDC_TOKEN_FILE: "/token" };
    assert.deepEqual(assumeRoleWithOidc({ ...role, oidcToken: "t" }, environment), {
      known: true,
      value: { roleArn: "arn", providerArn: "provider", sessionName: "terraform", token: { inline: "t" } },
    });
    const found = assumeRoleWithOidc(role, environment);
    assert.ok(found.known);
    assert.deepEqual(found.value.token, { file: "/token" });
  });

  it("is none without a token, a role or a provider", () => {
    for (const block of [role, { roleArn: "arn", oidcToken: "t" }, {}])
      assert.equal(assumeRoleWithOidc(block, {}).known, false);
  });
});
