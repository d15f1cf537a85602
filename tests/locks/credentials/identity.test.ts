import assert from "node:assert/strict";
import fc from "fast-check";
import { parseCliProfiles } from "../../../policypack/locks/credentials/cliProfile";
import { identify, type Identity } from "../../../policypack/locks/credentials/identity";
import { notKnown, type LookUp } from "../../../policypack/domain/lookUps";
import { providerConfiguration } from "../../../policypack/locks/credentials/providerConfiguration";
import { UNDISCLOSED, UNKNOWN, type ValueMap } from "../../../policypack/domain/values";

const NOW = new Date("2026-01-31T10:00:00Z");
const LATER = NOW.getTime() / 1000 + 3600;

interface Given {
  readonly settings?: ValueMap;
  readonly stack?: ValueMap;
  readonly environment?: Record<string, string>;
  readonly profiles?: readonly object[];
  readonly current?: string;
}

function identityOf({ settings = {}, stack = {}, environment = {}, profiles, current }: Given): LookUp<Identity> {
  const configuration = providerConfiguration({ settings, stack, environment });
  if (!configuration.known) return configuration;
  const file =
    profiles === undefined
      ? notKnown({ cause: "no credentials file", remedy: "make one" })
      : parseCliProfiles(JSON.stringify({ current, profiles }), "config.json");
  return identify({
    configuration: configuration.value,
    profiles: () => file,
    environment,
    endpoint: undefined,
    now: NOW,
  });
}

function found(given: Given): Identity {
  const identity = identityOf(given);
  assert.ok(identity.known, identity.known ? "" : identity.failure.cause);
  return identity.value;
}

function causeOf(given: Given): string {
  const identity = identityOf(given);
  assert.ok(!identity.known);
  assert.notEqual(identity.failure.remedy, "");
  return identity.failure.cause;
}

const KEYS = { accessKey: "AK", secretKey: "SK" };
const STS = { endpoint: { protocol: "https", host: "sts.cn-beijing.aliyuncs.com" }, region: "cn-beijing" };
const key = (accessKeyId: string, accessKeySecret: string, securityToken?: string): object => ({
  kind: "accessKey",
  accessKeyId,
  accessKeySecret,
  ...(securityToken === undefined ? {} : { securityToken }),
});

describe("The region of a resource", () => {
  const profiles = [{ name: "p", mode: "AK", access_key_id: "PA", access_key_secret: "PS", region_id: "cn-shanghai" }];
  const cases: [string, Given, string][] = [
    [
      "is its provider's",
      { settings: { region: "cn-hangzhou" }, stack: { region: "x" }, environment: { ALICLOUD_REGION: "x" } },
      "cn-hangzhou",
    ],
    ["else the stack's", { stack: { region: "cn-qingdao" }, environment: { ALICLOUD_REGION: "x" } }, "cn-qingdao"],
    [
      "else the environment's",
      { environment: { ALICLOUD_REGION: "cn-qingdao", ALIBABA_CLOUD_REGION: "x" } },
      "cn-qingdao",
    ],
    ["else the environment's by its other name", { environment: { ALIBABA_CLOUD_REGION: "cn-qingdao" } }, "cn-qingdao"],
    ["else the profile's", { settings: { profile: "p" }, profiles }, "cn-shanghai"],
    ["else the provider's default", {}, "cn-beijing"],
  ];
  for (const [what, given, expected] of cases) {
    it(what, () => {
      const keys = given.profiles === undefined ? KEYS : {};
      assert.equal(found({ ...given, settings: { ...keys, ...given.settings } }).region, expected);
    });
  }

  it("that is only known at apply is a failure", () => {
    assert.match(causeOf({ settings: { ...KEYS, region: UNKNOWN } }), /provider's region is only known at apply/);
  });

  for (const region of [
    "cn hangzhou",
    "cn-hangzhou.attacker.example",
    "cn-hangzhou/../..",
    "CN-Hangzhou",
    "@x",
    "a-".repeat(40),
  ]) {
    it(`cannot be ${region}`, () => {
      assert.match(causeOf({ settings: { ...KEYS, region } }), /not a region id/);
    });
  }
});

describe("The credential of a resource", () => {
  const ak = { name: "ak", mode: "AK", access_key_id: "PA", access_key_secret: "PS", sts_token: "not of this mode" };
  const cases: [string, Given, object][] = [
    ["is its provider's access key", { settings: KEYS }, key("AK", "SK")],
    ["has its security token", { settings: { ...KEYS, securityToken: "T" } }, key("AK", "SK", "T")],
    ["is the stack's", { stack: KEYS }, key("AK", "SK")],
    [
      "is the environment's",
      { environment: { ALICLOUD_ACCESS_KEY: "EA", ALICLOUD_SECRET_KEY: "ES" } },
      key("EA", "ES"),
    ],
    [
      "is the environment's by its second names",
      {
        environment: {
          ALIBABA_CLOUD_ACCESS_KEY_ID: "EA",
          ALIBABA_CLOUD_ACCESS_KEY_SECRET: "ES",
          ALIBABA_CLOUD_SECURITY_TOKEN: "ET",
        },
      },
      key("EA", "ES", "ET"),
    ],
    [
      "is the environment's by its third names",
      {
        environment: {
          ALIBABACLOUD_ACCESS_KEY_ID: "EA",
          ALIBABACLOUD_ACCESS_KEY_SECRET: "ES",
          ALIBABACLOUD_SECURITY_TOKEN: "ET",
        },
      },
      key("EA", "ES", "ET"),
    ],
    [
      "is the environment's before the profile's, as the provider takes it",
      {
        settings: { profile: "ak" },
        profiles: [ak],
        environment: { ALICLOUD_ACCESS_KEY: "EA", ALICLOUD_SECRET_KEY: "ES" },
      },
      key("EA", "ES"),
    ],
    [
      "is that of its profile",
      { settings: { profile: "ak" }, profiles: [{ name: "x", mode: "AK" }, ak] },
      key("PA", "PS"),
    ],
    [
      "is that of the environment's profile",
      { environment: { ALICLOUD_PROFILE: "ak" }, profiles: [ak] },
      key("PA", "PS"),
    ],
    [
      "is that of a StsToken profile",
      { settings: { profile: "s" }, profiles: [{ ...ak, name: "s", mode: "StsToken", sts_token: "PT" }] },
      key("PA", "PS", "PT"),
    ],
    [
      "is the role of a RamRoleArn profile",
      {
        settings: { profile: "r" },
        profiles: [
          { ...ak, name: "r", mode: "RamRoleArn", ram_role_arn: "acs:r", ram_session_name: "n", expired_seconds: 900 },
        ],
      },
      {
        kind: "assumeRole",
        base: key("PA", "PS"),
        role: { roleArn: "acs:r", sessionName: "n", durationSeconds: 900 },
        sts: STS,
      },
    ],
    [
      "is the role of an EcsRamRole profile",
      { settings: { profile: "e" }, profiles: [{ name: "e", mode: "EcsRamRole", ram_role_name: "R" }] },
      { kind: "instanceRole", roleName: "R" },
    ],
    [
      "is the chain of a ChainableRamRoleArn profile with the external id that its role asks for",
      {
        settings: { profile: "c" },
        profiles: [
          ak,
          { name: "c", mode: "ChainableRamRoleArn", source_profile: "ak", ram_role_arn: "acs:c", external_id: "x-1" },
        ],
      },
      { kind: "assumeRole", base: key("PA", "PS"), role: { roleArn: "acs:c", externalId: "x-1" }, sts: STS },
    ],
    [
      "is the chain of a ChainableRamRoleArn profile",
      {
        settings: { profile: "c" },
        profiles: [ak, { name: "c", mode: "ChainableRamRoleArn", source_profile: "ak", ram_role_arn: "acs:c" }],
      },
      { kind: "assumeRole", base: key("PA", "PS"), role: { roleArn: "acs:c" }, sts: STS },
    ],
    [
      "is the cached token of an OAuth profile",
      {
        settings: { profile: "o" },
        profiles: [{ ...ak, name: "o", mode: "OAuth", sts_token: "PT", sts_expiration: LATER }],
      },
      key("PA", "PS", "PT"),
    ],
    [
      "is the login of a CloudSSO profile",
      {
        settings: { profile: "s" },
        profiles: [
          {
            name: "s",
            mode: "CloudSSO",
            cloud_sso_sign_in_url: "https://signin.example",
            cloud_sso_account_id: "1",
            cloud_sso_access_config: "ac",
            access_token: "t",
            cloud_sso_access_token_expire: LATER,
          },
        ],
      },
      {
        kind: "cloudSso",
        cloudSso: {
          signInUrl: "https://signin.example",
          accountId: "1",
          accessConfiguration: "ac",
          accessToken: "t",
          accessTokenExpire: LATER,
        },
      },
    ],
    [
      "is an assumed role, on top of the keys",
      {
        settings: {
          ...KEYS,
          securityToken: "T",
          assumeRole: JSON.stringify({
            roleArn: "acs:r",
            sessionName: "s",
            policy: "{}",
            externalId: "x",
            sessionExpiration: 1800,
          }),
        },
      },
      {
        kind: "assumeRole",
        base: key("AK", "SK", "T"),
        role: { roleArn: "acs:r", sessionName: "s", policy: "{}", externalId: "x", durationSeconds: 1800 },
        sts: STS,
      },
    ],
    [
      "is an assumed role with what the environment adds",
      {
        settings: { ...KEYS, assumeRole: "{}" },
        environment: {
          ALICLOUD_ASSUME_ROLE_ARN: "acs:e",
          ALICLOUD_ASSUME_ROLE_SESSION_NAME: "n",
          ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION: "950",
        },
      },
      {
        kind: "assumeRole",
        base: key("AK", "SK"),
        role: { roleArn: "acs:e", sessionName: "n", durationSeconds: 950 },
        sts: STS,
      },
    ],
    [
      "is an assumed role given as an object",
      { settings: { ...KEYS, assumeRole: { roleArn: "acs:r" } } },
      { kind: "assumeRole", base: key("AK", "SK"), role: { roleArn: "acs:r", sessionName: "terraform" }, sts: STS },
    ],
    [
      "is no role without a block, as with the provider",
      { settings: KEYS, environment: { ALICLOUD_ASSUME_ROLE_ARN: "acs:e" } },
      key("AK", "SK"),
    ],
    [
      "is that of the credentials URI",
      { settings: { credentialsUri: "http://localhost:1/c" } },
      { kind: "uri", uri: "http://localhost:1/c" },
    ],
    [
      "is that of the environment's credentials URI",
      { environment: { ALICLOUD_CREDENTIALS_URI: "http://localhost:1/c" } },
      { kind: "uri", uri: "http://localhost:1/c" },
    ],
    ["is the instance's role", { settings: { ecsRoleName: "R" } }, { kind: "instanceRole", roleName: "R" }],
    ["is the keys rather than the instance's role", { settings: { ...KEYS, ecsRoleName: "R" } }, key("AK", "SK")],
    [
      "is a role with an OIDC token",
      {
        settings: {
          assumeRoleWithOidc: JSON.stringify([
            { roleArn: "acs:r", oidcProviderArn: "acs:p", oidcToken: "tok", oidcTokenFile: "f" },
          ]),
        },
      },
      {
        kind: "oidc",
        role: { roleArn: "acs:r", providerArn: "acs:p", sessionName: "terraform", token: { inline: "tok" } },
        sts: STS,
      },
    ],
    [
      "is a role with an OIDC token file of the environment",
      {
        settings: { assumeRoleWithOidc: "{}" },
        environment: {
          ALIBABA_CLOUD_ROLE_ARN: "acs:r",
          ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "acs:p",
          ALIBABA_CLOUD_OIDC_TOKEN_FILE: "f",
          ALIBABA_CLOUD_ROLE_SESSION_NAME: "n",
        },
      },
      {
        kind: "oidc",
        role: { roleArn: "acs:r", providerArn: "acs:p", sessionName: "n", token: { file: "f" } },
        sts: STS,
      },
    ],
    [
      "without a provider is the OIDC role of the environment",
      {
        environment: {
          ALIBABA_CLOUD_ROLE_ARN: "acs:r",
          ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "acs:p",
          ALIBABA_CLOUD_OIDC_TOKEN_FILE: "f",
        },
      },
      {
        kind: "oidc",
        role: { roleArn: "acs:r", providerArn: "acs:p", sessionName: "terraform", token: { file: "f" } },
        sts: STS,
      },
    ],
    ["without a provider is the CLI's current profile", { profiles: [ak], current: "ak" }, key("PA", "PS")],
    ["without anything is the SDK's default", {}, { kind: "default" }],
  ];
  for (const [what, given, expected] of cases)
    it(what, () => {
      assert.deepEqual(found(given).credential, expected);
    });

  const unusable: [string, Given, RegExp][] = [
    [
      "an access key that is only known at apply",
      { settings: { ...KEYS, accessKey: UNKNOWN } },
      /accessKey is only known at apply/,
    ],
    [
      "a secret key that is not shown",
      { settings: { ...KEYS, secretKey: UNDISCLOSED } },
      /secretKey is a secret that is not shown/,
    ],
    [
      "a role of which a part is only known at apply",
      { settings: { ...KEYS, assumeRole: { roleArn: UNKNOWN } } },
      /assumeRole is only known/,
    ],
    ["an access key without secret key", { settings: { accessKey: "AK" } }, /no secretKey/],
    ["a secret key without access key", { settings: { secretKey: "SK" } }, /no accessKey/],
    ["a profile without a file", { settings: { profile: "p" } }, /no credentials file/],
    ["a profile that is not in the file", { settings: { profile: "p" }, profiles: [] }, /not in its credentials file/],
    [
      "a profile of a mode that the provider does not know",
      { settings: { profile: "p" }, profiles: [{ name: "p", mode: "OIDC" }] },
      /profiles of mode OIDC are not supported/,
    ],
    [
      "a CloudSSO profile whose login has expired",
      { settings: { profile: "s" }, profiles: [{ name: "s", mode: "CloudSSO" }] },
      /CloudSSO login has expired/,
    ],
    [
      "an OAuth profile whose token has expired",
      {
        settings: { profile: "o" },
        profiles: [{ ...ak, name: "o", mode: "OAuth", sts_token: "t", sts_expiration: 1 }],
      },
      /OAuth needs a renewed token/,
    ],
    [
      "an External profile, whose command is not run",
      { settings: { profile: "e" }, profiles: [{ name: "e", mode: "External", process_command: "touch /tmp/x" }] },
      /External needs a renewed token/,
    ],
    [
      "a chain of profiles that has no end",
      {
        settings: { profile: "c" },
        profiles: [{ name: "c", mode: "ChainableRamRoleArn", source_profile: "c", ram_role_arn: "r" }],
      },
      /gives no credential/,
    ],
    ["an assumeRole without role", { settings: { ...KEYS, assumeRole: "{}" } }, /assumeRole does not name a role/],
    ["an assumeRole that is not JSON", { settings: { ...KEYS, assumeRole: "{roleArn" } }, /assumeRole cannot be read/],
    [
      "an OIDC role without token",
      { settings: { assumeRoleWithOidc: '{"roleArn":"r","oidcProviderArn":"p"}' } },
      /neither oidcToken nor/,
    ],
    ["an ecsRoleName that is a path", { settings: { ecsRoleName: "../../user-data" } }, /not the name of a RAM role/],
    ["a credentialsUri that is a file", { settings: { credentialsUri: "file:///etc/passwd" } }, /not an http or https/],
    [
      "an ECS endpoint of somebody else",
      { settings: { ...KEYS, endpoints: '[{"ecs":"api.attacker.example"}]' } },
      /endpoints\.ecs .* names api\.attacker\.example/,
    ],
    [
      "an STS endpoint of somebody else",
      { settings: { ...KEYS, assumeRole: '{"roleArn":"r"}', endpoints: '[{"sts":"api.attacker.example"}]' } },
      /endpoints\.sts .* names api/,
    ],
  ];
  for (const [what, given, cause] of unusable) {
    it(`is a failure that says so for ${what}`, () => {
      assert.match(causeOf(given), cause);
    });
  }
});

describe("The remedy for a profile", () => {
  const remedyOf = (profile: Readonly<Record<string, unknown>>): string => {
    const found = identityOf({ settings: { profile: "p" }, profiles: [{ name: "p", ...profile }] });
    assert.ok(!found.known);
    return found.failure.remedy;
  };

  it("names the modes that can be used", () => {
    for (const mode of ["OIDC", "CredentialsURI", "RsaKeyPair", "RamRoleArnWithRoleName"]) {
      assert.match(remedyOf({ mode }), /one of the modes AK, StsToken, RamRoleArn, EcsRamRole, ChainableRamRoleArn/);
    }
  });

  it("lets the aliyun CLI renew a token where it writes it back, and nowhere else", () => {
    assert.match(remedyOf({ mode: "OAuth" }), /^run `aliyun sts GetCallerIdentity/);
    assert.match(remedyOf({ mode: "External", process_command: "x" }), /^run the profile's command yourself and set/);
  });
});

describe("The key of an identity", () => {
  it("is the same for the same account, region and endpoint, and another for another", () => {
    const of = (settings: ValueMap): string => found({ settings: { ...KEYS, ...settings } }).key;
    assert.equal(of({ region: "cn-beijing" }), of({}));
    const others = [
      { region: "cn-hangzhou" },
      { accessKey: "B" },
      { secretKey: "B" },
      { securityToken: "T" },
      { endpoints: '[{"ecs":"localhost"}]' },
      { assumeRole: '{"roleArn":"r"}' },
    ];
    assert.equal(new Set([{}, ...others].map(of)).size, others.length + 1);
  });
  it("shows nothing of the credential", () => {
    assert.match(found({ settings: { accessKey: "LTAIplanted", secretKey: "planted-secret" } }).key, /^[0-9a-f]{64}$/);
  });
});

describe("Provider settings of any kind", () => {
  const names = [
    "accessKey",
    "secretKey",
    "region",
    "profile",
    "assumeRole",
    "assumeRoleWithOidc",
    "endpoints",
    "ecsRoleName",
    "credentialsUri",
    "__proto__",
  ];
  const value = fc.oneof(
    fc.string(),
    fc.json(),
    fc.integer(),
    fc.constant(null),
    fc.constant(UNKNOWN),
    fc.constant(UNDISCLOSED),
  );
  it("give an identity or a failure of one line, and never throw", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), fc.json(), (settings, file) => {
        const profiles = parseCliProfiles(file, "config.json");
        const configuration = providerConfiguration({ settings, stack: {}, environment: {} });
        const identity = configuration.known
          ? identify({
              configuration: configuration.value,
              profiles: () => profiles,
              environment: {},
              endpoint: undefined,
              now: NOW,
            })
          : configuration;
        if (!identity.known) assert.doesNotMatch(identity.failure.cause + identity.failure.remedy, /\n/);
      }),
    );
  });
});
