import assert from "node:assert/strict";
import { UNDISCLOSED } from "../../policypack/domain/values";
import { known } from "../../policypack/domain/lookUps";
import type { ResourceVerdict } from "../../policypack/domain/verdicts";
import { whyUndecided } from "../../policypack/report/undecided";
import type { ResourceModel, Step } from "../../policypack/resources/model";
import type { DecidedResource } from "../../policypack/review/decidedResource";
import { reviewResource, withoutSecrets } from "../../policypack/review/reviewResource";
import { wantedFor } from "../../policypack/review/lookUps/targetsToLookUp";
import type { ReviewOptions, StatusView } from "../../policypack/review/verdict";
import { disk, FAILURE, instance, on, OPTIONS, planned, VIEW } from "./support/oneCall";

const verdictOn = (
  decided: DecidedResource,
  view: StatusView = VIEW,
  options: ReviewOptions = OPTIONS,
): ResourceVerdict => reviewResource(decided, view, options).verdict;

describe("a reviewed operation", () => {
  it("on a call that hangs on a secret which cannot be compared: undecided", () => {
    const { verdict, hangsOnSecret } = reviewResource(
      planned("StartInstance", on("i-locked"), "secret"),
      VIEW,
      OPTIONS,
    );
    assert.equal(verdict.operations[0]?.verdict, "undecided");
    assert.deepEqual(verdict.operations[0].undecided, { because: "secret" });
    assert.equal(hangsOnSecret, true);
  });

  it("on an exempt operation: exempt, also where it could not be looked up", () => {
    const exemption = { reason: "r", expires: "2999-01-01", operations: ["StartInstance"] };
    const options = { ...OPTIONS, exemptions: [exemption] };
    for (const id of ["i-locked", "i-failed"]) {
      const [operation] = verdictOn(planned("StartInstance", on(id)), VIEW, options).operations;
      assert.deepEqual([operation?.verdict, operation?.exemption], ["exempt", exemption]);
    }
    assert.equal(verdictOn(planned("StartInstance", on("i-free")), VIEW, options).operations[0]?.verdict, "allowed");
  });

  it("on a disk that several locked instances share: exempt only where each of them is", () => {
    const view = { ...VIEW, instance: (id: string) => known(instance(id, ["security"])) };
    const verdictWith = (instances: readonly string[]) => {
      const options = { ...OPTIONS, exemptions: [{ reason: "r", expires: "2999-01-01", instances }] };
      return verdictOn(planned("CreateSnapshot", disk("d/In_use/i-1+i-2")), view, options).operations[0];
    };
    assert.equal(verdictWith(["i-*"])?.verdict, "exempt");
    const [first, second] = [verdictWith(["i-1"]), verdictWith(["i-2"])];
    assert.deepEqual([first?.verdict, first?.instance?.instanceId], ["refused", "i-2"]);
    assert.deepEqual([second?.verdict, second?.instance?.instanceId], ["refused", "i-1"]);
  });

  it("on the creation of an instance, with anyInRegion and several locked: exempt only where each of them is", () => {
    const locked = ["i-1", "i-2"].map((id) => instance(id, ["security"]));
    for (const lockedInRegion of [locked, locked.toReversed()].map((list) => () => known(list))) {
      const exemptions = [{ reason: "r", expires: "2999-01-01", instances: ["i-1"] }];
      const options = { ...OPTIONS, createInstance: "anyInRegion", exemptions } as const;
      const [operation] = verdictOn(planned("RunInstances"), { ...VIEW, lockedInRegion }, options).operations;
      assert.deepEqual([operation?.verdict, operation?.instance?.instanceId], ["refused", "i-2"]);
    }
  });

  it("on a deleted locked instance: allowed, and noted for its disks", () => {
    const { deletesLocked } = verdictOn(planned("DeleteInstance", on("i-locked")));
    assert.deepEqual(
      deletesLocked.map(({ instanceId }) => instanceId),
      ["i-locked"],
    );
    assert.deepEqual(verdictOn(planned("DeleteInstance", on("i-free"))).deletesLocked, []);
  });
});

describe("what is noted of a change", () => {
  it("is the deletion of a locked instance, and no other allowed call on one", () => {
    assert.deepEqual(verdictOn(planned("TagResources", on("i-locked"))).deletesLocked, []);
    assert.deepEqual(verdictOn(planned("DeleteInstance", on("i-unasked"))).deletesLocked, []);
    assert.deepEqual(verdictOn(planned("DeleteInstance")).deletesLocked, []);
  });

  it("is no deletion that is refused, by the edition or by deleteLocked", () => {
    for (const more of [{ edition: "strict" }, { deleteLocked: "mandatory" }] as const) {
      const options = { ...OPTIONS, ...more };
      const { operations, deletesLocked } = verdictOn(planned("DeleteInstance", on("i-locked")), VIEW, options);
      assert.deepEqual([operations.map(({ verdict }) => verdict), deletesLocked], [["refused"], []]);
    }
  });

  it("is no deletion with deleteLocked ignore", () => {
    const options = { ...OPTIONS, deleteLocked: "ignore" } as const;
    const { operations, deletesLocked } = verdictOn(planned("DeleteInstance", on("i-locked")), VIEW, options);
    assert.deepEqual([operations.map(({ verdict }) => verdict), deletesLocked], [["allowed"], []]);
  });

  it("says of a deletion that deleteLocked stops what stops it, exempt or undecided as well", () => {
    const options = { ...OPTIONS, deleteLocked: "mandatory" } as const;
    const exemptions = [{ reason: "r", expires: "2999-01-01", operations: ["DeleteInstance"] }];
    const rows = [
      [verdictOn(planned("DeleteInstance", on("i-locked")), VIEW, options), "refused"],
      [verdictOn(planned("DeleteInstance", on("i-failed")), VIEW, options), "undecided"],
      [verdictOn(planned("DeleteInstance", on("i-locked")), VIEW, { ...options, exemptions }), "exempt"],
    ] as const;
    for (const [{ operations, deletesLocked }, verdict] of rows) {
      assert.deepEqual([operations[0]?.verdict, operations[0]?.stoppedBy], [verdict, "deleteLocked"]);
      assert.deepEqual(deletesLocked, []);
    }
  });

  const HANGS: readonly (readonly [string, DecidedResource, boolean])[] = [
    ["a refused call", planned("StartInstance", on("i-locked")), false],
    ["a call that a secret decides on", planned("StartInstance", on("i-locked"), "secret"), true],
    ["a call on a free instance that a secret decides on", planned("StartInstance", on("i-free"), "secret"), false],
    [
      "a call on an unknown instance that a secret decides on",
      planned("StartInstance", on("i-failed"), "secret"),
      true,
    ],
    ["a call on an unknown instance", planned("StartInstance", on("i-failed")), false],
    ["a call that drift decides on", planned("StartInstance", on("i-locked"), "drift"), false],
    [
      "a deletion of a locked instance that a secret decides on",
      planned("DeleteInstance", on("i-locked"), "secret"),
      true,
    ],
    [
      "a deletion of a locked instance that drift decides on",
      planned("DeleteInstance", on("i-locked"), "drift"),
      false,
    ],
  ];
  for (const [name, decided, hangs] of HANGS) {
    it(`is whether it hangs on a secret: ${name} ${hangs ? "does" : "does not"}`, () => {
      assert.equal(reviewResource(decided, VIEW, OPTIONS).hangsOnSecret, hangs);
    });
  }

  it("is not that an exempt call hangs on a secret", () => {
    const options = { ...OPTIONS, exemptions: [{ reason: "r", expires: "2999-01-01" }] };
    const { verdict, hangsOnSecret } = reviewResource(
      planned("StartInstance", on("i-locked"), "secret"),
      VIEW,
      options,
    );
    assert.deepEqual([verdict.operations[0]?.verdict, hangsOnSecret], ["exempt", false]);
    assert.deepEqual(verdict.operations[0]?.undecided, { because: "secret" });
  });

  it("is no instance, and no reason, where there is none", () => {
    assert.deepEqual(Object.keys(verdictOn(planned("StartInstance", on("i-free"))).operations[0] ?? {}).sort(), [
      "behavior",
      "call",
      "verdict",
    ]);
    assert.ok(!("instance" in (verdictOn(planned("StartInstance", on("i-failed"))).operations[0] ?? {})));
    assert.ok(!("undecided" in (verdictOn(planned("StartInstance", on("i-locked"))).operations[0] ?? {})));
  });

  for (const question of ["drift", "import", "unexplained", "unknownProperty", "replacement", "deletedWith"] as const) {
    it(`is the open question on which a call hangs that would be refused: ${question}`, () => {
      const [operation] = verdictOn(planned("StartInstance", on("i-locked"), question)).operations;
      assert.deepEqual([operation?.verdict, operation?.undecided], ["undecided", { because: question }]);
    });
  }
});

describe("a call that is made by what is live", () => {
  const base = planned("StartInstance", on("i-locked"));
  const made = (when: Step["when"], view: StatusView) => {
    const create: Step[] = base.model.create.map((step) => ({ ...step, ...(when === undefined ? {} : { when }) }));
    return verdictOn({ ...base, model: { ...base.model, create } }, view).operations.length;
  };
  const running = { ...VIEW, instance: (id: string) => known({ ...instance(id, []), status: "Running" }) };

  it("is made by the status of an instance", () => {
    const when: Step["when"] = ({ live }) => live.instanceStatus("i-1") === "Running";
    assert.deepEqual([made(when, running), made(when, VIEW)], [1, 0]);
  });

  it("is made where that status is not known", () => {
    const when: Step["when"] = ({ live }) =>
      ["i-failed", "i-unasked"].every((id) => live.instanceStatus(id) === undefined);
    assert.equal(made(when, VIEW), 1);
  });

  it("is made by the instances that a disk is attached to, or where they are not known", () => {
    const isOn =
      (diskId: string, ids: readonly string[] | undefined): Step["when"] =>
      ({ live }) =>
        JSON.stringify(live.diskInstances(diskId)) === JSON.stringify(ids);
    assert.equal(made(isOn("d/In_use/i-1+i-2", ["i-1", "i-2"]), VIEW), 1);
    for (const id of ["d/failed", "d/unasked"]) assert.equal(made(isOn(id, undefined), VIEW), 1);
  });
});

describe("a change that a secret may turn into another", () => {
  /** With the secret changed a replacement, with it unchanged an update. */
  function either(create: Step, update: Step): DecidedResource {
    const base = planned("TagResources");
    const model: ResourceModel = { ...base.model, create: [create], update: [update] };
    const change = { ...base.change, kind: "replace" } as const;
    const readings = [change, { ...base.change, kind: "update" } as const];
    return { ...base, model, change, decision: { readings, open: "secret" } };
  }
  const step = (operation: string, id?: string): Step => ({
    operation,
    targets: () => (id === undefined ? [] : [on(id)]),
  });

  it("is undecided where only the other one is refused", () => {
    const both = either(step("CreateDisk"), step("ResizeDisk", "i-locked"));
    const { verdict: found, hangsOnSecret } = reviewResource(both, VIEW, OPTIONS);
    assert.deepEqual(
      found.operations.map(({ call, verdict }) => [call.operation, verdict]),
      [
        ["CreateDisk", "allowed"],
        ["ResizeDisk", "undecided"],
      ],
    );
    assert.equal(hangsOnSecret, true);
  });

  it("is refused where either is", () => {
    const both = either(step("StartInstance", "i-locked"), step("StartInstance", "i-locked"));
    const { verdict: found, hangsOnSecret } = reviewResource(both, VIEW, OPTIONS);
    assert.deepEqual([found.operations.map(({ verdict }) => verdict), hangsOnSecret], [["refused"], false]);
  });

  it("looks up what either acts on", () => {
    const both = either(step("StartInstance", "i-1"), step("StopInstance", "i-2"));
    assert.deepEqual(wantedFor(both, OPTIONS).instanceIds, ["i-1", "i-2"]);
  });

  it("hangs on the secret where only one of them deletes a locked instance", () => {
    const both = either(step("DeleteInstance", "i-locked"), step("TagResources"));
    assert.equal(reviewResource(both, VIEW, OPTIONS).hangsOnSecret, true);
  });
});

describe("a secret that is not shown", () => {
  /** One call on whatever instance the secret names, made where another secret says so. */
  function withSecret(targets: Step["targets"], when?: Step["when"]): DecidedResource {
    const base = planned("StartInstance");
    const step: Step = { operation: "StartInstance", ...(targets && { targets }), ...(when && { when }) };
    const change = { ...base.change, after: { secret: UNDISCLOSED }, hidesSecrets: true } as const;
    return { ...base, model: { ...base.model, create: [step] }, change, decision: { readings: [change] } };
  }
  const verdictsOf = (decided: DecidedResource) =>
    verdictOn(decided).operations.map(({ call, verdict }) => [call.target?.instanceId, verdict]);
  const named = ({ change }: { change: { after: Readonly<Record<string, unknown>> } }) =>
    typeof change.after.secret === "string" ? [on("i-named")] : [];

  it("leaves the call on what it names undecided", () => {
    assert.deepEqual(verdictsOf(withSecret(named)), [[undefined, "undecided"]]);
  });

  it("leaves the calls on what is named beside it as they are", () => {
    const targets: Step["targets"] = (context) => [on("i-free"), on("i-locked"), ...named(context)];
    assert.deepEqual(verdictsOf(withSecret(targets)), [
      ["i-free", "allowed"],
      ["i-locked", "refused"],
      [undefined, "undecided"],
    ]);
  });

  it("that decides whether a call is made leaves it undecided on a locked instance, and allowed on another", () => {
    const when: Step["when"] = ({ change }) => change.after.secret === true;
    assert.deepEqual(verdictsOf(withSecret(() => [on("i-locked"), on("i-free")], when)), [
      ["i-locked", "undecided"],
      ["i-free", "allowed"],
    ]);
  });

  it("that nothing reads is no matter", () => {
    assert.deepEqual(verdictsOf(withSecret(() => [on("i-locked")])), [["i-locked", "refused"]]);
  });

  it("whose reason is told leaves other calls as they are", () => {
    for (const id of ["i-failed", "i-locked"]) {
      const verdict = verdictOn(planned("StartInstance", on(id)));
      assert.deepEqual(withoutSecrets(verdict, { cause: "other", remedy: "other" }), verdict);
    }
    const hanging = withoutSecrets(verdictOn(planned("StartInstance", on("i-locked"), "secret")), FAILURE);
    assert.deepEqual(hanging.operations[0]?.undecided, { because: "secret", failure: FAILURE });
  });

  it("is told with the reason why it is not shown", () => {
    const { operations } = withoutSecrets(verdictOn(withSecret(named)), FAILURE);
    const cause = "a secret decides what is called: not asked";
    assert.deepEqual(whyUndecided(operations[0]?.undecided), { cause, remedy: "ask" });
  });
});

describe("what other services do to an instance", () => {
  it("is noted for locked ones", () => {
    const base = planned("TagResources");
    const effect = { service: "ACK", action: "releases the instance", because: ["instances"] };
    const model: ResourceModel = {
      ...base.model,
      effects: () => ["i-locked", "i-free", "i-failed", "i-unasked"].map((instanceId) => ({ ...effect, instanceId })),
    };
    const { effects } = verdictOn({ ...base, model });
    assert.deepEqual(
      effects.map(({ instance: { instanceId } }) => instanceId),
      ["i-locked"],
    );
    assert.deepEqual(wantedFor({ ...base, model }, OPTIONS).instanceIds, [
      "i-locked",
      "i-free",
      "i-failed",
      "i-unasked",
    ]);
  });
});
