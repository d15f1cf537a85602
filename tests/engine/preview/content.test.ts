import assert from "node:assert/strict";
import { collecting, nothingCollected, type Collected } from "../../../policypack/engine/preview/content";
import { PreviewSyntaxError } from "../../../policypack/engine/preview/reader";

const INSTANCE = "alicloud:ecs/instance:Instance";
const URN = `urn:pulumi:dev::shop::${INSTANCE}::web`;
const PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:alicloud::beijing";
const MEMORY = 1 << 20;

type Json = Readonly<Record<string, unknown>>;
type Part = readonly ["object"] | readonly ["step", unknown] | readonly ["member", string, unknown];

const step = (op: string, more: Json = {}): Json => ({
  op,
  urn: URN,
  type: INSTANCE,
  oldState: { urn: URN, type: INSTANCE, id: "i-1", inputs: {}, outputs: {} },
  newState: { urn: URN, type: INSTANCE, inputs: {}, outputs: {} },
  ...more,
});

/** What is kept of these parts, in the order in which the reader finds them. */
function collected(parts: readonly Part[], memory = MEMORY): Collected {
  const kept = nothingCollected(memory);
  const handler = collecting(kept);
  for (const part of parts) {
    if (part[0] === "object") handler.object();
    else if (part[0] === "step") handler.step(part[1], 100);
    else handler.member(part[1], part[2], 100);
  }
  return kept;
}

const object: Part = ["object"];
const member = (name: string, raw: unknown): Part => ["member", name, raw];
const stepPart = (raw: unknown): Part => ["step", raw];
const event = (metadata: Json, planning = true): Part => member("resourcePreEvent", { planning, metadata });

describe("what is kept of a preview", () => {
  it("is the steps of resources that may call something, by URN, in the order of the plan", () => {
    const kept = collected([
      object,
      stepPart(step("create-replacement")),
      stepPart({
        ...step("update"),
        urn: "urn:pulumi:dev::shop::alicloud:oss/bucket:Bucket::b",
        type: "alicloud:oss/bucket:Bucket",
      }),
      stepPart(step("delete-replaced")),
    ]);
    assert.deepEqual(
      [...kept.steps].map(([urn, steps]) => [urn, steps.map(({ op }) => op)]),
      [[URN, ["create-replacement", "delete-replaced"]]],
    );
  });

  it("leaves out steps that ask nothing of the provider", () => {
    assert.equal(collected([object, stepPart(step("same")), stepPart(step("read"))]).steps.size, 0);
  });

  it("has what is deleted, of whatever type", () => {
    const bucket = "urn:pulumi:dev::shop::alicloud:oss/bucket:Bucket::b";
    const kept = collected([
      object,
      stepPart({ op: "delete", urn: bucket, oldState: { urn: bucket, type: "alicloud:oss/bucket:Bucket" } }),
    ]);
    assert.deepEqual([...kept.deleted.keys()], [bucket]);
  });

  it("has the settings of providers, new ones before old ones, and the configuration of the default one", () => {
    const state = (region: string): Json => ({ urn: PROVIDER, type: "pulumi:providers:alicloud", inputs: { region } });
    const shown = { op: "update", urn: PROVIDER, oldState: state("cn-old"), newState: state("cn-new") };
    const kept = collected([object, member("config", { "alicloud:region": "cn-hangzhou" }), stepPart(shown)]);
    assert.deepEqual(kept.providers.settingsOf(`${PROVIDER}::1`).settings, { region: "cn-new" });
    const own = PROVIDER.replace("beijing", "default");
    assert.deepEqual(kept.providers.settingsOf(`${own}::1`).settings, { region: "cn-hangzhou" });
  });

  it("has the settings of a provider that had another name, for what is deleted with it", () => {
    const state = (urn: string, region: string): Json => ({
      urn,
      type: "pulumi:providers:alicloud",
      inputs: { region },
    });
    const now = `${PROVIDER}-now`;
    const shown = { op: "update", urn: now, oldState: state(PROVIDER, "cn-old"), newState: state(now, "cn-new") };
    const regionsIn = (...steps: readonly Json[]): unknown[] => {
      const { providers } = collected([object, ...steps.map(stepPart)]);
      return [PROVIDER, now].map((urn) => providers.settingsOf(`${urn}::1`).settings.region);
    };
    assert.deepEqual(regionsIn(shown), ["cn-old", "cn-new"]);
    const another = { op: "create", urn: PROVIDER, newState: state(PROVIDER, "cn-other") };
    assert.deepEqual(regionsIn(another, shown), ["cn-other", "cn-new"]);
    assert.deepEqual(regionsIn(shown, another), ["cn-other", "cn-new"]);
  });

  it("is never more than the memory has room for", () => {
    const parts = [object, ...Array.from({ length: 5 }, () => stepPart(step("update")))];
    assert.throws(
      () => collected(parts, 4 * 300),
      (error: unknown) => error instanceof PreviewSyntaxError && error.message.includes("do not fit into the memory"),
    );
    assert.equal(collected(parts, 4 * 5000).steps.get(URN)?.length, 5);
  });
});

describe("the form of a preview", () => {
  const formOf = (...parts: readonly Part[]): readonly unknown[] => {
    const { form, finished, failed, foreign } = collected([object, ...parts]);
    return [form, finished ? "finished" : "open", ...(failed ? ["failed"] : []), ...(foreign ? ["foreign"] : [])];
  };
  const ROWS: readonly (readonly [string, readonly Part[], readonly unknown[]])[] = [
    ["is not known of nothing", [], ["unknown", "open"]],
    ["is a document by a step, which has an end", [stepPart(step("same"))], ["document", "finished"]],
    ["is a document by its summary", [member("changeSummary", { same: 1 })], ["document", "finished"]],
    ["is a document by steps that are null", [member("steps", null)], ["document", "finished"]],
    ["may be a document by its duration", [member("duration", 7)], ["maybe", "finished"]],
    ["may be a document by its diagnostics", [member("diagnostics", [])], ["maybe", "open"]],
    ["is not known by what is no duration", [member("duration", "7")], ["unknown", "open"]],
    ["is not known by members of other JSON", [member("resources", [])], ["unknown", "open", "foreign"]],
    ["is events by their prelude", [member("preludeEvent", {})], ["events", "open"]],
    ["is events by a step of a preview", [event(step("same"))], ["events", "open"]],
    ["has an end by its summary", [event(step("same")), member("summaryEvent", {})], ["events", "finished"]],
    [
      "failed by an error among its diagnostics",
      [stepPart(step("same")), member("diagnostics", [{ severity: "error" }])],
      ["document", "finished", "failed"],
    ],
    [
      "did not fail by a warning",
      [stepPart(step("same")), member("diagnostics", [{ severity: "warning" }, null])],
      ["document", "finished"],
    ],
    [
      "failed by an event that says so",
      [member("diagnosticEvent", { severity: "error" })],
      ["unknown", "open", "failed"],
    ],
    ["failed by its result", [member("summaryEvent", { result: "failed" })], ["events", "finished", "failed"]],
    ["was ended by its result", [member("summaryEvent", { result: "canceled" })], ["events", "finished", "failed"]],
    ["succeeded by its result", [member("summaryEvent", { result: "succeeded" })], ["events", "finished"]],
  ];
  for (const [what, parts, form] of ROWS) {
    it(what, () => {
      assert.deepEqual(formOf(...parts), form);
    });
  }
});

describe("what is no preview, or several", () => {
  const document = stepPart(step("same"));
  const ROWS: readonly (readonly [string, readonly Part[], RegExp])[] = [
    ["two of which the first may be one", [object, member("duration", 7), object], /^it holds more than one preview/],
    [
      "events in an object of their own after a document",
      [object, document, object],
      /^it holds more than one preview/,
    ],
    ["a document after events", [object, event(step("same")), document], /^it holds more than one preview/],
    ["two preludes", [member("preludeEvent", {}), member("preludeEvent", {})], /^it holds more than one preview/],
    ["events after the summary", [member("summaryEvent", {}), event(step("same"))], /^it holds more than one preview/],
    ["a duration among events", [event(step("same")), member("duration", 7)], /^it holds more than one preview/],
    ["an update that ran", [event(step("same"), false)], /^it is of an update that ran, not of a preview$/],
    ["a saved plan", [member("resourcePlans", {})], /^it is a plan saved with --save-plan/],
    ["steps that are no list", [member("steps", {})], /^its steps are no list$/],
    ["a step that is none", [stepPart("x")], /^it holds a step without op and urn$/],
    ["a step without a URN", [stepPart({ op: "same" })], /^it holds a step without op and urn$/],
  ];
  for (const [what, parts, message] of ROWS) {
    it(`is refused in one line: ${what}`, () => {
      assert.throws(
        () => collected(parts),
        (error: unknown) => error instanceof PreviewSyntaxError && message.test(error.message),
      );
    });
  }
});

describe("what a preview says of itself", () => {
  it("is held against what it shows", () => {
    const lacking = collected([object, stepPart(step("update")), member("changeSummary", { update: 2 })]);
    assert.equal(lacking.contradictions.found(), "its summary counts changes that its steps do not show");
    const whole = collected([object, stepPart(step("update")), member("changeSummary", { update: 1 })]);
    assert.equal(whole.contradictions.found(), undefined);
    const events = collected([event(step("update")), member("summaryEvent", { resourceChanges: { update: 2 } })]);
    assert.equal(events.contradictions.found(), "its summary counts changes that its steps do not show");
  });

  it("does not agree where a step's type is not the one that its URN names", () => {
    const kept = collected([object, stepPart({ ...step("update"), type: "alicloud:ecs/disk:Disk" })]);
    assert.match(kept.contradictions.found() ?? "", /^a step's type is missing, or is not the one that its URN names$/);
  });
});
