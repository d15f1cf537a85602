import assert from "node:assert/strict";
import { parseCliProfiles, type CliProfile } from "../../../policypack/locks/credentials/cliProfile";

function profile(json: object): CliProfile | undefined {
  const profiles = parseCliProfiles(JSON.stringify({ profiles: [{ name: "p", ...json }] }), "config.json");
  assert.ok(profiles.known);
  return profiles.value.byName.get("p");
}

describe("The profiles of the aliyun CLI", () => {
  it("are known by their names, with the one that the CLI uses", () => {
    const source = JSON.stringify({ current: "b", profiles: [{ name: "a" }, { name: "b" }, {}] });
    const profiles = parseCliProfiles(source, "config.json");
    assert.ok(profiles.known);
    assert.deepEqual([[...profiles.value.byName.keys()], profiles.value.current], [["a", "b"], "b"]);
  });

  const CASES: readonly (readonly [string, object, Partial<CliProfile>])[] = [
    [
      "an access key",
      { mode: "AK", access_key_id: "AK", access_key_secret: "SK" },
      { mode: "AK", accessKeyId: "AK", accessKeySecret: "SK" },
    ],
    [
      "a token with its end",
      { mode: "StsToken", sts_token: "t", sts_expiration: 5 },
      { mode: "StsToken", stsToken: "t", stsExpiration: 5 },
    ],
    [
      "a role",
      { mode: "RamRoleArn", ram_role_arn: "arn", ram_session_name: "s", expired_seconds: 900 },
      { mode: "RamRoleArn", ramRoleArn: "arn", ramSessionName: "s", expiredSeconds: 900 },
    ],
    [
      "a profile behind it",
      { mode: "ChainableRamRoleArn", source_profile: "other" },
      { mode: "ChainableRamRoleArn", sourceProfile: "other" },
    ],
    [
      "nothing where a value is empty or of another type",
      { mode: 1, access_key_id: "", expired_seconds: -1, sts_expiration: "5" },
      { mode: "" },
    ],
  ];
  for (const [what, json, expected] of CASES) {
    it(`hold ${what}`, () => {
      assert.deepEqual(profile(json), { name: "p", ...expected });
    });
  }

  it("hold a login to CloudSSO only where it is complete", () => {
    const login = {
      mode: "CloudSSO",
      cloud_sso_sign_in_url: "https://sso.example",
      cloud_sso_account_id: "1",
      cloud_sso_access_config: "c",
      access_token: "t",
      cloud_sso_access_token_expire: 5,
    };
    assert.equal(profile(login)?.cloudSso?.accessTokenExpire, 5);
    assert.equal(profile({ ...login, access_token: "" })?.cloudSso, undefined);
    assert.equal(profile({ ...login, cloud_sso_access_token_expire: "5" })?.cloudSso, undefined);
  });

  for (const source of ["planted", "{}", '{"profiles": "planted"}', '["planted"]']) {
    it(`are not in ${source}, which is not quoted`, () => {
      const profiles = parseCliProfiles(source, "config.json");
      assert.ok(!profiles.known);
      assert.match(profiles.failure.cause, /^the credentials file config\.json is not a configuration/);
      assert.doesNotMatch(JSON.stringify(profiles), /planted/);
    });
  }
});
