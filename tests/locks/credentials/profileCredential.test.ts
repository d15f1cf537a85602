import assert from "node:assert/strict";
import type { CliProfile } from "../../../policypack/locks/credentials/cliProfile";
import type { CredentialDescription } from "../../../policypack/locks/credentials/credentialDescription";
import {
  isAdvanced,
  profileCredential,
  profileKeys,
  profileRole,
} from "../../../policypack/locks/credentials/profileCredential";
import type { LookUp } from "../../../policypack/domain/lookUps";

const NOW = new Date("2026-01-01T00:00:00Z");
const SOON = NOW.getTime() / 1000 + 30;
const LATER = NOW.getTime() / 1000 + 3600;
const KEYS = { accessKeyId: "AK", accessKeySecret: "SK" };

function credential(
  profile: Omit<CliProfile, "name">,
  others: readonly CliProfile[] = [],
): LookUp<CredentialDescription> {
  const byName = new Map(others.map((other) => [other.name, other]));
  const sts = { region: "cn-a", byProgram: undefined, protocol: undefined, configured: undefined, environment: {} };
  return profileCredential({ name: "p", ...profile }, { profiles: { byName }, sts, now: NOW });
}
const kindOf = (found: LookUp<CredentialDescription>): string => (found.known ? found.value.kind : found.failure.cause);

describe("The credential of a profile", () => {
  const CASES: readonly (readonly [string, Omit<CliProfile, "name">, RegExp])[] = [
    ["AK with its keys", { mode: "AK", ...KEYS }, /^accessKey$/],
    ["AK without a key", { mode: "AK" }, /a profile of mode AK gives no credential/],
    ["a mode that could be anything", { mode: "planted\n" }, /mode \(unreadable\) are not supported/],
    ["RamRoleArn", { mode: "RamRoleArn", ...KEYS, ramRoleArn: "arn" }, /^assumeRole$/],
    ["RamRoleArn without a role", { mode: "RamRoleArn", ...KEYS }, /gives no credential/],
    ["EcsRamRole", { mode: "EcsRamRole", ramRoleName: "role" }, /^instanceRole$/],
    ["EcsRamRole of a path", { mode: "EcsRamRole", ramRoleName: "../x" }, /not the name of a RAM role/],
    ["OAuth with a token that lives", { mode: "OAuth", ...KEYS, stsToken: "t", stsExpiration: LATER }, /^accessKey$/],
    [
      "OAuth with a token that ends too soon",
      { mode: "OAuth", ...KEYS, stsToken: "t", stsExpiration: SOON },
      /needs a renewed token/,
    ],
    ["External, whose command is not run", { mode: "External" }, /needs a renewed token/],
    ["ChainableRamRoleArn of nobody", { mode: "ChainableRamRoleArn", ramRoleArn: "arn" }, /gives no credential/],
    ["CloudSSO without a login", { mode: "CloudSSO" }, /login has expired or is incomplete/],
  ];
  for (const [what, profile, expected] of CASES) {
    it(`is told for ${what}`, () => {
      assert.match(kindOf(credential(profile)), expected);
    });
  }

  const chain = (name: string, sourceProfile: string): CliProfile => ({
    name,
    mode: "ChainableRamRoleArn",
    ramRoleArn: name,
    sourceProfile,
  });

  it("may be a chain of roles", () => {
    const found = credential({ mode: "ChainableRamRoleArn", ramRoleArn: "last", sourceProfile: "a" }, [
      chain("a", "b"),
      { name: "b", mode: "AK", ...KEYS },
    ]);
    assert.ok(found.known && found.value.kind === "assumeRole" && found.value.base.kind === "assumeRole");
    assert.deepEqual([found.value.role.roleArn, found.value.base.role.roleArn], ["last", "a"]);
  });

  it("of profiles that name each other is none", () => {
    assert.match(kindOf(credential(chain("a", "b"), [chain("a", "b"), chain("b", "a")])), /gives no credential/);
  });

  it("of CloudSSO is taken only from an https address, while the login lives", () => {
    const cloudSso = {
      signInUrl: "https://sso.example",
      accountId: "1",
      accessConfiguration: "c",
      accessToken: "t",
      accessTokenExpire: LATER,
    };
    assert.equal(kindOf(credential({ mode: "CloudSSO", cloudSso })), "cloudSso");
    for (const wrong of [{ signInUrl: "http://sso.example" }, { accessTokenExpire: SOON }]) {
      assert.match(kindOf(credential({ mode: "CloudSSO", cloudSso: { ...cloudSso, ...wrong } })), /has expired/);
    }
  });
});

describe("The keys of a profile", () => {
  it("are left to the SDK where the mode has others", () => {
    for (const mode of ["ChainableRamRoleArn", "CloudSSO", "External", "OAuth", "EcsRamRole"]) {
      assert.deepEqual(profileKeys({ name: "p", mode, ...KEYS }), {});
    }
    assert.ok(isAdvanced({ name: "p", mode: "OAuth" }) && !isAdvanced({ name: "p", mode: "EcsRamRole" }));
  });

  it("have a token in mode StsToken only", () => {
    assert.deepEqual(profileKeys({ name: "p", mode: "StsToken", ...KEYS, stsToken: "t" }), {
      ...KEYS,
      securityToken: "t",
    });
    assert.deepEqual(profileKeys({ name: "p", mode: "AK", ...KEYS, stsToken: "t" }), KEYS);
  });

  it("come with a role in mode RamRoleArn only", () => {
    const role = { ramRoleArn: "arn", ramSessionName: "s", expiredSeconds: 900 };
    assert.deepEqual(profileRole({ name: "p", mode: "RamRoleArn", ...role }), {
      roleArn: "arn",
      sessionName: "s",
      durationSeconds: 900,
    });
    assert.equal(profileRole({ name: "p", mode: "AK", ...role }), undefined);
  });
});
