import assert from "node:assert/strict";
import type { ResourceChange } from "../../policypack/domain/decisions";
import { instanceTarget } from "../../policypack/domain/targets";
import { asText, UNDISCLOSED, type ValueMap } from "../../policypack/domain/values";
import { callsOf, disksOfImport, readsSecrets } from "../../policypack/resources/calls";
import { NOTHING_KNOWN, type LiveView, type ResourceModel, type Step } from "../../policypack/resources/model";
import { ids } from "../../policypack/resources/steps";

const MODEL: ResourceModel = { types: ["t"], schema: {}, create: [], update: [], delete: [], silent: [], source: "" };

const change = (kind: ResourceChange["kind"], more: Partial<ResourceChange> = {}): ResourceChange => ({
  type: "t",
  kind,
  id: "x",
  before: {},
  after: {},
  changed: new Map(),
  replaceKeys: [],
  ...more,
});

const changing = (...names: readonly string[]): Partial<ResourceChange> => ({
  changed: new Map(names.map((name) => [name, "changed"])),
});

const onOwn =
  (side: "before" | "after"): NonNullable<Step["targets"]> =>
  (context) =>
    ids(context.change[side].instanceId).map(instanceTarget);

/** `Stop i-1 (a, b)` */
function listed(model: Partial<ResourceModel>, given: ResourceChange, live: LiveView = NOTHING_KNOWN): string[] {
  return callsOf({ ...MODEL, ...model }, given, live).map(({ operation, target, because, hidden }) => {
    const on = target === undefined ? "" : ` ${target.kind === "disk" ? target.diskId : target.instanceId}`;
    const why = because.length === 0 ? "" : ` (${because.join(", ")})`;
    return `${operation}${on}${why}${hidden === true ? " hidden" : ""}`;
  });
}

describe("the calls of a change", () => {
  const steps: Partial<ResourceModel> = {
    create: [{ operation: "Create" }, { operation: "Tag" }],
    update: [
      { operation: "Modify", on: ["a", "b"] },
      { operation: "Stop", on: ["c"] },
    ],
    delete: [{ operation: "Delete" }],
  };

  it("are those of its kind, in the order of the steps", () => {
    assert.deepEqual(listed(steps, change("create")), ["Create", "Tag"]);
    assert.deepEqual(listed(steps, change("delete")), ["Delete"]);
  });

  it("are, of a replacement, the new resource's and then the old one's, because of what forces it", () => {
    const replaced = change("replace", { replaceKeys: ["zone"], ...changing("a", "zone") });
    assert.deepEqual(listed(steps, replaced), ["Create (zone)", "Tag (zone)", "Delete (zone)"]);
  });

  it("are, of an update, those whose properties have changed, and name these", () => {
    assert.deepEqual(listed(steps, change("update", changing("b", "x"))), ["Modify (b)"]);
    assert.deepEqual(listed(steps, change("update", changing("c", "b", "a"))), ["Modify (a, b)", "Stop (c)"]);
    assert.deepEqual(listed(steps, change("update", changing("x"))), []);
  });

  it("show each half of a replacement its own values", () => {
    const model = {
      create: [
        { operation: "Attach", targets: onOwn("after") },
        { operation: "Old", targets: onOwn("before") },
      ],
      delete: [
        { operation: "Detach", targets: onOwn("before") },
        { operation: "New", targets: onOwn("after") },
      ],
    };
    const replaced = change("replace", { before: { instanceId: "i-old" }, after: { instanceId: "i-new" } });
    assert.deepEqual(listed(model, replaced), ["Attach i-new", "Old", "Detach i-old", "New"]);
  });

  it("tell the half of a replacement that creates what it replaces, and no other", () => {
    const seen: unknown[] = [];
    const step: Step = { operation: "X", when: ({ replaced }) => seen.push(replaced) > 0 };
    const before: ValueMap = { a: 1 };
    listed({ create: [step], delete: [step] }, change("replace", { before }));
    listed({ create: [step] }, change("create"));
    assert.deepEqual(seen, [before, undefined, undefined]);
  });

  it("leave a step out whose condition does not hold, and tell the next of those before", () => {
    const model = {
      update: [
        { operation: "Stop", on: ["a"], when: ({ live }) => live.instanceStatus("i-1") === "Running" },
        { operation: "Start", on: ["a"], when: ({ earlier }) => earlier.some(({ operation }) => operation === "Stop") },
      ] satisfies Step[],
    };
    const updated = change("update", changing("a"));
    const running: LiveView = { ...NOTHING_KNOWN, instanceStatus: () => "Running" };
    assert.deepEqual(listed(model, updated, running), ["Stop (a)", "Start (a)"]);
    assert.deepEqual(listed(model, updated), []);
  });

  it("are those that a model spells out, where it does", () => {
    const calls: ResourceModel["calls"] = ({ kind }) => [{ operation: `Spelled-${kind}`, because: [] }];
    assert.deepEqual(listed({ ...steps, calls }, change("update", changing("a"))), ["Spelled-update"]);
  });
});

describe("the target of a call", () => {
  const targets: ResourceModel["targets"] = () => [instanceTarget("i-model")];

  it("is the step's own, else the model's, else none", () => {
    const own: Step = { operation: "Own", targets: () => [instanceTarget("i-step"), instanceTarget("i-other")] };
    assert.deepEqual(listed({ create: [own], targets }, change("create")), ["Own i-step", "Own i-other"]);
    assert.deepEqual(listed({ create: [{ operation: "Model" }], targets }, change("create")), ["Model i-model"]);
    assert.deepEqual(listed({ create: [{ operation: "None" }] }, change("create")), ["None"]);
  });

  it("is none where a step says that it has none", () => {
    assert.deepEqual(listed({ create: [{ operation: "X", targets: () => [] }], targets }, change("create")), ["X"]);
  });

  it("is what the resource is known by, where its id is not shown", () => {
    const knownBy = [instanceTarget("i-known")];
    const updated = change("update", { ...changing("a"), knownBy });
    assert.deepEqual(listed({ update: [{ operation: "X", on: ["a"] }], targets }, updated), ["X i-known (a)"]);
  });
});

describe("a creation that may be an import", () => {
  const model: Partial<ResourceModel> = {
    create: [{ operation: "Attach" }],
    exists: ({ after }, live) => live.diskInstances(asText(after.diskId) ?? "")?.includes("i-1") === true,
  };
  const given = change("create", { after: { diskId: "d-1" }, mayBeImport: true });
  const attached: LiveView = { ...NOTHING_KNOWN, diskInstances: () => ["i-1"] };

  it("calls nothing where what it would make is there already", () => {
    assert.deepEqual(listed(model, given, attached), []);
    assert.deepEqual(listed(model, given), ["Attach"]);
  });

  it("calls what it calls where it is certain to be none, and where the model cannot tell", () => {
    assert.deepEqual(listed(model, change("create", { after: { diskId: "d-1" } }), attached), ["Attach"]);
    assert.deepEqual(listed({ create: [{ operation: "Attach" }] }, given, attached), ["Attach"]);
  });

  it("asks for the disks that decide, and no other change does", () => {
    assert.deepEqual(disksOfImport({ ...MODEL, ...model }, given), ["d-1"]);
    assert.deepEqual(disksOfImport({ ...MODEL, ...model }, { ...given, kind: "delete" }), []);
    assert.deepEqual(disksOfImport({ ...MODEL, ...model }, change("create", { after: { diskId: "d-1" } })), []);
  });
});

describe("a secret whose plain text is not at hand", () => {
  const secret: ValueMap = { instanceId: UNDISCLOSED, other: "i-1" };
  const hides = (more: Partial<ResourceChange>): ResourceChange => change("create", { hidesSecrets: true, ...more });

  it("hides what a call acts on that reads it", () => {
    const model = { create: [{ operation: "Attach", targets: onOwn("after") }, { operation: "Tag" }] };
    assert.deepEqual(listed(model, hides({ after: secret })), ["Attach hidden", "Tag"]);
  });

  it("hides besides the targets that are known which others there may be", () => {
    const both: NonNullable<Step["targets"]> = ({ change: { after } }) =>
      [...ids(after.other), ...ids(after.instanceId)].map(instanceTarget);
    assert.deepEqual(listed({ create: [{ operation: "Attach", targets: both }] }, hides({ after: secret })), [
      "Attach i-1",
      "Attach hidden",
    ]);
  });

  it("leaves open whether a call is made whose condition reads it, and does not hold", () => {
    const step = (when: Step["when"]): Partial<ResourceModel> => ({
      create: [
        { operation: "Reboot", targets: () => [instanceTarget("i-1")], ...(when === undefined ? {} : { when }) },
      ],
    });
    const reads = step(({ change: { after } }) => after.instanceId === "yes");
    assert.deepEqual(listed(reads, hides({ after: secret })), ["Reboot i-1 hidden"]);
    assert.deepEqual(
      listed(
        step(({ change: { after } }) => after.other === "yes"),
        hides({ after: secret }),
      ),
      [],
    );
    assert.deepEqual(listed(reads, hides({ after: { instanceId: "no" } })), []);
  });

  it("is noticed in the values of what is replaced, too", () => {
    const when: Step["when"] = ({ replaced }) => replaced?.instanceId === "yes";
    const replaced = change("replace", { hidesSecrets: true, before: secret });
    assert.deepEqual(listed({ create: [{ operation: "Attach", when }] }, replaced), ["Attach hidden"]);
  });

  it("is read by a model that spells its calls out, or not", () => {
    const calls =
      (name: string): NonNullable<ResourceModel["calls"]> =>
      ({ after }) => [{ operation: typeof after[name], because: [] }];
    const reads = (name: string, given: ResourceChange): boolean =>
      readsSecrets({ ...MODEL, calls: calls(name) }, given);
    assert.equal(reads("instanceId", hides({ after: secret })), true);
    assert.equal(reads("other", hides({ after: secret })), false);
    assert.equal(reads("instanceId", change("create", { after: secret })), false);
    assert.equal(readsSecrets(MODEL, hides({ after: secret })), false);
  });
});
