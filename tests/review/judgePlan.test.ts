import assert from "node:assert/strict";
import { EMPTY_STATE } from "../../policypack/domain/resources";
import { UNDISCLOSED, UNKNOWN, type Value, type ValueMap } from "../../policypack/domain/values";
import { known, notKnown, type LookUp } from "../../policypack/domain/lookUps";
import { type InstanceStatus } from "../../policypack/domain/statuses";
import { type LockSource } from "../../policypack/review/lockSource";
import { programPlan, stackPlan } from "../../policypack/engine/analyzer/stackPlan";
import { INSTANCE } from "../support/scenario";
import { LOCKED, sourceOf, stateOf } from "./support/judging";
import { deletionsOf, programOf, priorOf, shownOf, verdictsOf } from "./support/resources";

const COMMAND = "command:local:Command";
const STOP = "aliyun ecs StopInstance --InstanceId i-1";
const locked = (): LockSource => sourceOf(LOCKED);
const free = (): LockSource => sourceOf({ ...LOCKED, lockReasons: [] });
const RAN = { stdout: "", stderr: "" };
const LOST: ValueMap = { stdout: UNKNOWN, stderr: UNKNOWN };

describe("a command with a secret", () => {
  const command = (script: Value) => priorOf(COMMAND, "x1", { create: "true", delete: script }, RAN);

  it("in its delete script is read in plain text when it is deleted", async () => {
    const plain = stateOf([command(STOP)]);
    const found = await verdictsOf(deletionsOf(stateOf([command(UNDISCLOSED)])), locked, plain);
    assert.deepEqual(found, { verdicts: ["StopInstance i-1: refused"], exports: 1 });
  });

  it("elsewhere is replaced where it loses its outputs and the secret is the same", async () => {
    const withEnvironment = (A: Value): ValueMap => ({ create: "true", delete: STOP, environment: { A } });
    const now = withEnvironment("same");
    const prior = priorOf(COMMAND, "x1", withEnvironment(UNDISCLOSED), RAN);
    const judge = (plain: ValueMap) =>
      verdictsOf(
        [programPlan(programOf(COMMAND, now), stateOf([prior]), { seen: shownOf(COMMAND, { ...now, ...LOST }) })],
        locked,
        stateOf([priorOf(COMMAND, "x1", plain, RAN)]),
      );
    assert.deepEqual(await judge(now), { verdicts: ["StopInstance i-1: refused"], exports: 1 });
    assert.deepEqual(await judge(withEnvironment("other")), { verdicts: [], exports: 1 });
  });

  it("that would replace it is looked up as the update that it may be", async () => {
    const before = (trigger: Value): ValueMap => ({ create: "true", update: STOP, triggers: [trigger], dir: "a" });
    const now: ValueMap = { ...before("t"), dir: "b" };
    const resource = () =>
      programPlan(programOf(COMMAND, now), stateOf([priorOf(COMMAND, "x1", before(UNDISCLOSED), RAN)]), {
        seen: shownOf(COMMAND, { ...now, ...LOST }),
      });
    const plain = stateOf([priorOf(COMMAND, "x1", before("t"), RAN)]);
    assert.deepEqual(await verdictsOf([resource()], free, plain), {
      verdicts: ["StopInstance i-1: allowed"],
      exports: 0,
    });
    assert.deepEqual(await verdictsOf([resource()], locked, plain), {
      verdicts: ["StopInstance i-1: refused"],
      exports: 1,
    });
  });
});

describe("a script for two regions", () => {
  const elsewhere = { ...LOCKED, lockReasons: [] };
  const byRegion = new Map([
    ["cn-a", sourceOf(elsewhere)],
    ["cn-b", sourceOf(LOCKED)],
  ]);
  const inRegion = (region: unknown): LockSource => byRegion.get(String(region)) ?? sourceOf(elsewhere);

  for (const regions of [
    ["cn-a", "cn-b"],
    ["cn-b", "cn-a"],
  ]) {
    it(`creates nothing while an instance is locked in one of them: ${regions.join(", ")}`, async () => {
      const create = regions.map((region) => `aliyun ecs RunInstances --RegionId ${region}`).join("\n");
      const resource = programPlan(programOf(COMMAND, { create }), EMPTY_STATE, {});
      const found = await verdictsOf([resource], inRegion, EMPTY_STATE, { createInstance: "anyInRegion" });
      assert.deepEqual(found.verdicts, ["RunInstances: refused", "RunInstances: refused"]);
    });
  }

  it("is looked up in each", async () => {
    const create = ["cn-a", "cn-b"]
      .map((region) => `aliyun ecs StopInstance --RegionId ${region} --InstanceId i-${region}`)
      .join("\n");
    const resource = programPlan(programOf(COMMAND, { create }), EMPTY_STATE, {});
    const { verdicts } = await verdictsOf([resource], inRegion);
    assert.deepEqual(verdicts, ["StopInstance i-cn-a: allowed", "StopInstance i-cn-b: refused"]);
  });
});

describe("an exemption", () => {
  const holding = (instances?: readonly string[]) => ({
    exemptions: [{ reason: "r", expires: "2999-01-01", ...(instances === undefined ? {} : { instances }) }],
  });

  it("of one instance of a disk says nothing of another that is not known", async () => {
    const evidence = { source: "file", at: "" } as const;
    const shared: LockSource = {
      lookUp: ({ diskIds }) =>
        Promise.resolve({
          instances: new Map<string, LookUp<InstanceStatus>>([
            ["i-1", known({ instanceId: "i-1", lockReasons: ["security"], evidence })],
            ["i-2", notKnown({ cause: "c", remedy: "r" })],
          ]),
          disks: new Map(
            diskIds.map((diskId) => [
              diskId,
              known({ diskId, status: "In_use", instanceIds: ["i-1", "i-2"], evidence }),
            ]),
          ),
        }),
      lockedInRegion: () => Promise.resolve(known([])),
    };
    const disk = "alicloud:ecs/ecsDisk:EcsDisk";
    const prior = priorOf(disk, "d-1", { size: 20, zoneId: "z" });
    const resource = programPlan(programOf(disk, { size: 40, zoneId: "z" }), stateOf([prior]), {});
    const judge = (instances: readonly string[]) =>
      verdictsOf([resource], () => shared, EMPTY_STATE, holding(instances));
    assert.deepEqual((await judge(["i-1"])).verdicts, ["ResizeDisk d-1: undecided"]);
    assert.deepEqual((await judge(["i-3"])).verdicts, ["ResizeDisk d-1: refused"]);
  });

  it("of what hangs on a secret leaves the secret unread", async () => {
    const prior = priorOf(INSTANCE, "i-1", { status: "Running", userData: UNDISCLOSED });
    const resource = programPlan(programOf(INSTANCE, { status: "Running", userData: "new" }), stateOf([prior]), {});
    const { verdicts, exports } = await verdictsOf([resource], locked, stateOf([prior]), holding());
    assert.ok(verdicts.length > 0 && verdicts.every((verdict) => verdict.endsWith(": exempt")), verdicts.join());
    assert.equal(exports, 0);
  });
});

describe("what is left of an interrupted update", () => {
  it("is read in plain text by its own id, not as the resource that took its place", async () => {
    const machine = (id: string, instanceChargeType: Value, pendingDelete: boolean) =>
      priorOf(INSTANCE, id, { instanceChargeType, forceDelete: true }, {}, { pendingDelete });
    const live = machine("i-new", "PostPaid", false);
    const judge = (chargeType: Value) =>
      verdictsOf(
        deletionsOf(stateOf([live], [machine("i-old", chargeType, true)]), [live]),
        locked,
        stateOf([live], [machine("i-old", "PrePaid", true)]),
        { edition: "current" },
      );
    const refused = ["ModifyInstanceChargeType i-old: refused", "DeleteInstance i-old: allowed"];
    assert.deepEqual((await judge("PrePaid")).verdicts, refused);
    assert.deepEqual(await judge(UNDISCLOSED), { verdicts: refused, exports: 1 });
  });
});

describe("an instance set with secret ids", () => {
  it("is replaced like any other", async () => {
    const type = "alicloud:ecs/ecsInstanceSet:EcsInstanceSet";
    const inputs = { imageId: "a", instanceType: "t", securityGroupIds: ["sg"] };
    const withIds = (instanceIds: Value) =>
      stateOf([priorOf(type, Buffer.from("i-1").toString("base64"), inputs, { instanceIds })]);
    const judge = (instanceIds: Value) =>
      verdictsOf(
        [programPlan(programOf(type, { ...inputs, imageId: "b" }), withIds(instanceIds), {})],
        locked,
        withIds(["i-1"]),
      );
    const plain = await judge(["i-1"]);
    assert.ok(plain.verdicts.includes("RunInstances i-1: refused"), plain.verdicts.join());
    assert.deepEqual(await judge(UNDISCLOSED), { verdicts: plain.verdicts, exports: 1 });
  });
});

describe("a tainted command that the engine leaves out", () => {
  it("is not replaced", async () => {
    const inputs = { create: STOP };
    const state = stateOf([priorOf(COMMAND, "x1", inputs, RAN, { tainted: true })]);
    const shown = shownOf(COMMAND, { ...inputs, ...RAN });
    const plan = (leavesOut: boolean) =>
      stackPlan({
        program: [programOf(COMMAND, inputs)],
        planned: new Map([[shown.urn, shown]]),
        urns: new Set([shown.urn]),
        state: known(state),
        leavesOut: () => leavesOut,
        refreshes: false,
      });
    assert.deepEqual((await verdictsOf(plan(false), locked)).verdicts, ["StopInstance i-1: refused"]);
    assert.deepEqual((await verdictsOf(plan(true), locked)).verdicts, []);
  });
});
