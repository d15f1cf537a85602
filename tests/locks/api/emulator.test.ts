import assert from "node:assert/strict";
import OpenApiClient, { $OpenApiUtil } from "@alicloud/openapi-core";
import { addDisk, addInstance, KEY_ID, KEY_SECRET, REGION } from "../../support/emulator/cloud";
import { startEmulator } from "../../support/emulator/emulator";
import type { Emulator } from "../../support/emulator/emulator";

type Query = Readonly<Record<string, string>>;
type Runtime = Parameters<OpenApiClient["callApi"]>[2];

/** The SDK core's own call, by which the emulator's reading of the signature is held against the SDK's. */
async function sdkCall(emulator: Emulator, action: string, query: Query, secret = KEY_SECRET): Promise<string> {
  const keys = { accessKeyId: KEY_ID, accessKeySecret: secret };
  const client = new OpenApiClient(new $OpenApiUtil.Config({ ...keys, endpoint: emulator.host, protocol: "http" }));
  const style = {
    style: "RPC",
    method: "POST",
    pathname: "/",
    authType: "AK",
    reqBodyType: "formData",
    bodyType: "json",
  };
  const params = new $OpenApiUtil.Params({ action, version: "2014-05-26", protocol: "http", ...style });
  try {
    const request = new $OpenApiUtil.OpenApiRequest({ query: { RegionId: REGION, ...query } });
    const answer = (await client.callApi(params, request, {} as unknown as Runtime)) as { statusCode: number };
    return String(answer.statusCode);
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "no code";
  }
}

describe("The emulator of the ECS API", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator();
    addInstance(emulator.cloud, "i-locked", { lockReasons: ["security"] });
    addInstance(emulator.cloud, "i-free", { lockReasons: ["financial"] });
    addDisk(emulator.cloud, "d-locked", ["i-locked"]);
    addDisk(emulator.cloud, "d-loose", []);
  });
  afterEach(async () => emulator.stop());

  it("accepts the signature of the SDK core's own calls, odd characters included", async () => {
    assert.equal(
      await sdkCall(emulator, "DescribeInstances", { InstanceIds: '["i-free"]', InstanceName: "a b*c~'(é)+&=" }),
      "200",
    );
  });

  it("refuses a wrong secret key and an unknown access key", async () => {
    assert.equal(await sdkCall(emulator, "DescribeInstances", {}, "wrong"), "SignatureDoesNotMatch");
    emulator.cloud.keys.clear();
    assert.equal(await sdkCall(emulator, "DescribeInstances", {}), "InvalidAccessKeyId.NotFound");
  });

  const ids = (count: number): string => JSON.stringify(Array.from({ length: count }, (_, at) => `i-${at}`));
  const limits: [string, string, Query, string][] = [
    ["100 ids", "DescribeInstances", { InstanceIds: ids(100) }, "200"],
    ["101 ids", "DescribeInstances", { InstanceIds: ids(101) }, "InvalidInstanceIds.TooMany"],
    ["ids that are no list", "DescribeDisks", { DiskIds: "d-1" }, "InvalidDiskIds.Malformed"],
    ["101 instances a page", "DescribeInstances", { MaxResults: "101" }, "InvalidParameter.MaxResults"],
    ["9 disks a page", "DescribeDisks", { MaxResults: "9" }, "InvalidParameter.MaxResults"],
    ["500 disks a page", "DescribeDisks", { MaxResults: "500" }, "200"],
    ["a region that does not exist", "DescribeInstances", { RegionId: "cn-nowhere" }, "InvalidRegionId.NotFound"],
    ["an action that does not exist", "DescribeEverything", {}, "InvalidAction.NotFound"],
  ];
  for (const [what, action, query, expected] of limits) {
    it(`answers ${expected} to ${action} with ${what}`, async () => {
      assert.equal(await sdkCall(emulator, action, query), expected);
    });
  }

  const locked = { InstanceId: "i-locked", DiskId: "d-loose", SecurityGroupId: "sg-2" };
  const refused = "InstanceLockedForSecurity";
  const operations: [string, Query, string][] = [
    ...["AllocatePublicIpAddress", "AttachDisk", "DetachDisk", "JoinSecurityGroup", "LeaveSecurityGroup"].map(
      (action): [string, Query, string] => [action, locked, refused],
    ),
    ...["ModifyInstanceAttribute", "RebootInstance", "StartInstance", "StopInstance"].map(
      (action): [string, Query, string] => [action, locked, refused],
    ),
    ["CreateSnapshot", { DiskId: "d-locked" }, refused],
    ["ReInitDisk", { DiskId: "d-locked" }, refused],
    ["ResetDisk", { DiskId: "d-locked" }, refused],
    ["CreateSnapshot", { DiskId: "d-loose" }, "200"],
    ["StopInstance", { InstanceId: "i-free" }, "200"],
    ["DeleteInstance", locked, "200"],
  ];
  for (const [action, query, expected] of operations) {
    it(`answers ${expected} to ${action} of ${query.InstanceId ?? query.DiskId}`, async () => {
      assert.equal(await sdkCall(emulator, action, query), expected);
      assert.equal(emulator.calls.at(-1)?.status, expected === refused ? 403 : 200);
    });
  }

  it("releases a locked instance with its disks", async () => {
    await sdkCall(emulator, "DeleteInstance", locked);
    assert.deepEqual([...emulator.cloud.disks.keys()], ["d-loose"]);
  });

  it("lets everything be done again once the lock is lifted", async () => {
    const instance = emulator.cloud.instances.get("i-locked");
    assert.ok(instance);
    instance.lockReasons = [];
    assert.equal(await sdkCall(emulator, "StopInstance", locked), "200");
    assert.equal(instance.status, "Stopped");
  });
});
