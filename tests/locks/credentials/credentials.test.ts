import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ACCOUNT, addInstance, KEY_ID, KEY_SECRET } from "../../support/emulator/cloud";
import { startEmulator, type Emulator } from "../../support/emulator/emulator";
import { lockSources, type LockOptions, type Surroundings } from "../../../policypack/locks/lockSources";
import type { InstanceStatus } from "../../../policypack/domain/statuses";
import type { LookUp } from "../../../policypack/domain/lookUps";
import type { ValueMap } from "../../../policypack/domain/values";

const ROLE = "acs:ram::2:role/auditor";
const TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjaSJ9.c2lnbmF0dXJl";

describe("Credentials of the provider's kinds", () => {
  let emulator: Emulator;
  let folder = "";
  beforeEach(async () => {
    emulator = await startEmulator();
    folder = mkdtempSync(join(tmpdir(), "credentials-"));
    addInstance(emulator.cloud, "i-1");
    emulator.cloud.roles.set(ROLE, { account: ACCOUNT, externalId: "ext", oidcToken: TOKEN });
  });
  afterEach(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true });
  });

  async function look(settings: ValueMap, surroundings: Partial<Surroundings> = {}): Promise<LookUp<InstanceStatus>> {
    const options: LockOptions = { lockSource: "api", lockFileMaxAgeMinutes: 60, timeoutSeconds: 5 };
    const endpoints = JSON.stringify([{ ecs: emulator.host, sts: emulator.host }]);
    const all = { region: "cn-hangzhou", protocol: "HTTP", endpoints, ...settings };
    const source = lockSources(options, { environment: { HOME: folder }, ...surroundings })({ settings: all });
    const status = (await source.lookUp({ instanceIds: ["i-1"], diskIds: [] })).instances.get("i-1");
    assert.ok(status);
    return status;
  }
  async function finds(settings: ValueMap, surroundings: Partial<Surroundings> = {}): Promise<void> {
    const status = await look(settings, surroundings);
    assert.ok(status.known, status.known ? "" : status.failure.cause);
  }
  async function failing(settings: ValueMap, surroundings: Partial<Surroundings> = {}): Promise<string> {
    const status = await look(settings, surroundings);
    assert.ok(!status.known);
    return `${status.failure.cause}; ${status.failure.remedy}`;
  }
  const keys = { accessKey: KEY_ID, secretKey: KEY_SECRET };
  const actions = (): string[] => emulator.calls.map(({ action }) => action);
  const assume = (rest: object = {}): string => JSON.stringify({ roleArn: ROLE, externalId: "ext", ...rest });
  const oidc = (rest: object): string => JSON.stringify({ roleArn: ROLE, oidcProviderArn: "acs:p", ...rest });

  it("sign with an access key and a security token", async () => {
    emulator.cloud.keys.set("STS.1", { account: ACCOUNT, secret: "s", token: "t" });
    await finds({ accessKey: "STS.1", secretKey: "s", securityToken: "t" });
    assert.match(
      await failing({ accessKey: "STS.1", secretKey: "s", securityToken: "wrong" }),
      /renew the security token/,
    );
  });

  it("say that a security token has expired", async () => {
    emulator.cloud.keys.set("STS.1", { account: ACCOUNT, secret: "s", token: "t", expiresAt: 1 });
    const told = await failing({ accessKey: "STS.1", secretKey: "s", securityToken: "t" });
    assert.match(told, /InvalidSecurityToken\.Expired.*renew the security token/);
  });

  it("assume a role once for all look-ups, with session name, policy, external id and duration", async () => {
    await finds({
      ...keys,
      assumeRole: assume({ sessionName: "ci", policy: '{"Version":"1"}', sessionExpiration: 900 }),
    });
    assert.deepEqual(actions(), ["AssumeRole", "DescribeInstances"]);
    const [call] = emulator.calls;
    assert.deepEqual(Object.fromEntries(call?.parameters ?? []), {
      RoleArn: ROLE,
      RoleSessionName: "ci",
      DurationSeconds: "900",
      Policy: '{"Version":"1"}',
      ExternalId: "ext",
    });
  });

  it("say that a role cannot be assumed", async () => {
    const told = await failing({ ...keys, assumeRole: assume({ externalId: "wrong" }) });
    assert.match(told, /AssumeRole answered NoPermission \(HTTP 403\).*sts:AssumeRole/);
    assert.deepEqual(actions(), ["AssumeRole"]);
  });

  it("ask again when assuming a role is throttled", async () => {
    emulator.faults.add({ kind: "throttled", action: "AssumeRole" });
    await finds({ ...keys, assumeRole: assume() });
    assert.deepEqual(actions(), ["AssumeRole", "AssumeRole", "DescribeInstances"]);
  });

  it("renew an assumed role that is about to expire", async () => {
    let time = Date.now();
    const options: LockOptions = {
      lockSource: "api",
      lockFileMaxAgeMinutes: 60,
      timeoutSeconds: 5,
      endpoint: emulator.endpoint,
    };
    const settings = {
      ...keys,
      region: "cn-hangzhou",
      protocol: "HTTP",
      assumeRole: assume({ sessionExpiration: 900 }),
      endpoints: `[{"sts":"${emulator.host}"}]`,
    };
    const source = lockSources(options, { environment: {}, now: () => new Date(time) })({ settings });
    await source.lookUp({ instanceIds: ["i-1"], diskIds: [] });
    time += 850_000;
    await source.lookUp({ instanceIds: ["i-2"], diskIds: [] });
    assert.deepEqual(actions(), ["AssumeRole", "DescribeInstances", "AssumeRole", "DescribeInstances"]);
  });

  it("assume a role with an OIDC token, given inline or in a file, without sending it in an address", async () => {
    await finds({ assumeRoleWithOidc: oidc({ oidcToken: TOKEN }) });
    writeFileSync(join(folder, "token"), `${TOKEN}\n`);
    await finds({ assumeRoleWithOidc: oidc({ oidcTokenFile: join(folder, "token") }) });
    assert.deepEqual(actions(), ["AssumeRoleWithOIDC", "DescribeInstances", "AssumeRoleWithOIDC", "DescribeInstances"]);
    assert.ok(emulator.addresses.every((address) => !address.includes(TOKEN)));
  });

  it("say that an OIDC token is refused or missing, and do not repeat it", async () => {
    const refused = await failing({ assumeRoleWithOidc: oidc({ oidcToken: "planted-token" }) });
    assert.match(refused, /AuthenticationFail\.OIDCToken\.Invalid/);
    assert.doesNotMatch(refused, /planted/);
    writeFileSync(join(folder, "secrets"), "planted-token\n");
    for (const name of ["none", "", "secrets", "/dev/zero", "/proc/self/environ"]) {
      const oidcTokenFile = resolve(folder, name);
      assert.match(await failing({ assumeRoleWithOidc: oidc({ oidcTokenFile }) }), /oidcTokenFile cannot be read/);
    }
    assert.deepEqual(actions(), ["AssumeRoleWithOIDC"], "nothing but a token is sent");
  });

  it("come from a credentials URI", async () => {
    await finds({ credentialsUri: `${emulator.endpoint}/credentials` });
    assert.deepEqual(actions(), ["CredentialsUri", "DescribeInstances"]);
  });

  for (const kind of ["serverError", "html", "reset", "notAnAnswer"] as const) {
    it(`say that a credentials URI gives none (${kind})`, async () => {
      emulator.faults.add({ kind });
      assert.match(
        await failing({ credentialsUri: `${emulator.endpoint}/credentials` }),
        /credentialsUri gave no credential/,
      );
    });
  }

  it("say that an instance has no metadata service, and that CloudSSO gives none", async () => {
    const metadata = process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED;
    process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED = "true";
    assert.match(await failing({ ecsRoleName: "auditor" }), /metadata service gave no credential/);
    if (metadata === undefined) delete process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED;
    const login = { cloud_sso_account_id: "1", cloud_sso_access_config: "a", access_token: "planted" };
    const expires = { cloud_sso_access_token_expire: Date.now() / 1000 + 3600 };
    // The emulator speaks no TLS, so the login cannot be turned into keys.
    const profile = {
      name: "s",
      mode: "CloudSSO",
      cloud_sso_sign_in_url: `https://${emulator.host}/`,
      ...login,
      ...expires,
    };
    writeFileSync(join(folder, "sso.json"), JSON.stringify({ profiles: [profile] }));
    const told = await failing({ profile: "s", sharedCredentialsFile: join(folder, "sso.json") });
    assert.match(told, /CloudSSO gave no credential.*aliyun configure --mode CloudSSO/);
    assert.doesNotMatch(told, /planted/);
  });

  it("end at the deadline when a credentials URI hangs", async () => {
    emulator.faults.add({ kind: "hang" });
    const options: LockOptions = { lockSource: "api", lockFileMaxAgeMinutes: 60, timeoutSeconds: 0.3 };
    const settings = { region: "cn-hangzhou", credentialsUri: `${emulator.endpoint}/credentials` };
    const start = performance.now();
    const { instances } = await lockSources(options, { environment: {} })({ settings }).lookUp({
      instanceIds: ["i-1"],
      diskIds: [],
    });
    const status = instances.get("i-1");
    assert.ok(status?.known === false);
    assert.match(status.failure.cause, /timeoutSeconds/);
    assert.ok(performance.now() - start < 4000);
  });

  describe("from a credentials file", () => {
    const write = (profiles: object[], name = "credentials.json"): string => {
      const file = join(folder, name);
      writeFileSync(file, JSON.stringify({ current: "p", profiles }));
      return file;
    };
    const ak = { name: "p", mode: "AK", access_key_id: KEY_ID, access_key_secret: KEY_SECRET };

    it("take the named profile, also of the home and the project folder", async () => {
      await finds({ profile: "p", sharedCredentialsFile: write([ak]) });
      await finds({ profile: "p", sharedCredentialsFile: "~/credentials.json" });
      await finds({ profile: "p", sharedCredentialsFile: "credentials.json" }, { projectDir: folder });
    });

    it("assume the role of a RamRoleArn profile", async () => {
      emulator.cloud.roles.set("acs:r", { account: ACCOUNT });
      await finds({
        profile: "p",
        sharedCredentialsFile: write([{ ...ak, mode: "RamRoleArn", ram_role_arn: "acs:r", ram_session_name: "s" }]),
      });
      assert.deepEqual(actions(), ["AssumeRole", "DescribeInstances"]);
    });

    it("assume the roles of a chain of profiles", async () => {
      emulator.cloud.roles.set("acs:1", { account: ACCOUNT }).set("acs:2", { account: ACCOUNT });
      const profiles = [
        ak,
        { name: "q", mode: "ChainableRamRoleArn", source_profile: "p", ram_role_arn: "acs:1" },
        { name: "r", mode: "ChainableRamRoleArn", source_profile: "q", ram_role_arn: "acs:2" },
      ];
      await finds({ profile: "r", sharedCredentialsFile: write(profiles) });
      assert.deepEqual(actions(), ["AssumeRole", "AssumeRole", "DescribeInstances"]);
    });

    it("say that the file is missing, is a folder, or holds no profiles, without quoting it", async () => {
      for (const file of [join(folder, "none"), folder]) {
        assert.match(
          await failing({ profile: "p", sharedCredentialsFile: file }),
          /credentials file .* cannot be read/,
        );
      }
      const broken = join(folder, "broken");
      writeFileSync(broken, "[default]\naliyun_access_key_secret = planted");
      const told = await failing({ profile: "p", sharedCredentialsFile: broken });
      assert.match(told, /not a configuration of the aliyun CLI/);
      assert.doesNotMatch(told, /planted/);
    });
  });
});
