import assert from "node:assert/strict";
import fc from "fast-check";
import { previewCollector, type PreviewPlan } from "../../../policypack/engine/preview/preview";
import { decide } from "../../../policypack/changes/decision";
import type { PlannedResource, ResourceChange } from "../../../policypack/domain/decisions";
import { PreviewSyntaxError } from "../../../policypack/engine/preview/reader";
import { UNDISCLOSED, UNKNOWN } from "../../../policypack/domain/values";
import { modelOf } from "../../../policypack/resources";

type Json = Readonly<Record<string, unknown>>;

const INSTANCE = "alicloud:ecs/instance:Instance";
const URN = `urn:pulumi:dev::shop::${INSTANCE}::web`;
const PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:alicloud::default_3_108_0";
const OWN_PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:alicloud::beijing";
const INPUTS = {
  __defaults: ["dryRun"],
  instanceName: "web",
  instanceType: "ecs.g7.large",
  tags: { __defaults: [], a: "b" },
};

const state = (rest: Json = {}): Json => ({ urn: URN, type: INSTANCE, custom: true, ...rest });
const old = (rest: Json = {}): Json => state({ id: "i-web", inputs: INPUTS, outputs: INPUTS, ...rest });
const next = (inputs: Json = {}, rest: Json = {}): Json => state({ inputs: { ...INPUTS, ...inputs }, ...rest });

const step = (op: string, rest: Json = {}): Json => ({
  op,
  urn: URN,
  provider: `${PROVIDER}::1111`,
  detailedDiff: null,
  ...rest,
});

const documentOf = (steps: readonly Json[], rest: Json = {}): Json => ({
  steps,
  duration: 1,
  changeSummary: {},
  ...rest,
});

function collect(text: string | Buffer, chunkBytes = 1 << 20): PreviewPlan {
  const collector = previewCollector();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkBytes) collector.push(bytes.subarray(at, at + chunkBytes));
  return collector.end();
}

const planOf = (steps: readonly Json[], rest: Json = {}): PreviewPlan =>
  collect(JSON.stringify(documentOf(steps, rest), undefined, 4));

/** The one change that the evidence of a step leaves; undefined: none. */
function changeOf({ evidence }: PlannedResource): ResourceChange | undefined {
  const model = modelOf(evidence.type);
  assert.ok(model);
  const { readings, open } = decide(model, evidence);
  assert.deepEqual([readings.length, open], [1, undefined]);
  return readings[0];
}

/** What each resource comes to: the kind of its change, its id and what has changed. */
function changes(steps: readonly Json[]): (readonly [string, string | undefined, readonly string[]])[] {
  return planOf(steps).resources.map((resource) => {
    const change = changeOf(resource);
    return [change?.kind ?? "none", change?.id, [...(change?.changed.keys() ?? [])]];
  });
}

const detailed = (...names: string[]): Json =>
  Object.fromEntries(names.map((name) => [name, { kind: "update", inputDiff: false }]));

describe("the steps of a preview", () => {
  const rename = next({ instanceName: "web-2" });
  const replace = {
    oldState: old({ delete: true }),
    newState: next({ hpcClusterId: "hpc-1" }),
    replaceReasons: ["hpcClusterId"],
  };

  it("create: a new resource", () => {
    assert.deepEqual(changes([step("create", { newState: next() })]), [["create", undefined, []]]);
  });

  it("update: what the engine found to differ, by top-level name", () => {
    const diff = detailed("instanceName", "tags.a", "securityGroups[1]", "__meta");
    const found = changes([step("update", { oldState: old(), newState: rename, detailedDiff: diff })]);
    assert.deepEqual(found, [["update", "i-web", ["instanceName", "tags", "securityGroups"]]]);
  });

  it("update without a detailed diff: the reasons of the diff", () => {
    const found = changes([step("update", { oldState: old(), newState: rename, diffReasons: ["instanceType"] })]);
    assert.deepEqual(found, [["update", "i-web", ["instanceType"]]]);
  });

  it("update without any reason: the pack's own comparison", () => {
    const found = changes([step("update", { oldState: old(), newState: rename })]);
    assert.deepEqual(found, [["update", "i-web", ["instanceName"]]]);
  });

  it("update in which nothing but the bridge's own names changes asks nothing of the provider", () => {
    const steps = [step("update", { oldState: old(), newState: next(), detailedDiff: detailed("__meta") })];
    assert.deepEqual(changes(steps), [["none", undefined, []]]);
  });

  it("update of a property that no schema has may be any update, or none", () => {
    const steps = [step("update", { oldState: old(), newState: next(), detailedDiff: detailed("notInTheSchema") })];
    const [{ evidence } = assert.fail("no resource")] = planOf(steps).resources;
    const { readings, open } = decide(modelOf(evidence.type) ?? assert.fail("no model"), evidence);
    assert.deepEqual([readings.map((change) => change?.kind), open], [["update", undefined], "unknownProperty"]);
    assert.ok(readings[0]?.changed.has("instanceType"));
  });

  it("replace, alone or between its create-replacement and delete-replaced, is one replacement", () => {
    const alone = changes([step("replace", replace)]);
    assert.deepEqual(
      alone.map(([kind, id]) => [kind, id]),
      [["replace", "i-web"]],
    );
    const created = step("create-replacement", replace);
    const deleted = step("delete-replaced", { oldState: old() });
    assert.deepEqual(changes([created, step("replace", replace), deleted]), alone);
    assert.deepEqual(changes([deleted, step("replace", replace), created]), alone);
    assert.deepEqual(changes([created]), alone);
  });

  it("replace: the reasons that are properties, not others such as id", () => {
    const reasonsOf = (rest: Json) =>
      planOf([step("replace", { ...replace, ...rest })]).resources.map((one) => changeOf(one)?.replaceKeys)[0];
    assert.deepEqual(reasonsOf({ replaceReasons: ["hpcClusterId", "id"] }), ["hpcClusterId"]);
    assert.deepEqual(reasonsOf({ replaceReasons: ["id"] }), []);
    const diff = { hpcClusterId: { kind: "add-replace" }, instanceName: { kind: "update" } };
    assert.deepEqual(reasonsOf({ replaceReasons: undefined, detailedDiff: diff }), ["hpcClusterId"]);
  });

  it("replace of a resource that was only read creates", () => {
    const steps = [step("replace", { ...replace, oldState: old({ external: true }) })];
    assert.deepEqual(changes(steps), [["create", undefined, []]]);
  });

  it("replace of what is retained is one, and deletes nothing", () => {
    const steps = [step("replace", { ...replace, oldState: old({ retainOnDelete: true }) })];
    assert.deepEqual(changes(steps), [["replace", "i-web", ["hpcClusterId"]]]);
    assert.equal(planOf(steps).resources[0]?.evidence.oldOne, "retained");
  });

  describe("of what goes with another resource, which", () => {
    const urn = "urn:pulumi:dev::shop::my:vpc:Vpc::main";
    const LEFT = { delete: true };
    const DELETED = { pendingReplacement: true };
    const owner = (op: string, marks: Json = {}, more: Json = {}) => [
      { op, urn, oldState: { type: "my:vpc:Vpc", ...marks }, ...more },
    ];
    const kinds = (steps: readonly Json[]) =>
      planOf(steps).resources.flatMap(({ evidence }) => {
        const model = modelOf(evidence.type);
        const { readings = [], open } = model === undefined ? {} : decide(model, evidence);
        const told = readings.map((change) => [change?.kind ?? "nothing", change?.oldOne].filter(Boolean).join(" "));
        return open === undefined ? told : [...told, `(${open})`];
      });
    const FIRST = owner("replace", DELETED, { replaceReasons: ["id"] });
    const OPEN = ["replace", "replace goesAlong", "(deletedWith)"];
    /** The owner's step, and what becomes of a replacement that is created first, of one that is deleted first, of a deletion. */
    const ROWS: readonly (readonly [string, Json[], string[], string[], string[]])[] = [
      ["is deleted", owner("delete"), ["replace goesAlong"], ["replace"], ["nothing"]],
      ["is forgotten, as it was read", owner("discard"), ["replace goesAlong"], ["replace"], ["nothing"]],
      ["is created before it is deleted", owner("replace", LEFT), ["replace goesAlong"], ["replace"], ["nothing"]],
      ["is deleted before it is created", FIRST, ["replace"], ["replace"], ["delete"]],
      ["is replaced for another one", owner("replace", DELETED), OPEN, OPEN, ["delete", "nothing", "(deletedWith)"]],
      ["is replaced in whatever order", owner("replace"), OPEN, OPEN, ["delete", "nothing", "(deletedWith)"]],
      ["stays", owner("update"), ["replace"], ["replace"], ["delete"]],
    ];
    for (const [name, steps, createdFirst, deletedFirst, deleted] of ROWS) {
      it(`${name}: its replacement and its deletion`, () => {
        const replaced = (marks: Json) =>
          kinds([...steps, step("replace", { ...replace, oldState: { ...own, ...marks }, replaceReasons: ["id"] })]);
        const own = old({ deletedWith: urn });
        assert.deepEqual([replaced(LEFT), replaced(DELETED)], [createdFirst, deletedFirst]);
        assert.deepEqual(kinds([...steps, step("delete", { oldState: own })]), deleted);
      });
    }
    it("is deleted first by a newer engine: a replacement for which the steps show no reason of its own", () => {
      const oldState = { ...old({ deletedWith: urn }), ...DELETED };
      const { newState } = replace;
      assert.deepEqual(kinds([...FIRST, step("replace", { oldState, newState })]), OPEN);
    });
  });

  it("replace of what an interrupted update has deleted creates, where its steps show that nothing is deleted now", () => {
    const oldState = old({ pendingReplacement: true });
    const kinds = (...ops: string[]) =>
      changes(ops.map((op) => step(op, { ...replace, oldState }))).map(([kind]) => kind);
    assert.deepEqual(kinds("replace", "create-replacement"), ["create"]);
    // Deleting first leaves the same mark on the state.
    assert.deepEqual(kinds("delete-replaced", "replace", "create-replacement"), ["replace"]);
    assert.deepEqual(kinds("replace"), ["replace"]);
  });

  it("replace of what had another name is one change with the deletion under that name", () => {
    const urn = `${URN}-now`;
    const renamed = { ...replace, urn, newState: { ...replace.newState, urn } };
    const events = ({ oldState, newState, ...rest }: Json): Json => ({ ...rest, old: oldState, new: newState });
    // Deleting first leaves the mark of an interrupted update on the state.
    for (const oldState of [old(), old({ pendingReplacement: true })]) {
      const gone = step("delete-replaced", { oldState });
      const made = ["replace", "create-replacement"].map((op) => step(op, { ...renamed, oldState }));
      for (const steps of [[gone, ...made], [...made, gone], [...made, gone].map(events)]) {
        assert.deepEqual(
          planOf(steps).resources.map(({ urn: name, priorUrn, evidence }) => [name, priorUrn, evidence.step?.kind]),
          [[urn, URN, "replace"]],
        );
      }
    }
  });

  it("what goes with one that had another name and is replaced goes with it, in whatever steps are shown", () => {
    const urn = `${URN}-now`;
    const renamed = step("replace", { ...replace, urn, oldState: old({ delete: true }) });
    const dependant = step("delete", {
      urn: `${URN}-disk`,
      oldState: old({ urn: `${URN}-disk`, id: "i-disk", deletedWith: URN }),
    });
    for (const steps of [
      [renamed, dependant],
      [renamed, step("delete-replaced", { oldState: old() }), dependant],
    ]) {
      const kinds = planOf(steps).resources.map(({ evidence }) => evidence.step?.kind);
      assert.deepEqual(kinds, ["replace", "none"]);
    }
  });

  it("a new resource under the name that another had is created, whatever becomes of the other", () => {
    const urn = `${URN}-now`;
    const steps = [
      step("update", { urn, oldState: old(), newState: next({ instanceName: "new" }, { urn }) }),
      step("create", { newState: next() }),
    ];
    assert.deepEqual(
      planOf(steps).resources.map(({ urn: name, evidence }) => [name, evidence.step?.kind]),
      [
        [urn, "update"],
        [URN, "create"],
      ],
    );
  });

  it("replace by a resource that is imported or read only deletes", () => {
    for (const rest of [{ importID: "i-other" }, { external: true, id: "i-other" }]) {
      const steps = [step("replace", { oldState: old(), newState: next({}, rest) })];
      assert.deepEqual(changes(steps), [["delete", "i-web", []]]);
    }
  });

  it("replace whose events do not name what is imported only deletes, by the step of the import", () => {
    const taken = (op: string, id: string) => [
      { ...step(op), type: INSTANCE, old: null, new: next() },
      { ...step("replace"), type: INSTANCE, old: old(), new: next({}, { id }) },
    ];
    for (const op of ["import-replacement", "read-replacement"]) {
      assert.deepEqual(changes(taken(op, "i-other")), [["delete", "i-web", []]]);
    }
    // What is imported is replaced at once.
    assert.equal(changes(taken("import-replacement", ""))[0]?.[0], "replace");
    assert.equal(changes(taken("discard", "i-other"))[0]?.[0], "replace");
  });

  it("replace of a resource that was imported once is a replacement", () => {
    const steps = [
      step("replace", { oldState: old({ importID: "i-web" }), newState: next({}, { importID: "i-web" }) }),
    ];
    assert.equal(changes(steps)[0]?.[0], "replace");
  });

  it("delete, and delete-replaced of what an interrupted update has left behind", () => {
    const found = changes([
      step("update", { oldState: old(), newState: rename, detailedDiff: detailed("instanceName") }),
      step("delete-replaced", { oldState: old({ id: "i-older", delete: true }) }),
      step("delete-replaced", { oldState: old({ id: "i-oldest", delete: true }) }),
    ]);
    assert.deepEqual(
      found.map(([kind, id]) => [kind, id]),
      [
        ["update", "i-web"],
        ["delete", "i-older"],
        ["delete", "i-oldest"],
      ],
    );
  });

  it("delete of what is retained, read, or deleted with another resource asks nothing of the provider", () => {
    const parent = { op: "delete", urn: "urn:pulumi:dev::shop::my:vpc:Vpc::main", oldState: { type: "my:vpc:Vpc" } };
    for (const rest of [{ retainOnDelete: true }, { external: true }, { deletedWith: parent.urn }]) {
      assert.deepEqual(changes([parent, step("delete", { oldState: old(rest) })]), [["none", undefined, []]]);
    }
    assert.equal(changes([step("delete", { oldState: old({ deletedWith: parent.urn }) })])[0]?.[0], "delete");
  });

  for (const op of [
    "import",
    "discard",
    "discard-replaced",
    "remove-pending-replace",
    "import-replacement",
    "read-replacement",
  ]) {
    it(`${op} asks nothing of the provider`, () => {
      assert.deepEqual(changes([step(op, { oldState: old(), newState: next() })]), [["none", undefined, []]]);
    });
  }

  for (const op of ["same", "read", "refresh", "diff"]) {
    it(`${op} is no change`, () => {
      assert.deepEqual(changes([step(op, { oldState: old(), newState: next() })]), []);
    });
  }

  it("refresh and then an update is the update, against the refreshed state", () => {
    const refreshed = old({ outputs: { ...INPUTS, instanceName: "changed elsewhere" } });
    const steps = [
      step("refresh", { oldState: old(), newState: refreshed }),
      step("update", { oldState: refreshed, newState: next(), detailedDiff: detailed("instanceName") }),
    ];
    assert.deepEqual(changes(steps), [["update", "i-web", ["instanceName"]]]);
  });

  it("of a kind that is not known, or without states, may be anything: undecided", () => {
    for (const steps of [[step("transmogrify", { oldState: old() })], [{ ...step("update"), type: INSTANCE }]]) {
      const [resource] = planOf(steps).resources;
      assert.match(resource?.failure?.cause ?? "", /is not known here|does not show/);
    }
  });

  it("of types that never call ECS are passed over", () => {
    const bucket = {
      op: "create",
      urn: "urn:x::y::alicloud:oss/bucket:Bucket::b",
      newState: { type: "alicloud:oss/bucket:Bucket" },
    };
    assert.deepEqual(planOf([bucket]).resources, []);
  });

  it("hold values in this project's form: unknown, secret, and without the bridge's own names", () => {
    const inputs = { userData: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", password: "[secret]" };
    const planned = planOf([step("create", { newState: next(inputs) })]).resources[0]?.evidence.program;
    assert.deepEqual([planned?.userData, planned?.password, planned?.__defaults], [UNKNOWN, UNDISCLOSED, undefined]);
    assert.deepEqual(Object.keys(planned?.tags ?? {}), ["a"]);
  });

  it("with a secret that the engine found to differ: changed, without its plain text", () => {
    const secret = { password: "[secret]" };
    const steps = [
      step("update", {
        oldState: old({ outputs: secret }),
        newState: next(secret),
        detailedDiff: detailed("password"),
      }),
    ];
    const [resource] = planOf(steps).resources;
    assert.ok(resource);
    assert.deepEqual([...(changeOf(resource)?.changed ?? [])], [["password", "changed"]]);
  });
});

describe("the provider of a step", () => {
  const settingsOf = (steps: readonly Json[], config: Json = {}): Json | undefined =>
    planOf(steps, { config }).resources[0]?.provider.settings;
  const create = step("create", { newState: next() });
  const own = step("create", { newState: next(), provider: `${OWN_PROVIDER}::2222` });
  const provider = (op: string, inputs: Json): Json => ({
    op,
    urn: OWN_PROVIDER,
    newState: { urn: OWN_PROVIDER, type: "pulumi:providers:alicloud", inputs },
  });

  it("by default has the stack's configuration of alicloud", () => {
    const config = { "alicloud:region": "cn-beijing", "shop:replicas": "3" };
    assert.deepEqual({ ...settingsOf([create], config) }, { region: "cn-beijing" });
  });

  it("of the program's own has the inputs of its step, wherever it stands, and not the configuration", () => {
    const steps = [own, provider("same", { region: "cn-shanghai", version: "3.108.0" })];
    assert.deepEqual(
      { ...settingsOf(steps, { "alicloud:region": "cn-beijing" }) },
      { region: "cn-shanghai", version: "3.108.0" },
    );
  });

  it("that the preview does not show has none", () => {
    const plan = planOf([own], { config: { "alicloud:region": "cn-beijing" } });
    assert.deepEqual(plan.resources[0]?.provider, { urn: OWN_PROVIDER, settings: {} });
  });

  it("has no secret keys: those of the environment take their place, all of them", () => {
    const inputs = { region: "cn-shanghai", accessKey: "LTAI", secretKey: "[secret]", securityToken: "token" };
    assert.deepEqual({ ...settingsOf([provider("create", inputs), own]) }, { region: "cn-shanghai" });
  });
});

describe("the JSON of a preview", () => {
  const renamed = step("update", {
    oldState: old(),
    newState: next({ instanceName: "web-2", description: 'a "quoted" \\ {brace} [list] ünïcödé\n' }),
    detailedDiff: detailed("instanceName"),
  });
  const many = Array.from({ length: 20 }, (_, index) => ({ ...renamed, urn: `${URN}-${index}` }));
  const urns = (plan: PreviewPlan): string[] => plan.resources.map(({ urn }) => urn);
  const expected = many.map(({ urn }) => urn);
  const diagnostics = [{ severity: "warning", message: "a\n        }\n" }];

  for (const [name, indent] of [
    ["as the CLI prints it", 4],
    ["in one line", undefined],
    ["indented otherwise", 1],
  ] as const) {
    it(`${name}, in pieces of any size, is read alike`, () => {
      const bytes = Buffer.from(JSON.stringify(documentOf(many, { diagnostics }), undefined, indent));
      fc.assert(
        fc.property(fc.integer({ min: 1, max: bytes.length }), (size) => {
          const collector = previewCollector();
          for (let at = 0; at < bytes.length; at += size) collector.push(bytes.subarray(at, at + size));
          assert.deepEqual(urns(collector.end()), expected);
        }),
        { numRuns: 30 },
      );
    });
  }

  it("streamed as events is the same plan", () => {
    const metadata = (raw: Json): Json => ({
      op: raw.op,
      urn: raw.urn,
      type: INSTANCE,
      provider: raw.provider,
      old: raw.oldState,
      new: raw.newState,
      diffs: ["instanceName"],
      detailedDiff: { instanceName: { diffKind: "update", inputDiff: false } },
    });
    const events = [
      { preludeEvent: { config: { "alicloud:region": "cn-hangzhou" } } },
      ...many.flatMap((raw) => [
        { resourcePreEvent: { metadata: metadata(raw), planning: true } },
        { resOutputsEvent: { metadata: metadata(raw), planning: true } },
      ]),
      { summaryEvent: { isPreview: true, result: "succeeded" } },
      { cancelEvent: {} },
    ];
    const lines = events.map((event, sequence) => JSON.stringify({ sequence, timestamp: 1, ...event }));
    const plan = collect(`${lines.join("\n")}\n`, 777);
    assert.deepEqual(urns(plan), expected);
    assert.equal(plan.incomplete, undefined);
    assert.deepEqual({ ...plan.resources[0]?.provider.settings }, { region: "cn-hangzhou" });
    const { kind, changed } = plan.resources[0]?.evidence.step ?? {};
    assert.deepEqual([kind, changed], ["update", ["instanceName"]]);
    const cut = collect(lines.slice(0, -2).join("\n"));
    assert.match(cut.incomplete ?? "", /end before its summary/);
  });

  it("of a stack without resources plans nothing", () => {
    for (const text of [
      '{"duration":1,"changeSummary":{}}',
      '{"steps":[],"changeSummary":{}}',
      '{"config":{},"steps":null}',
      '{"config":{"alicloud:region":"cn-hangzhou"},"duration":289302}',
      '{"duration":289302}',
      '{"config":{},"diagnostics":[{"severity":"warning","message":"x"}],"duration":289302}',
    ]) {
      const { resources, incomplete } = collect(text);
      assert.deepEqual([resources, incomplete], [[], undefined]);
    }
  });

  it("that failed before its first step is incomplete", () => {
    const failed = '{"config":{},"diagnostics":[{"severity":"error","message":"x"}],"duration":289302}';
    assert.deepEqual(collect(failed).incomplete, "the preview itself failed");
    const unfinished = '{"config":{},"diagnostics":[{"severity":"warning","message":"x"}]}';
    assert.deepEqual(collect(unfinished).incomplete, "the preview ends before its summary");
  });

  it("of a preview that failed is incomplete", () => {
    assert.match(planOf(many, { diagnostics: [{ severity: "error", message: "x" }] }).incomplete ?? "", /failed/);
    assert.equal(planOf(many, { diagnostics }).incomplete, undefined);
    const failed = '{"preludeEvent":{}}\n{"summaryEvent":{"result":"failed"}}';
    assert.match(collect(failed).incomplete ?? "", /failed/);
  });

  it("that other JSON precedes is not finished by it", () => {
    const plan = collect('{"duration":1,"tests":[]}\n{"preludeEvent":{}}');
    assert.match(plan.incomplete ?? "", /end before its summary/);
  });

  const EMPTY_EVENTS = '{"preludeEvent":{}}\n{"summaryEvent":{"result":"succeeded"}}\n{"cancelEvent":{}}\n';
  const PLANNED = '{"resourcePreEvent":{"metadata":{"op":"same","urn":"x"},"planning":true}}\n';
  const REFUSED: readonly (readonly [string, string, RegExp])[] = [
    ["nothing", " \n", /it is empty/],
    ["text", "Previewing update (dev):", /not what `pulumi preview --json`/],
    ["a list", "[]", /not what/],
    ["an object of something else", '{"a":1}', /not what/],
    ["an empty object", "{}", /not what/],
    ["a configuration alone", '{"config":{}}', /not what/],
    ["something else that took a while", '{"duration":12,"tests":[]}', /not what/],
    ["something else with a duration in words", '{"duration":"12 ms"}', /not what/],
    ["something else with diagnostics", '{"diagnostics":[],"generalDiagnostics":[]}', /not what/],
    ["a broken step", '{"steps":[{"op":"create",}]}', /not what/],
    ["a step without op", '{"steps":[{"urn":"x"}]}', /without op and urn/],
    ["a document that ends early", '{"steps":[{"op":"create","urn":"x"}', /ends in the middle/],
    ["a string that ends early", '{"ste', /ends in the middle/],
    ["a saved plan", '{"manifest":{},"resourcePlans":{}}', /plan saved with --save-plan/],
    ["two documents", '{"steps":null}\n{"steps":null}', /holds more than one preview: check each by itself/],
    [
      "two documents that plan nothing",
      '{"config":{},"duration":1}{"config":{},"duration":1}',
      /more than one preview/,
    ],
    ["events and then events that end early", `${EMPTY_EVENTS}{"preludeEvent":{}}`, /more than one preview/],
    ["events and then some without their start", EMPTY_EVENTS + PLANNED, /more than one preview/],
    ["events and then only a summary", `${EMPTY_EVENTS}{"summaryEvent":{}}`, /more than one preview/],
    ["events without their start and then others", PLANNED + EMPTY_EVENTS, /more than one preview/],
    ["events and then a document", `${EMPTY_EVENTS}{"config":{},"duration":1}`, /more than one preview/],
    ["a document and then events", `{"config":{},"duration":1}${EMPTY_EVENTS}`, /more than one preview/],
    ["the events of an update", '{"resourcePreEvent":{"metadata":{}}}', /of an update that ran/],
  ];
  for (const [name, text, message] of REFUSED) {
    it(`that is ${name} is refused in one line`, () => {
      assert.throws(
        () => collect(text),
        (error) => error instanceof PreviewSyntaxError && message.test(error.message),
      );
    });
  }

  it("with more changes than fit into the memory is refused, whatever else it holds", () => {
    const bytes = Buffer.from(JSON.stringify(documentOf(many), undefined, 4));
    const other = Buffer.from(JSON.stringify(documentOf(many.map((raw) => ({ ...raw, op: "same" })))));
    const read = (content: Buffer, memoryBytes: number): PreviewPlan => {
      const collector = previewCollector(memoryBytes);
      collector.push(content);
      return collector.end();
    };
    assert.throws(() => read(bytes, bytes.length), /do not fit into the memory .*--max-old-space-size/);
    assert.equal(read(bytes, bytes.length * 5).resources.length, many.length);
    assert.deepEqual(read(other, 1).resources, []);
  });

  it("with a value of more than 64 MiB is refused before it fills the memory", () => {
    const collector = previewCollector();
    collector.push(Buffer.from('{"config":"'));
    const chunk = Buffer.alloc(16 * 1024 * 1024, "x");
    assert.throws(() => {
      for (let count = 0; count < 6; count += 1) collector.push(chunk);
    }, /more than 64 MiB/);
  });
});
