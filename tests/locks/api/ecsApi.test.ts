import assert from "node:assert/strict";
import { ACCOUNT, addDisk, addInstance, KEY_ID, KEY_SECRET, REGION } from "../../support/emulator/cloud";
import { startEmulator, type Emulator } from "../../support/emulator/emulator";
import { concurrencyBound } from "../../../policypack/locks/api/describe";
import { ecsApiSource, type EcsApiOptions } from "../../../policypack/locks/api/ecsApi";
import { isLocked, type InstanceStatus } from "../../../policypack/domain/statuses";
import type { LockSource } from "../../../policypack/review/lookUps/lockSource";
import type { LookUp } from "../../../policypack/domain/lookUps";

const now = (): Date => new Date("2026-01-31T10:00:00Z");

describe("Look-ups by the ECS API", () => {
  let emulator: Emulator;
  beforeEach(async () => (emulator = await startEmulator()));
  afterEach(async () => emulator.stop());

  function source(options: Partial<EcsApiOptions> = {}, region = REGION): LockSource {
    const identity = {
      region,
      endpoint: { protocol: "http", host: emulator.host },
      credential: { kind: "accessKey", accessKeyId: KEY_ID, accessKeySecret: KEY_SECRET },
      key: "",
    } as const;
    return ecsApiSource(identity, { timeoutSeconds: 20, environment: {}, now, ...options });
  }
  const instances = (count: number): string[] =>
    Array.from({ length: count }, (_, at) => addInstance(emulator.cloud, `i-${at}`).id);
  const asked = (action: string, parameter: string): string[][] =>
    emulator.calls
      .filter((call) => call.action === action)
      .map(({ parameters }) => JSON.parse(parameters.get(parameter) ?? "[]") as string[]);
  function causeOf(status: LookUp<unknown> | undefined): string {
    assert.ok(status?.known === false);
    return status.failure.cause;
  }

  it("say who is locked, with name, region, status, time and RequestId", async () => {
    addInstance(emulator.cloud, "i-locked", { name: "web", lockReasons: ["security"], status: "Stopped" });
    addInstance(emulator.cloud, "i-owing", { lockReasons: ["financial"] });
    const statuses = await source().lookUp({ instanceIds: ["i-locked", "i-owing"], diskIds: [] });
    const [call] = emulator.calls;
    assert.deepEqual(statuses.instances.get("i-locked"), {
      known: true,
      value: {
        instanceId: "i-locked",
        name: "web",
        regionId: REGION,
        status: "Stopped",
        lockReasons: ["security"],
        evidence: { source: "api", at: "2026-01-31T10:00:00.000Z", requestId: call?.requestId },
      },
    });
    const owing = statuses.instances.get("i-owing");
    assert.ok(owing?.known);
    assert.equal(isLocked(owing.value), false);
  });

  it("leave an instance of another region or account undecided", async () => {
    addInstance(emulator.cloud, "i-elsewhere", { regionId: "cn-beijing" });
    addInstance(emulator.cloud, "i-foreign", { account: "another" });
    const ids = ["i-elsewhere", "i-foreign", "i-gone"];
    const statuses = await source().lookUp({ instanceIds: ids, diskIds: [] });
    for (const id of ids)
      assert.match(causeOf(statuses.instances.get(id)), /not found in region cn-hangzhou of this account/);
  });

  it("ask nothing where nothing is wanted", async () => {
    const statuses = await source().lookUp({ instanceIds: [], diskIds: [] });
    assert.equal(statuses.instances.size + statuses.disks.size + emulator.calls.length, 0);
  });

  for (const [count, calls] of [
    [1, 1],
    [100, 1],
    [101, 2],
    [250, 3],
  ] as const) {
    it(`take ${calls} calls for ${count} instances`, async () => {
      const ids = instances(count);
      const statuses = await source().lookUp({ instanceIds: ids, diskIds: [] });
      assert.equal([...statuses.instances.values()].filter(({ known }) => known).length, count);
      assert.equal(emulator.calls.length, calls);
      assert.deepEqual(asked("DescribeInstances", "InstanceIds").flat().sort(), [...ids].sort());
    });
  }

  it("ask for pages of 100, and follow them to the end", async () => {
    const ids = instances(7);
    emulator.faults.add({ kind: "smallPages", times: 7 });
    const statuses = await source().lookUp({ instanceIds: ids, diskIds: [] });
    assert.ok([...statuses.instances.values()].every(({ known }) => known));
    assert.equal(emulator.calls.length, 7);
    assert.ok(emulator.calls.every(({ parameters }) => parameters.get("MaxResults") === "100"));
  });

  it("ask for an id once a run, however often it is wanted", async () => {
    const ids = instances(3);
    const once = source();
    await Promise.all([once.lookUp({ instanceIds: ids, diskIds: [] }), once.lookUp({ instanceIds: ids, diskIds: [] })]);
    const again = await once.lookUp({ instanceIds: [...ids, ...ids], diskIds: [] });
    assert.equal(again.instances.size, 3);
    assert.equal(emulator.calls.length, 1);
  });

  it("ask for a failed id once a run too", async () => {
    emulator.faults.add({ kind: "forbidden" });
    const once = source();
    const first = await once.lookUp({ instanceIds: ["i-1"], diskIds: [] });
    const second = await once.lookUp({ instanceIds: ["i-1"], diskIds: [] });
    assert.deepEqual(second, first);
    assert.equal(emulator.calls.length, 1);
  });

  it("tell a disk's status and look up every instance that it is attached to", async () => {
    addInstance(emulator.cloud, "i-1", { lockReasons: ["security"] });
    addInstance(emulator.cloud, "i-2");
    addDisk(emulator.cloud, "d-shared", ["i-1", "i-2"]);
    addDisk(emulator.cloud, "d-free", []);
    const statuses = await source().lookUp({ instanceIds: ["i-2"], diskIds: ["d-shared", "d-free", "d-gone"] });
    const disk = statuses.disks.get("d-shared");
    assert.ok(disk?.known);
    assert.deepEqual([disk.value.status, disk.value.instanceIds], ["In_use", ["i-1", "i-2"]]);
    assert.deepEqual([...statuses.instances.keys()].sort(), ["i-1", "i-2"]);
    const free = statuses.disks.get("d-free");
    assert.ok(free?.known);
    assert.deepEqual(free.value.instanceIds, []);
    assert.match(causeOf(statuses.disks.get("d-gone")), /the disk is not found/);
    assert.deepEqual(asked("DescribeInstances", "InstanceIds"), [["i-2"], ["i-1"]]);
  });

  it("do not look up the instance of a disk that is being detached", async () => {
    addDisk(emulator.cloud, "d-1", ["i-1"], { status: "Detaching" });
    const statuses = await source().lookUp({ instanceIds: [], diskIds: ["d-1"] });
    assert.equal(statuses.instances.size, 0);
  });

  it("take 3 calls for 250 disks on one instance, and one for the instance", async () => {
    addInstance(emulator.cloud, "i-1");
    const ids = Array.from({ length: 250 }, (_, at) => addDisk(emulator.cloud, `d-${at}`, ["i-1"]).id);
    await source().lookUp({ instanceIds: [], diskIds: ids });
    assert.equal(asked("DescribeDisks", "DiskIds").length, 3);
    assert.deepEqual(asked("DescribeInstances", "InstanceIds"), [["i-1"]]);
  });

  it("never have more than 8 calls under way, in all regions together", async () => {
    const ids = instances(1000);
    // Long enough for eight to be sent, on a busy machine too.
    emulator.latencyMs = 200;
    const options = { limit: concurrencyBound() };
    const wanted = { instanceIds: ids, diskIds: [] };
    await Promise.all([source(options).lookUp(wanted), source(options, "cn-beijing").lookUp(wanted)]);
    assert.equal(emulator.calls.length, 20);
    assert.equal(emulator.busiest(), 8);
  });

  for (const id of [
    "i-1\n",
    "i-1 or 1",
    '["i-1"]',
    "",
    "../i-1",
    "i-1&Action=DeleteInstance",
    "x".repeat(500),
    "ｉ-1",
    "__proto__",
  ]) {
    it(`never send ${JSON.stringify(id.slice(0, 30))}, and judge the ids beside it`, async () => {
      addInstance(emulator.cloud, "i-2");
      const statuses = await source().lookUp({ instanceIds: [id, "i-2"], diskIds: [id] });
      assert.equal(statuses.instances.get("i-2")?.known, true);
      assert.match(causeOf(statuses.instances.get(id)), /characters that no id has/);
      assert.match(causeOf(statuses.disks.get(id)), /characters that no id has/);
      assert.deepEqual(asked("DescribeInstances", "InstanceIds"), [["i-2"]]);
    });
  }

  it("list what is locked in the region with one question, asked once", async () => {
    const lockedOnes = Array.from({ length: 3 }, (_, at) =>
      addInstance(emulator.cloud, `i-l${at}`, { lockReasons: ["financial", "Security"] }),
    );
    addInstance(emulator.cloud, "i-owing", { lockReasons: ["financial"] });
    addInstance(emulator.cloud, "i-elsewhere", { lockReasons: ["security"], regionId: "cn-beijing" });
    emulator.faults.add({ kind: "smallPages", times: 2 });
    const once = source();
    const idsOf = (answer: LookUp<readonly InstanceStatus[]>): string[] => {
      assert.ok(answer.known);
      return answer.value.map(({ instanceId }) => instanceId);
    };
    assert.deepEqual(
      idsOf(await once.lockedInRegion()),
      lockedOnes.map(({ id }) => id),
    );
    const calls = emulator.calls.length;
    await once.lockedInRegion();
    assert.equal(emulator.calls.length, calls);
    assert.deepEqual([...new Set(emulator.calls.map(({ parameters }) => parameters.get("LockReason")))], ["security"]);
  });

  it("say that nothing is locked in the region after a dry run that shows the permission", async () => {
    addInstance(emulator.cloud, "i-1");
    assert.deepEqual(await source().lockedInRegion(), { known: true, value: [] });
    assert.deepEqual(
      emulator.calls.map(({ parameters }) => parameters.get("DryRun")),
      [undefined, "true"],
    );
  });

  it("do not take the empty list of an identity without permission for an empty region", async () => {
    addInstance(emulator.cloud, "i-1", { lockReasons: ["security"] });
    const denied = ["DescribeInstances"];
    emulator.cloud.keys.set(KEY_ID, { account: ACCOUNT, secret: KEY_SECRET, denied, deniedInSilence: true });
    const answer = await source().lockedInRegion();
    assert.ok(!answer.known);
    assert.match(answer.failure.remedy, /grant ecs:DescribeInstances/);
    const { instances } = await source().lookUp({ instanceIds: ["i-1"], diskIds: [] });
    const status = instances.get("i-1");
    assert.ok(status?.known === false);
    assert.match(status.failure.remedy, /permission ecs:DescribeInstances/);
  });

  for (const kind of ["forbidden", "noOperationLocks", "notAnAnswer"] as const) {
    it(`do not say that nothing is locked in the region when the answer is ${kind}`, async () => {
      addInstance(emulator.cloud, "i-1", { lockReasons: ["security"] });
      emulator.faults.add({ kind, times: 20 });
      assert.equal((await source().lockedInRegion()).known, false);
    });
  }
});
