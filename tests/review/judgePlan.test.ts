import assert from "node:assert/strict";
import { EMPTY_STATE, type StackState } from "../../policypack/domain/resources";
import type { PlannedResource } from "../../policypack/domain/decisions";
import { whyUndecided } from "../../policypack/report/undecided";
import { diskFinder, judgePlan, type JudgeNeeds } from "../../policypack/review/judgePlan";
import { UNDISCLOSED, UNKNOWN, type Value, type ValueMap } from "../../policypack/domain/values";
import { known, notKnown, type LookUp } from "../../policypack/domain/lookUps";
import { type InstanceStatus } from "../../policypack/domain/statuses";
import { type LockSource } from "../../policypack/review/lookUps/lockSource";
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

  it("in its delete script is read in plain text where another secret decides whether it is replaced", async () => {
    const scripts = (trigger: Value, script: Value): ValueMap => ({
      create: "true",
      delete: script,
      triggers: [trigger],
    });
    const prior = stateOf([priorOf(COMMAND, "x1", scripts(UNDISCLOSED, UNDISCLOSED), RAN)]);
    const resource = programPlan(programOf(COMMAND, scripts("now", "true")), prior, {});
    const judge = (trigger: Value) =>
      verdictsOf([resource], locked, stateOf([priorOf(COMMAND, "x1", scripts(trigger, STOP), RAN)]));
    assert.deepEqual(await judge("before"), { verdicts: ["StopInstance i-1: refused"], exports: 1 });
    assert.deepEqual(await judge("now"), { verdicts: [], exports: 1 });
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
        replaces: () => false,
      });
    assert.deepEqual((await verdictsOf(plan(false), locked)).verdicts, ["StopInstance i-1: refused"]);
    assert.deepEqual((await verdictsOf(plan(true), locked)).verdicts, []);
  });
});

const NO_PASSPHRASE = { cause: "passphrase must be set with PULUMI_CONFIG_PASSPHRASE", remedy: "set it" };
const WEB = "urn:pulumi:dev::shop::alicloud:ecs/instance:Instance::web";

function needsWith(source: ReturnType<typeof sourceOf>): JudgeNeeds {
  return {
    options: { edition: "topic", createInstance: "replacement", deleteLocked: "advisory", exemptions: [] },
    asksApi: true,
    sourceOf: () => source,
    priorState: {
      read: () => Promise.resolve(known(EMPTY_STATE)),
      readWithSecrets: () => Promise.resolve(notKnown(NO_PASSPHRASE)),
    },
  };
}

function resourceWith(values: { prior: ValueMap; program: ValueMap }, settings: ValueMap): PlannedResource {
  const prior = { id: "i-web", inputs: values.prior, outputs: values.prior, unfinished: false, tainted: false };
  return {
    urn: WEB,
    priorUrn: WEB,
    provider: { urn: "urn:provider", settings },
    evidence: { type: INSTANCE, prior, program: values.program, settings },
  };
}

describe("a state that cannot be read in plain text", () => {
  it("leaves what hangs on a secret undecided, and says why it cannot be read", async () => {
    const resource = resourceWith(
      { prior: { status: "Running", userData: UNDISCLOSED }, program: { userData: "new" } },
      {},
    );
    const [judged] = await judgePlan([resource], needsWith(sourceOf(LOCKED)));
    const operations = judged?.operations ?? [];
    assert.deepEqual(
      operations.map(({ call, verdict }) => [call.operation, verdict]),
      [
        ["ModifyInstanceAttribute", "undecided"],
        ["StopInstance", "undecided"],
        ["StartInstance", "undecided"],
      ],
    );
    for (const { undecided } of operations) {
      const cause = `a secret property of the prior state cannot be compared: ${NO_PASSPHRASE.cause}`;
      assert.deepEqual(whyUndecided(undecided), { cause, remedy: NO_PASSPHRASE.remedy });
    }
  });

  it("leaves what goes through a provider with secret keys undecided, and asks nobody without them", async () => {
    const settings: ValueMap = { accessKey: UNDISCLOSED, region: "cn-hangzhou" };
    const resource = resourceWith({ prior: { instanceName: "a" }, program: { instanceName: "b" } }, settings);
    const source = sourceOf(LOCKED);
    const [judged] = await judgePlan([resource], needsWith(source));
    const [operation] = judged?.operations ?? [];
    assert.equal(operation?.verdict, "undecided");
    assert.equal(
      whyUndecided(operation.undecided).cause,
      `the keys of the provider cannot be read: ${NO_PASSPHRASE.cause}`,
    );
    assert.equal(source.asked(), 0);
  });
});

describe("a plan", () => {
  const instance = (name: string, more: Partial<PlannedResource> = {}): PlannedResource => ({
    ...resourceWith({ prior: { instanceName: "a" }, program: { instanceName: name } }, {}),
    ...more,
  });

  it("of a resource whose prior state is not known leaves its type's operations undecided, and looks nothing up", async () => {
    const source = sourceOf(LOCKED);
    const failure = { cause: "c", remedy: "r" };
    const [verdict, ...others] = await judgePlan([instance("b", { failure })], needsWith(source));
    assert.ok(verdict !== undefined && others.length === 0);
    assert.ok(verdict.operations.length > 5 && verdict.operations.every((one) => one.verdict === "undecided"));
    assert.deepEqual(verdict.operations[0]?.undecided, { because: "lookUp", failure });
    assert.equal(source.asked(), 0);
  });

  it("in which nothing changes has no verdict, and looks nothing up", async () => {
    const source = sourceOf(LOCKED);
    assert.deepEqual(await judgePlan([instance("a")], needsWith(source)), []);
    assert.equal(source.asked(), 0);
  });

  it("is looked up once, whatever changes in it", async () => {
    const source = sourceOf(LOCKED);
    const verdicts = await judgePlan([instance("b"), instance("c"), instance("a")], needsWith(source));
    assert.deepEqual([verdicts.length, source.asked()], [2, 1]);
  });

  it("with a provider whose keys are secret reads them once, for the resources that need them", async () => {
    const secret: ValueMap = { accessKey: UNDISCLOSED };
    const hidden = { urn: "urn:provider", settings: secret };
    const shown = { urn: "urn:other", settings: { accessKey: "shown" } };
    const keys: unknown[] = [];
    let reads = 0;
    const needs: JudgeNeeds = {
      ...needsWith(sourceOf(LOCKED)),
      sourceOf: ({ settings }) => {
        keys.push(settings.accessKey);
        return sourceOf(LOCKED);
      },
      priorState: {
        read: () => Promise.resolve(known(EMPTY_STATE)),
        readWithSecrets: () => {
          reads += 1;
          return Promise.resolve(
            known({ ...EMPTY_STATE, providers: new Map([["urn:provider", { accessKey: "plain" }]]) }),
          );
        },
      },
    };
    const plan = [instance("b", { provider: hidden }), instance("b", { provider: shown })];
    const verdicts = await judgePlan(plan, needs);
    assert.deepEqual([keys, reads], [["plain", "shown"], 1]);
    assert.deepEqual(
      verdicts.map(({ operations }) => operations.map(({ verdict }) => verdict)),
      [["refused"], ["refused"]],
    );
    // A lock file needs no keys.
    assert.equal((await judgePlan(plan, { ...needs, asksApi: false })).length, 2);
    assert.equal(reads, 1);
  });
});

describe("what hangs on a secret", () => {
  const userData = (prior: Value, program: Value, more: Partial<PlannedResource> = {}): PlannedResource => ({
    ...resourceWith(
      { prior: { status: "Running", userData: prior }, program: { status: "Running", userData: program } },
      {},
    ),
    ...more,
  });
  const plainState = (value: Value, id = "i-web") =>
    stateOf([{ ...priorOf(INSTANCE, id, { status: "Running", userData: value }), urn: WEB }]);
  const judge = async (resource: PlannedResource, plain: LookUp<StackState>) => {
    const priorState = {
      read: () => Promise.resolve(known(EMPTY_STATE)),
      readWithSecrets: () => Promise.resolve(plain),
    };
    const verdicts = await judgePlan([resource], { ...needsWith(sourceOf(LOCKED)), priorState });
    return verdicts.flatMap(({ operations }) => operations.map(({ verdict }) => verdict));
  };
  const REFUSED = ["refused", "refused", "refused"];
  const UNDECIDED = ["undecided", "undecided", "undecided"];
  const hidden = userData(UNDISCLOSED, "new");
  const previewed = userData(UNDISCLOSED, "new", { previewed: true });

  const ROWS: readonly (readonly [string, PlannedResource, LookUp<StackState>, readonly string[]])[] = [
    ["is refused where the secret differs", hidden, known(plainState("old")), REFUSED],
    ["is nothing where it does not", hidden, known(plainState("new")), []],
    ["is undecided where the state has it as another resource", hidden, known(plainState("new", "i-other")), UNDECIDED],
    ["is undecided where the state does not have it", hidden, known(EMPTY_STATE), UNDECIDED],
    ["is undecided where the state hides it still", hidden, known(plainState(UNDISCLOSED)), UNDECIDED],
    ["is undecided where the state cannot be read", hidden, notKnown(NO_PASSPHRASE), UNDECIDED],
    ["is refused after a preview where the secret differs", previewed, known(plainState("old")), REFUSED],
    ["is nothing after a preview where it does not", previewed, known(plainState("new")), []],
    ["is nothing after a preview where the state cannot be read", previewed, notKnown(NO_PASSPHRASE), []],
    ["is nothing after a preview where the state does not have it", previewed, known(EMPTY_STATE), []],
    ["is nothing after a preview where the state hides it still", previewed, known(plainState(UNDISCLOSED)), []],
    [
      "is undecided in an update without a preview",
      { ...previewed, previewed: false },
      notKnown(NO_PASSPHRASE),
      UNDECIDED,
    ],
  ];
  for (const [name, resource, plain, verdicts] of ROWS) {
    it(`${name}: ${verdicts[0] ?? "nothing"}`, async () => {
      assert.deepEqual(await judge(resource, plain), verdicts);
    });
  }

  it("is read by id among the leftovers of one resource, and of others", async () => {
    const left = (id: string, urn: string, instanceChargeType: Value) =>
      priorOf(INSTANCE, id, { instanceChargeType, forceDelete: true }, {}, { urn, pendingDelete: true });
    const plain = stateOf(
      [],
      [left("i-2", WEB, "PostPaid"), left("i-1", "urn:other", "PostPaid"), left("i-1", WEB, "PrePaid")],
    );
    const plan = deletionsOf(stateOf([], [left("i-1", WEB, UNDISCLOSED)]));
    const { verdicts } = await verdictsOf(plan, locked, plain, { edition: "current" });
    assert.deepEqual(verdicts, ["ModifyInstanceChargeType i-1: refused", "DeleteInstance i-1: allowed"]);
  });
});

describe("the disks of an instance", () => {
  const attached = (type: string, id: string, outputs: ValueMap) =>
    priorOf(type, id, {}, outputs, { urn: `${type}${id}` });
  const state = stateOf([
    attached(INSTANCE, "i-1", { systemDiskId: "d-system", instanceId: "i-1" }),
    attached(INSTANCE, "i-2", { systemDiskId: "" }),
    attached("alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment", "d-2:i-1", { instanceId: "i-1", diskId: "d-2" }),
    attached("alicloud:ecs/ecsDisk:EcsDisk", "d-3", { instanceId: "i-1" }),
    attached("alicloud:ecs/disk:Disk", "d-4", { instanceId: "i-1" }),
    attached("alicloud:ecs/ecsDisk:EcsDisk", "d-2", { instanceId: "i-1" }),
    attached("alicloud:ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment", "eni-1", {
      instanceId: "i-1",
    }),
    attached("alicloud:ecs/ecsDisk:EcsDisk", "d-5", { instanceId: UNKNOWN }),
    attached("command:local:Command", "c", { instanceId: "i-1" }),
  ]);

  it("are its system disk, what is attached, and disks that say so, each once", () => {
    const disksOf = diskFinder(known(state));
    assert.deepEqual(disksOf("i-1"), ["d-system", "d-2", "d-3", "d-4"]);
    assert.deepEqual([disksOf("i-2"), disksOf("i-9")], [[], []]);
  });

  it("are not known without the state", () => {
    assert.deepEqual(diskFinder(notKnown(NO_PASSPHRASE))("i-1"), []);
  });
});
