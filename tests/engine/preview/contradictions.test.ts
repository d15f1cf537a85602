import assert from "node:assert/strict";
import { previewCollector, type PreviewPlan } from "../../../policypack/engine/preview/preview";
import { instanceStep, preview, urnOf } from "../../cli/previews";

type Json = Readonly<Record<string, unknown>>;

function planOf(text: string, chunkBytes = text.length): PreviewPlan {
  const collector = previewCollector();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkBytes) collector.push(bytes.subarray(at, at + chunkBytes));
  return collector.end();
}

const update = (rest: Json = {}): Json => instanceStep("update", "web", { instanceName: "x" }, rest);
const events = (summary: Json, steps: readonly Json[]): string =>
  [
    { preludeEvent: {} },
    ...steps.map((metadata) => ({ resourcePreEvent: { planning: true, metadata } })),
    { summaryEvent: summary },
  ]
    .map((event) => JSON.stringify(event))
    .join("\n");

describe("A preview that contradicts itself", () => {
  const incomplete: readonly (readonly [string, string, RegExp])[] = [
    ["counts an update that is not shown", preview([], { changeSummary: { update: 1 } }), /counts changes/],
    ["counts two and shows one", preview([update()], { changeSummary: { update: 2 } }), /counts changes/],
    [
      "counts an update and shows a same",
      preview([update({ op: "same" })], { changeSummary: { update: 1 } }),
      /counts/,
    ],
    ["counts what nobody knows", preview([], { changeSummary: { explode: 1 } }), /counts changes/],
    ["counts in words", preview([update()], { changeSummary: { update: "1" } }), /does not count/],
    ["counts by a list", preview([update()], { changeSummary: [1] }), /does not count/],
    ["counts less than nothing", preview([update()], { changeSummary: { update: -1 } }), /does not count/],
    ["counts, in events, what is not shown", events({ resourceChanges: { update: 1 } }, []), /counts changes/],
    ["has a step of no type", preview([{ op: "update", urn: "urn:x", oldState: {}, newState: {} }]), /type is missing/],
    ["has a step whose states say no type", preview([update({ oldState: {}, newState: {} })]), /type is missing/],
    [
      "has a step of another type than its URN's",
      preview([update({ urn: urnOf("web").replace("Instance::", "Disk::") })]),
      /type is missing, or is not the one/,
    ],
    [
      "has an event of another type than its URN's",
      events({}, [{ ...update(), type: "alicloud:oss/bucket:Bucket" }]),
      /type is missing, or is not the one/,
    ],
  ];
  for (const [what, text, reason] of incomplete) {
    it(`${what} is incomplete`, () => {
      assert.match(planOf(text).incomplete ?? "", reason);
    });
  }

  it("counts what it shows, in whichever form, and is complete", () => {
    const steps = [update(), instanceStep("create", "new"), instanceStep("delete", "old")];
    const summary = { update: 1, create: 1, delete: 1, same: 12, read: 2 };
    assert.equal(planOf(preview(steps, { changeSummary: summary })).incomplete, undefined);
    assert.equal(planOf(events({ resourceChanges: summary }, steps)).incomplete, undefined);
  });

  it("has steps that are no list is no preview", () => {
    for (const steps of [{}, "none", 1, true]) {
      assert.throws(() => planOf(JSON.stringify({ steps, changeSummary: {}, duration: 1 })), /its steps are no list/);
    }
  });

  const ids: readonly (readonly [string, unknown, Json?])[] = [
    ["no id", undefined],
    ["an empty id", ""],
    ["an id that is a number", 5],
    ["an id that is an object", {}],
    ["an id with blanks around it", " i-web"],
    ["another id than its outputs", "i-web", { id: "i-other" }],
  ];
  for (const op of ["update", "delete", "replace"]) {
    for (const [what, id, outputs = {}] of ids) {
      it(`plans a ${op} of something with ${what} leaves it undecided`, () => {
        const { oldState, ...step } = instanceStep(op, "web", { instanceName: "x" });
        const [resource] = planOf(preview([{ ...step, oldState: { ...(oldState as Json), id, outputs } }])).resources;
        assert.match(resource?.failure?.cause ?? "", /does not show which id/);
      });
    }
  }
});

describe("One large value of a preview", () => {
  it("that comes in small pieces is looked at a few times, and not once for each", () => {
    const text = preview([update({ diffReasons: ["x".repeat(16 * 1024 * 1024)] })]);
    const start = performance.now();
    assert.equal(planOf(text, 16 * 1024).resources.length, 1);
    assert.ok(performance.now() - start < 4000, `${performance.now() - start} ms`);
  });
});
