import assert from "node:assert/strict";
import { ecsEndpoint, stsEndpoint } from "../../../policypack/locks/api/endpoint";
import type { EndpointChoice } from "../../../policypack/locks/api/endpoint";

const nothing: EndpointChoice = {
  region: "cn-beijing",
  byProgram: undefined,
  protocol: undefined,
  configured: undefined,
  environment: {},
};
const EVIL = "api.attacker.example";

function address(choice: Partial<EndpointChoice>, of: typeof ecsEndpoint = ecsEndpoint): string {
  const endpoint = of({ ...nothing, ...choice });
  return endpoint.known ? `${endpoint.value.protocol}://${endpoint.value.host}` : `failure: ${endpoint.failure.cause}`;
}

describe("The endpoint of the ECS API", () => {
  const cases: [string, Partial<EndpointChoice>, string][] = [
    ["is the region's", {}, "https://ecs.cn-beijing.aliyuncs.com"],
    ["of cn-hangzhou has the older form", { region: "cn-hangzhou" }, "https://ecs-cn-hangzhou.aliyuncs.com"],
    ["is the provider's", { byProgram: "ecs-vpc.cn-beijing.aliyuncs.com" }, "https://ecs-vpc.cn-beijing.aliyuncs.com"],
    ["is the environment's", { environment: { ECS_ENDPOINT: "ecs.corp.example" } }, "https://ecs.corp.example"],
    [
      "is asked of the newer variable first",
      { environment: { ECS_ENDPOINT: "old.example", ALIBABA_CLOUD_ENDPOINT_ECS: " new.example " } },
      "https://new.example",
    ],
    [
      "is the provider's before the environment's",
      { byProgram: "ecs.aliyuncs.com", environment: { ECS_ENDPOINT: "ecs.corp.example" } },
      "https://ecs.aliyuncs.com",
    ],
    ["is the pack's before any other", { configured: "ecs.corp.example", byProgram: EVIL }, "https://ecs.corp.example"],
    [
      "may have the region's place held",
      { configured: "ecs-vpc.{region}.aliyuncs.com" },
      "https://ecs-vpc.cn-beijing.aliyuncs.com",
    ],
    ["may have a port", { configured: "https://ecs.corp.example:8443" }, "https://ecs.corp.example:8443"],
    ["may be http on loopback", { configured: "http://127.0.0.1:8290" }, "http://127.0.0.1:8290"],
    ["may be http on loopback of IPv6", { configured: "http://[::1]:8290" }, "http://[::1]:8290"],
    ["is http on loopback without a scheme", { configured: "localhost:8290" }, "http://localhost:8290"],
    ["on loopback may be set by the program", { byProgram: "127.0.0.1:1", protocol: "HTTP" }, "http://127.0.0.1:1"],
    [
      "on loopback is https as the provider's protocol says",
      { byProgram: "127.0.0.1:1", protocol: "HTTPS" },
      "https://127.0.0.1:1",
    ],
    [
      "stays https although the provider says HTTP",
      { byProgram: "ecs.aliyuncs.com", protocol: "HTTP" },
      "https://ecs.aliyuncs.com",
    ],
  ];
  for (const [what, choice, expected] of cases)
    it(what, () => {
      assert.equal(address(choice), expected);
    });

  const foreign = [
    EVIL,
    `https://${EVIL}`,
    "ecs.cn-hangzhou.aliyuncs.com.attacker.example",
    "ecs.aliyuncs.com.attacker.example",
    "attacker-aliyuncs.com",
    // Names under aliyuncs.com that serve what customers put there.
    "attacker.oss-cn-hangzhou.aliyuncs.com",
    "ecs.oss-cn-hangzhou.aliyuncs.com",
    "1234567890.cn-hangzhou.fc.aliyuncs.com",
    "ecs.cn-hangzhou.fc.aliyuncs.com",
    "aliyuncs.com",
    "127.0.0.1.attacker.example",
    "localhost.attacker.example",
    "169.254.169.254",
    "100.100.100.200",
    "10.0.0.1",
  ];
  for (const host of foreign) {
    it(`that the program sets to ${host} is refused, by name and with the remedy`, () => {
      const endpoint = ecsEndpoint({ ...nothing, byProgram: host });
      assert.ok(!endpoint.known);
      assert.match(endpoint.failure.cause, /no ECS address of Alibaba Cloud; nothing was sent there/);
      assert.ok(endpoint.failure.cause.includes(host.replace("https://", "")));
      assert.match(endpoint.failure.remedy, /endpoint: ".*" in the policy pack's configuration/);
    });
  }

  const wrong = [
    "http://ecs.cn-hangzhou.aliyuncs.com",
    "ftp://127.0.0.1",
    "https://user:password@ecs.aliyuncs.com",
    "ecs.aliyuncs.com@attacker.example",
    "ecs.aliyuncs.com/path",
    "ecs.aliyuncs.com?query",
    "ecs aliyuncs com",
    "https://",
  ];
  for (const value of wrong) {
    for (const choice of [{ configured: value }, { byProgram: value }, { environment: { ECS_ENDPOINT: value } }]) {
      it(`that ${Object.keys(choice).join("")} sets to ${value} is refused without repeating it`, () => {
        assert.match(address(choice), /^failure: the .*(endpoint|ENDPOINT).* (is not|has more|does not use)/);
        assert.doesNotMatch(address(choice), /password/);
      });
    }
  }

  it("that the program sets may be the one that the pack's configuration allows", () => {
    const sts = { configured: "https://gateway.corp.example", byProgram: "gateway.corp.example" };
    assert.equal(address(sts, stsEndpoint), "https://gateway.corp.example");
  });
});

describe("The endpoint of the STS API", () => {
  it("is the region's, as the provider asks it", () => {
    assert.equal(address({}, stsEndpoint), "https://sts.cn-beijing.aliyuncs.com");
    assert.equal(address({ environment: { STS_ENDPOINT: EVIL } }, stsEndpoint), "https://sts.cn-beijing.aliyuncs.com");
  });
  it("may be the provider's if it is Alibaba Cloud's", () => {
    assert.equal(
      address({ byProgram: "sts-vpc.cn-beijing.aliyuncs.com" }, stsEndpoint),
      "https://sts-vpc.cn-beijing.aliyuncs.com",
    );
    assert.match(address({ byProgram: EVIL }, stsEndpoint), /no STS address of Alibaba Cloud/);
    assert.match(address({ byProgram: "ecs.aliyuncs.com" }, stsEndpoint), /no STS address/);
  });
});
