// What is cleared while a preview is read must be what judging the whole plan would have let pass: the report is the same
// with and without it, whatever the plan, the lock statuses and the options are.
import assert from "node:assert/strict";
import fc from "fast-check";
import { checkReport, type ReportContext } from "../../../policypack/cli/commands/checkedPlan";
import type { CheckNeeds } from "../../../policypack/cli/commands/checkedFindings";
import { notKnown, known, type LookUp } from "../../../policypack/domain/lookUps";
import type { DiskStatus, InstanceStatus } from "../../../policypack/domain/statuses";
import { stepClearing, type ClearAlone } from "../../../policypack/engine/preview/clearing";
import { previewCollector, type PreviewPlan } from "../../../policypack/engine/preview/preview";
import { headOf, stepOf, type PreviewStep } from "../../../policypack/engine/preview/steps";
import { EDITIONS } from "../../../policypack/operations/behavior";
import { MAPPED_TYPES, modelOf } from "../../../policypack/resources";
import { clearAlone } from "../../../policypack/review/clearAlone";
import { judgePlan } from "../../../policypack/review/judgePlan";
import type { LockSource, StatusesAtHand } from "../../../policypack/review/lookUps/lockSource";
import type { ReviewOptions } from "../../../policypack/review/verdict";
import { attachedTo } from "../../../policypack/locks/file/lockFile";

type Json = Readonly<Record<string, unknown>>;

const INSTANCE = "alicloud:ecs/instance:Instance";
const FREQUENT = [
  INSTANCE,
  "alicloud:ecs/ecsDisk:EcsDisk",
  "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment",
  "alicloud:ecs/ecsInstanceSet:EcsInstanceSet",
  "alicloud:ecs/ecsKeyPairAttachment:EcsKeyPairAttachment",
  "command:local:Command",
];
const PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:alicloud::own";
const OPS = [
  ...["update", "update", "create", "delete", "replace", "create-replacement", "delete-replaced", "same", "read"],
  ...["import", "import-replacement", "read-replacement", "discard", "remove-pending-replace", "some-new-kind"],
];
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" };
const IDS = ["i-web", "i-db", "i-gone", "d-1", "d-2", "d-1:i-web", "sg-1"];

const typeArbitrary = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...FREQUENT) },
  { weight: 1, arbitrary: fc.constantFrom(...MAPPED_TYPES) },
);
const valueArbitrary = fc.oneof(
  fc.constantFrom<unknown>(...IDS, "Running", "Stopped", "PostPaid", "PrePaid", "cloud_auto", "", "[secret]"),
  fc.constantFrom<unknown>(UNKNOWN_TEXT, SECRET, true, false, 0, 1, 40, null, ["i-web"], ["i-db", "i-gone"], ["sg-1"]),
  fc.constantFrom<unknown>(["[secret]"], { team: "shop" }, { team: "[secret]" }, [{ size: 20 }], { key: "InstanceId" }),
  fc.constantFrom<unknown>("aliyun ecs StopInstance --InstanceId i-web", "aliyun ecs StartInstance --InstanceId i-db"),
);

const namesOf = (type: string): readonly [string, ...string[]] => ["id", ...Object.keys(modelOf(type)?.schema ?? {})];

const propertiesOf = (type: string): fc.Arbitrary<Json> =>
  fc.dictionary(fc.constantFrom(...namesOf(type), "instanceId", "status", "__defaults"), valueArbitrary, {
    maxKeys: 8,
  });

const urnOf = (type: string, name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;
const nameArbitrary = fc.constantFrom("a", "b", "c");
const flag = fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

const stateOf = (type: string, urn: string, sides: { readonly id: boolean }): fc.Arbitrary<Json> =>
  fc
    .record({
      id: sides.id ? fc.constantFrom(...IDS, "") : fc.constantFrom("", "", "", "i-web"),
      inputs: propertiesOf(type),
      outputs: propertiesOf(type),
      external: flag,
      retainOnDelete: flag,
      pendingReplacement: flag,
      deletedWith: fc.oneof(
        fc.constant(""),
        fc.constant(""),
        nameArbitrary.map((name) => urnOf(INSTANCE, name)),
      ),
      importID: fc.constantFrom("", "", "", "i-web"),
      sourcePosition: fc.constantFrom("project:///index.ts#3,5", ""),
    })
    .map(({ outputs, ...state }) => ({
      ...state,
      urn,
      type,
      // An id among the outputs that is another one is rare, and makes the whole step unreadable.
      outputs: "id" in outputs && outputs.id !== UNKNOWN_TEXT ? { ...outputs, id: state.id } : outputs,
    }));

const diffOf = (type: string): fc.Arbitrary<Json | null> =>
  fc.option(
    fc.dictionary(
      fc.constantFrom(...namesOf(type)),
      fc.constantFrom({ kind: "update" }, { kind: "update-replace" }, { kind: "add" }),
      { maxKeys: 3 },
    ),
  );

const stepArbitrary: fc.Arbitrary<Json> = fc.record({ type: typeArbitrary, name: nameArbitrary }).chain((drawn) => {
  const { type, name } = drawn;
  const urn = urnOf(type, name);
  return fc
    .record(
      {
        op: fc.constantFrom(...OPS),
        urn: fc.constant(urn),
        provider: fc.constantFrom(`${PROVIDER}::1`, ""),
        oldState: stateOf(type, urn, { id: true }),
        newState: stateOf(type, urn, { id: false }),
        detailedDiff: diffOf(type),
        diffReasons: fc.array(fc.constantFrom(...namesOf(type)), { maxLength: 2 }),
        replaceReasons: fc.array(fc.constantFrom(...namesOf(type)), { maxLength: 2 }),
      },
      { requiredKeys: ["op", "urn", "provider"] },
    )
    .map((step): Json => {
      const { oldState, newState, ...rest } = step;
      const hasOld = rest.op !== "create" && oldState !== undefined;
      const hasNew = !rest.op.startsWith("delete") && newState !== undefined;
      return { ...rest, ...(hasOld ? { oldState } : {}), ...(hasNew ? { newState } : {}) };
    });
});

const providerStep = (inputs: Json): Json => ({
  op: "same",
  urn: PROVIDER,
  newState: { type: "pulumi:providers:alicloud", inputs },
});

/** The document, or the same as events, in which the provider comes last, unless its region is only known at apply. */
const planTexts = fc
  .record({
    steps: fc.array(stepArbitrary, { minLength: 1, maxLength: 8 }),
    isEvents: fc.boolean(),
    provider: fc.constantFrom<Json>(
      { region: "cn-hangzhou" },
      { region: "cn-shanghai", secretKey: "[secret]" },
      { region: UNKNOWN_TEXT },
    ),
  })
  .map(({ steps, isEvents, provider }): string => {
    const isKnown = provider.region !== UNKNOWN_TEXT;
    const all = isKnown ? [...steps, providerStep(provider)] : [providerStep(provider), ...steps];
    if (!isEvents) return JSON.stringify({ steps: all, duration: 1, changeSummary: {} }, undefined, 4);
    const events = all.map(({ oldState, newState, ...rest }) => ({
      resourcePreEvent: { planning: true, metadata: { ...rest, type: typeOf(rest.urn), old: oldState, new: newState } },
    }));
    return [...events, { summaryEvent: { resourceChanges: {} } }].map((event) => JSON.stringify(event)).join("\n");
  });

const typeOf = (urn: unknown): string => String(urn).split("::")[2] ?? "";

const evidence = { source: "file", at: "2026-11-24T11:59:00Z", file: "locks.json" } as const;
const absent = notKnown({ cause: "the lock file does not list it", remedy: "add it" });
const instanceArbitrary = (instanceId: string): fc.Arbitrary<LookUp<InstanceStatus>> =>
  fc.oneof(
    fc
      .record({
        lockReasons: fc.constantFrom<string[]>([], [], ["security"]),
        status: fc.constantFrom("Running", "Stopped"),
      })
      .map((status) => known({ instanceId, evidence, ...status })),
    fc.constant(absent),
  );
const diskArbitrary = (diskId: string): fc.Arbitrary<LookUp<DiskStatus>> =>
  fc.constantFrom(
    known({ diskId, status: "In_use", instanceIds: ["i-web"], evidence }),
    known({ diskId, status: "In_use", instanceIds: ["i-db"], evidence }),
    known({ diskId, status: "Available", instanceIds: [], evidence }),
    absent,
  );

const statusOf = (instanceId: string): LookUp<InstanceStatus> => known({ instanceId, lockReasons: [], evidence });

const statusesArbitrary: fc.Arbitrary<StatusesAtHand> = fc
  .record({
    "i-web": instanceArbitrary("i-web"),
    "i-db": instanceArbitrary("i-db"),
    "d-1": diskArbitrary("d-1"),
    "d-2": diskArbitrary("d-2"),
  })
  .map((all) => ({
    instance: (id) => (id === "i-web" || id === "i-db" ? all[id] : absent),
    disk: (id) => (id === "d-1" || id === "d-2" ? all[id] : absent),
  }));

const optionsArbitrary: fc.Arbitrary<ReviewOptions> = fc.record({
  edition: fc.constantFrom(...EDITIONS),
  createInstance: fc.constantFrom("replacement", "anyInRegion", "never"),
  deleteLocked: fc.constantFrom("advisory", "mandatory", "ignore"),
  exemptions: fc.constantFrom([], [{ reason: "r", expires: "2999-01-01", instances: ["i-web"] }]),
});

function sourceOf({ instance, disk }: StatusesAtHand): LockSource {
  const lockedOnes = (): InstanceStatus[] =>
    ["i-web", "i-db"].flatMap((id) => {
      const found = instance(id);
      return found.known && found.value.lockReasons.length > 0 ? [found.value] : [];
    });
  return {
    lookUp: ({ instanceIds, diskIds }) => {
      const disks = new Map(diskIds.map((id) => [id, disk(id)]));
      const ids = [...instanceIds, ...attachedTo(disks)];
      return Promise.resolve({ instances: new Map(ids.map((id) => [id, instance(id)])), disks });
    },
    lockedInRegion: () => Promise.resolve(known(lockedOnes())),
  };
}

function planOf(text: string, clear?: ClearAlone): PreviewPlan {
  const collector = previewCollector(undefined, clear);
  collector.push(Buffer.from(text));
  return collector.end();
}

/** All that a report says of a plan. */
async function reported(plan: PreviewPlan, options: ReviewOptions, statuses: StatusesAtHand): Promise<unknown> {
  const source = sourceOf(statuses);
  const judging: CheckNeeds = {
    options,
    asksApi: false,
    sourceOf: () => source,
    priorState: {
      read: () => Promise.resolve(known(plan.state)),
      readWithSecrets: () => Promise.resolve(notKnown({ cause: "hidden", remedy: "none" })),
    },
    exemptions: { holding: [...options.exemptions], expired: [] },
    onUndecided: "mandatory",
  };
  const context: ReportContext = {
    judging,
    levels: () => "mandatory",
    now: Date.parse("2026-11-24T12:00:00Z"),
    state: known(plan.state),
    region: undefined,
    projectFile: "Pulumi.yaml",
    toolVersion: "0",
  };
  const { findings, resources, ...rest } = await checkReport(plan, await judgePlan(plan.resources, judging), context);
  return {
    ...rest,
    findings: findings.map((one) => ({ ...one, text: one.text(), brief: one.brief() })),
    resources: resources.map((one) => ({ ...one, text: one.text(), brief: one.brief() })),
  };
}

describe("clearing changes while a preview is read", () => {
  it("leaves the report as it is, whatever is planned and locked", async () => {
    let cleared = 0;
    await fc.assert(
      fc.asyncProperty(
        planTexts,
        statusesArbitrary,
        optionsArbitrary,
        fc.boolean(),
        async (text, statuses, options, isAtHand) => {
          const atHand = isAtHand ? statuses : undefined;
          const plan = planOf(text, (resource) => clearAlone(resource, { options, atHand }));
          cleared += plan.all.length - plan.resources.length;
          assert.deepEqual(await reported(plan, options, statuses), await reported(planOf(text), options, statuses));
        },
      ),
      { numRuns: Number(process.env.CLEARING_RUNS ?? 1_500) },
    );
    assert.ok(cleared > 500, `only ${cleared} were cleared`);
  });

  const STEP = {
    op: "update",
    urn: urnOf(INSTANCE, "web"),
    oldState: { id: "i-web", inputs: { a: 1 }, outputs: { b: 2 } },
  };
  const NEW = { newState: { inputs: { a: 2 } }, diffReasons: ["a"] };
  const isShown = (): boolean => false;
  const read = (raw: Json): PreviewStep => {
    const head = headOf(raw);
    const step = head === undefined ? undefined : stepOf(raw, head);
    assert.ok(step);
    return step;
  };

  it("keeps nothing of a cleared step's values but its id and its disks", () => {
    const change = { kind: "update", operations: [] } as const;
    const left = (outputs: Json): PreviewStep =>
      stepClearing(() => change, isShown)(read({ ...STEP, ...NEW, oldState: { ...STEP.oldState, outputs } }));
    const { cleared, old, new: planned } = left({ b: 2 });
    assert.deepEqual(cleared, { update: change });
    assert.deepEqual([old?.id, old?.inputs, old?.outputs, planned?.inputs], ["i-web", undefined, undefined, undefined]);
    const disks = { systemDiskId: "d-1", instanceId: undefined, diskId: undefined };
    assert.deepEqual(left({ b: 2, systemDiskId: "d-1" }).old?.outputs, disks);
  });

  it("keeps a step as it is that is not cleared", () => {
    const step = read({ ...STEP, ...NEW });
    assert.equal(stepClearing(() => undefined, isShown)(step), step);
  });

  it("keeps a step as it is whose provider, which may still come, was asked for", () => {
    const step = read({ ...STEP, ...NEW });
    const asking = stepClearing(
      ({ evidence: { settings } }) =>
        settings.region === "cn-hangzhou" ? undefined : { kind: "none", operations: [] },
      isShown,
    );
    assert.equal(asking(step), step);
  });

  it("keeps a step as it is that goes with another resource", () => {
    const step = read({ ...STEP, ...NEW, oldState: { ...STEP.oldState, deletedWith: urnOf(INSTANCE, "db") } });
    assert.equal(stepClearing(() => ({ kind: "none", operations: [] }), isShown)(step), step);
  });

  it("keeps a step as it is whose provider has settings that are only known at apply", () => {
    const step = read({ ...STEP, ...NEW });
    assert.equal(
      stepClearing(
        () => ({ kind: "none", operations: [] }),
        () => true,
      )(step),
      step,
    );
  });

  it("cannot say what a change is whose provider turns out to have such settings", async () => {
    const urn = urnOf(INSTANCE, "web");
    const state = { urn, type: INSTANCE, id: "i-db", inputs: {}, outputs: {} };
    const change = { oldState: state, newState: { ...state, id: "" }, diffReasons: ["instanceName"] };
    const steps = [
      { op: "update", urn, provider: `${PROVIDER}::1`, ...change },
      providerStep({ region: UNKNOWN_TEXT }),
    ];
    const options: ReviewOptions = {
      edition: "topic",
      createInstance: "never",
      deleteLocked: "advisory",
      exemptions: [],
    };
    const free = { instance: (instanceId: string) => statusOf(instanceId), disk: () => absent };
    const text = JSON.stringify({ steps, duration: 1 }, undefined, 4);
    const plan = planOf(text, (resource) => clearAlone(resource, { options, atHand: free }));
    assert.match(JSON.stringify(await reported(plan, options, free)), /"undecided"/);
  });
});
