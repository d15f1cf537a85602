import assert from "node:assert/strict";
import {
  assuming,
  credentialsUri,
  instanceRole,
  oidc,
} from "../../../policypack/locks/credentials/credentialDescription";

const STS = { region: "cn-a", byProgram: undefined, protocol: undefined, configured: undefined, environment: {} };
const ELSEWHERE = { ...STS, byProgram: "sts.attacker.example" };

describe("How a credential is got", () => {
  it("is by a role that the STS of the region gives", () => {
    const base = { kind: "default" } as const;
    const found = assuming(base, { roleArn: "arn" }, STS);
    assert.ok(found.known && found.value.kind === "assumeRole");
    assert.equal(found.value.sts.region, "cn-a");
    assert.match(found.value.sts.endpoint.host, /^sts\.cn-a\.aliyuncs\.com$/);
  });

  it("is no role of an STS that is not Alibaba Cloud's", () => {
    const role = { roleArn: "arn", providerArn: "p", sessionName: "s", token: { inline: "planted" } };
    for (const found of [assuming({ kind: "default" }, { roleArn: "arn" }, ELSEWHERE), oidc(role, ELSEWHERE)]) {
      assert.ok(!found.known);
      assert.doesNotMatch(JSON.stringify(found), /planted/);
    }
  });

  for (const [name, isRole] of [
    ["ecs-role_1.a", true],
    ["", false],
    ["..", false],
    ["a/b", false],
    ["x".repeat(65), false],
  ] as const) {
    it(`is ${isRole ? "" : "not "}by an instance's role called ${JSON.stringify(name.slice(0, 12))}`, () => {
      assert.equal(instanceRole(name).known, isRole);
    });
  }

  for (const [uri, isUri] of [
    ["http://localhost:1/x", true],
    ["https://host/x", true],
    ["file:///etc/passwd", false],
    ["planted", false],
  ] as const) {
    it(`is ${isUri ? "" : "not "}by the address ${uri}, which is not quoted`, () => {
      const found = credentialsUri(uri);
      assert.equal(found.known, isUri);
      if (!found.known) assert.ok(!JSON.stringify(found).includes(uri));
    });
  }
});
