import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ACCOUNT, addInstance } from "../support/emulator/cloud";
import { startEmulator } from "../support/emulator/emulator";
import type { Emulator } from "../support/emulator/emulator";
import type { FaultKind } from "../support/emulator/faults";
import { typeScriptArguments } from "../support/processes";

const PLANTED = {
  id: "LTAIplantedId",
  secret: "planted-secret-key",
  token: "planted-security-token",
  oidc: "planted-oidc-token",
  proxy: "planted-proxy-password",
  external: "planted-external-id",
};
const ROLE = "acs:ram::1:role/r";
const run = promisify(execFile);

describe("Nothing that was planted is printed or left behind by look-ups", () => {
  let emulator: Emulator;
  let home = "";
  beforeEach(async () => {
    emulator = await startEmulator();
    home = mkdtempSync(join(tmpdir(), "secrets-"));
    addInstance(emulator.cloud, "i-1", { lockReasons: ["security"] });
    emulator.cloud.keys.set(PLANTED.id, { account: ACCOUNT, secret: PLANTED.secret, token: PLANTED.token });
    emulator.cloud.roles.set(ROLE, { account: ACCOUNT, externalId: PLANTED.external, oidcToken: PLANTED.oidc });
  });
  afterEach(async () => {
    await emulator.stop();
    rmSync(home, { recursive: true });
  });

  /** Every kind of credential, good and bad. */
  function scenarios(): object[] {
    const keys = { accessKey: PLANTED.id, secretKey: PLANTED.secret, securityToken: PLANTED.token };
    const endpoints = JSON.stringify([{ ecs: emulator.host, sts: emulator.host }]);
    const base = { region: "cn-hangzhou", protocol: "HTTP", endpoints };
    const role = { roleArn: ROLE, externalId: PLANTED.external };
    const oidc = { roleArn: ROLE, oidcProviderArn: "acs:p" };
    const settings = [
      { ...base, ...keys },
      { ...base, ...keys, secretKey: `${PLANTED.secret}-wrong` },
      { ...base, ...keys, securityToken: `${PLANTED.token}-wrong` },
      { ...base, ...keys, assumeRole: JSON.stringify(role) },
      { ...base, ...keys, assumeRole: JSON.stringify({ ...role, externalId: `${PLANTED.external}-wrong` }) },
      { ...base, ...keys, assumeRole: `{"roleArn": "${PLANTED.secret}` },
      { ...base, assumeRoleWithOidc: JSON.stringify({ ...oidc, oidcToken: PLANTED.oidc }) },
      { ...base, assumeRoleWithOidc: JSON.stringify({ ...oidc, oidcToken: `${PLANTED.oidc}-wrong` }) },
      { ...base, credentialsUri: `${emulator.endpoint}/credentials?${PLANTED.token}` },
      { ...base, credentialsUri: `${emulator.endpoint}/nothing?${PLANTED.token}` },
      { ...base, credentialsUri: `file:///${PLANTED.token}` },
      { ...base, profile: "p" },
      { ...base, profile: PLANTED.secret },
      { ...base, ...keys, region: `${PLANTED.secret} x` },
      { ...base, ...keys, endpoints: `[{"ecs":"${PLANTED.secret}/x"}]` },
      { ...base, ...keys, endpoints: JSON.stringify([{ ecs: "api.attacker.example" }]) },
    ];
    return settings.map((each) => ({ settings: each, timeoutSeconds: 1.5 }));
  }

  async function printed(all: readonly object[], environment: Record<string, string> = {}): Promise<string> {
    const script = typeScriptArguments("tests/locks/secretScenarios.ts");
    const env = { PATH: process.env.PATH, HOME: home, ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true", ...environment };
    const { stdout, stderr } = await run(process.execPath, [...script, JSON.stringify(all)], { env, cwd: home });
    return stdout + stderr;
  }
  function assertClean(text: string): void {
    assert.notEqual(text, "");
    const sessions = [...emulator.cloud.keys].flatMap(([id, { secret, token }]) => [id, secret, token ?? secret]);
    for (const secret of [...Object.values(PLANTED), ...sessions])
      assert.ok(!text.includes(secret), lineWith(text, secret));
  }

  const lineWith = (text: string, secret: string): string =>
    text.split("\n").find((line) => line.includes(secret)) ?? "";

  it("with every kind of credential, good or bad", async () => {
    mkdirSync(join(home, ".aliyun"));
    const profile = { name: "p", mode: "External", process_command: "touch ran", access_key_secret: PLANTED.secret };
    writeFileSync(join(home, ".aliyun", "config.json"), JSON.stringify({ profiles: [profile] }));
    assertClean(await printed(scenarios()));
    assert.deepEqual(readdirSync(home), [".aliyun"]);
    assert.deepEqual(readdirSync(join(home, ".aliyun")), ["config.json"]);
  });

  it("with the libraries' logging switched on", async () => {
    assertClean(await printed(scenarios(), { DEBUG: "*", NODE_DEBUG: "fetch,undici" }));
  });

  it("with a proxy that needs a password and is not there", async () => {
    const keys = { accessKey: PLANTED.id, secretKey: PLANTED.secret, region: "cn-hangzhou" };
    const text = await printed([{ settings: keys, timeoutSeconds: 15 }], {
      HTTPS_PROXY: `http://user:${PLANTED.proxy}@127.0.0.1:1`,
    });
    assertClean(text);
    assert.match(text, /could not be asked of ecs-cn-hangzhou/);
  });

  const kinds: FaultKind[] = [
    "badSignature",
    "forbidden",
    "html",
    "truncated",
    "notAnAnswer",
    "reset",
    "redirect",
    "badGateway",
  ];
  for (const kind of kinds) {
    it(`when every answer is ${kind}`, async () => {
      emulator.faults.add({ kind, times: 1000 });
      assertClean(await printed(scenarios().slice(0, 9), { DEBUG: "*" }));
    });
  }
});
