import assert from "node:assert/strict";
import type { PlannedResource } from "../../../policypack/domain/decisions";
import type { WayOut } from "../../../policypack/domain/summaries";
import { UNDISCLOSED } from "../../../policypack/domain/values";
import { findingsOf, STATUS_POLICY } from "../../../policypack/review/findings/findings";
import { NO_WAY_OUT, wayOutOf, type WayOutNeeds } from "../../../policypack/review/findings/wayOut";
import { judgePlan, type JudgeNeeds } from "../../../policypack/review/judgePlan";
import { attached, deleted, detached, NEEDS, updated, urnOf } from "../support/changes";

const GROUPS = { securityGroups: ["sg-2"] };
const USER_DATA = { userData: "eA==" };
const NOW = Date.parse("2026-11-28T02:00:00Z");

type Options = Partial<Omit<WayOutNeeds, keyof JudgeNeeds>>;

async function wayOut(plan: readonly PlannedResource[], options: Options = {}, needs = NEEDS): Promise<WayOut> {
  const verdicts = await judgePlan(plan, needs);
  const statusPolicy = options.statusPolicy ?? true;
  const findings = verdicts.flatMap((verdict) =>
    findingsOf(verdict, { undecidedLevel: "mandatory", statusPolicy, disksOf: () => [] }),
  );
  const rest = { now: NOW, canExclude: true, canExcept: true, isEnabled: () => true, ...options };
  return wayOutOf(verdicts, findings, { ...needs, ...rest, statusPolicy });
}

describe("the way out", () => {
  it("is none where nothing is stopped", async () => {
    assert.equal(await wayOut([updated("free", USER_DATA)]), NO_WAY_OUT);
  });

  it("is none where what is stopped is more than can be named one by one", async () => {
    const plan = Array.from({ length: 26 }, (_, index) => updated(`web-${index}`, USER_DATA));
    assert.equal(await wayOut(plan), NO_WAY_OUT);
    assert.equal((await wayOut(plan.slice(1))).exclude.length, 25);
  });

  it("is of nothing that only a disabled policy would report", async () => {
    const plan = [updated("a", GROUPS)];
    const isEnabled = (policy: string): boolean => !policy.endsWith("-security-group");
    assert.equal(await wayOut(plan, { isEnabled }), NO_WAY_OUT);
    assert.notEqual(await wayOut(plan, { isEnabled: () => undefined as boolean | undefined }), NO_WAY_OUT);
  });

  it("of what is undecided is one as long as ecs-lock-status reports it", async () => {
    const plan = [updated("failed", USER_DATA)];
    const isEnabled = (): boolean => false;
    assert.deepEqual((await wayOut(plan, { isEnabled })).exclude, [urnOf("failed")]);
    assert.equal(await wayOut(plan, { isEnabled, statusPolicy: false }), NO_WAY_OUT);
  });
});

describe("the resources to leave out", () => {
  it("are those that are stopped, by name", async () => {
    const plan = [updated("web-10", USER_DATA), updated("free", USER_DATA), updated("web-2", GROUPS)];
    assert.deepEqual((await wayOut(plan)).exclude, [urnOf("web-2"), urnOf("web-10")]);
  });

  it("are none where the engine takes no --exclude", async () => {
    assert.deepEqual((await wayOut([updated("a", USER_DATA)], { canExclude: false })).exclude, []);
  });

  it("are none where the rest would still be stopped", async () => {
    const plan = [updated("a", USER_DATA), updated("free", USER_DATA)];
    const verdicts = await judgePlan(plan, NEEDS);
    // The rest is judged by what holds now: its instance has been locked meanwhile.
    const turned = verdicts.map((verdict) =>
      verdict.resource.urn === urnOf("free") ? { ...verdict, resource: updated("b", USER_DATA) } : verdict,
    );
    const needs = { ...NEEDS, now: NOW, canExclude: true, canExcept: true, isEnabled: () => true, statusPolicy: true };
    assert.deepEqual((await wayOutOf(turned, [], needs)).exclude, []);
    assert.deepEqual((await wayOutOf(verdicts, [], needs)).exclude, [urnOf("a")]);
  });
});

describe("the exemption", () => {
  it("lets the stopped calls through, on their instances, for a week", async () => {
    const { exemption } = await wayOut([updated("a", { ...GROUPS, ...USER_DATA }), detached("a"), detached("b")]);
    assert.deepEqual(exemption, {
      reason: "why this cannot wait",
      expires: "2026-12-05",
      operations: ["DetachDisk", "LeaveSecurityGroup", "JoinSecurityGroup", "ModifyInstanceAttribute", "StopInstance"],
      instances: ["i-a", "i-b"],
    });
  });

  it("names the instances that could not be looked up", async () => {
    const { exemption } = await wayOut([updated("failed", USER_DATA)]);
    assert.deepEqual(exemption?.instances, ["i-failed"]);
  });

  it("names only the calls that a policy would report", async () => {
    const isEnabled = (policy: string): boolean => policy === "ecs-stop-instance";
    const { exemption } = await wayOut([updated("a", { ...GROUPS, ...USER_DATA })], { isEnabled });
    assert.deepEqual(exemption?.operations, ["StopInstance"]);
  });

  it("goes by resource where the instance of a call is a secret", async () => {
    const hidden = attached("a", UNDISCLOSED);
    const byResource = { operations: ["AttachDisk"], urns: [hidden.urn] };
    const base = { reason: "why this cannot wait", expires: "2026-12-05" };
    assert.deepEqual((await wayOut([hidden])).exemption, { ...base, ...byResource });
    const { exemption } = await wayOut([hidden, attached("b", "i-b")]);
    assert.deepEqual(exemption?.urns, [attached("a", "i-a").urn, attached("b", "i-b").urn]);
    assert.equal(exemption.instances, undefined);
  });

  describe("of deletions that the configuration stops", () => {
    const needs = { ...NEEDS, options: { ...NEEDS.options, deleteLocked: "mandatory" as const } };
    const base = { reason: "why this cannot wait", expires: "2026-12-05" };
    const ofDeletions = { ...base, operations: ["DeleteInstance"] };

    it("is one of its own", async () => {
      const { exemption, deletion } = await wayOut([deleted("a"), deleted("b")], {}, needs);
      assert.deepEqual(deletion, { ...ofDeletions, instances: ["i-a", "i-b"] });
      assert.equal(exemption, undefined);
    });

    it("deletes nothing but these, where something else is stopped as well", async () => {
      const { exemption, deletion } = await wayOut([deleted("a"), updated("b", USER_DATA)], {}, needs);
      assert.deepEqual(deletion, { ...ofDeletions, instances: ["i-a"] });
      const operations = ["ModifyInstanceAttribute", "StopInstance"];
      assert.deepEqual(exemption, { ...base, operations, instances: ["i-b"] });
    });

    it("goes by instance where the other has none to go by", async () => {
      const hidden = attached("a", UNDISCLOSED);
      const { exemption, deletion } = await wayOut([deleted("a"), hidden], {}, needs);
      assert.deepEqual(deletion, { ...ofDeletions, instances: ["i-a"] });
      assert.deepEqual(exemption, { ...base, operations: ["AttachDisk"], urns: [hidden.urn] });
    });
  });

  it("is none for what no exemption covers: a change that is not known", async () => {
    const unread = { ...updated("a", USER_DATA), failure: { cause: "late", remedy: "wait" } };
    const found = await wayOut([unread]);
    assert.equal("exemption" in found, false);
    assert.deepEqual(found.exclude, [urnOf("a")]);
  });

  it("is added to those that hold, and is none where it would not be enough", async () => {
    const holding = { reason: "r", expires: "2999-01-01", operations: ["StopInstance"], instances: ["i-a"] };
    const needs = { ...NEEDS, options: { ...NEEDS.options, exemptions: [holding] } };
    const plan = [updated("a", USER_DATA)];
    assert.deepEqual((await wayOut(plan, {}, needs)).exemption?.operations, ["ModifyInstanceAttribute"]);
    const verdicts = await judgePlan(plan, needs);
    // Without the one that holds, StopInstance would be stopped again.
    const rest = { now: NOW, canExclude: true, canExcept: true, isEnabled: () => true, statusPolicy: true };
    const { exemption } = await wayOutOf(verdicts, [], { ...NEEDS, ...rest });
    assert.equal(exemption, undefined);
    assert.equal("exemption" in (await wayOutOf(verdicts, [], { ...NEEDS, ...rest })), false);
  });
});

describe("the exceptions", () => {
  it("name the policies that report on each resource, and those of the same policies together", async () => {
    const { exceptions } = await wayOut([updated("a", USER_DATA), updated("b", GROUPS), updated("c", USER_DATA)]);
    assert.deepEqual(exceptions, [
      { policies: ["ecs-modify-instance-attribute", "ecs-stop-instance"], targets: [urnOf("a"), urnOf("c")] },
      { policies: ["ecs-leave-security-group", "ecs-join-security-group"], targets: [urnOf("b")] },
    ]);
  });

  it("name ecs-lock-status for what is undecided", async () => {
    const { exceptions } = await wayOut([updated("failed", USER_DATA)]);
    assert.deepEqual(exceptions, [{ policies: [STATUS_POLICY], targets: [urnOf("failed")] }]);
  });

  it("are left out where something is deleted, for Pulumi reports that on the stack", async () => {
    assert.equal("exceptions" in (await wayOut([detached("a"), updated("b", USER_DATA)])), false);
  });

  it("are left out where the reader's engine takes none", async () => {
    assert.equal("exceptions" in (await wayOut([updated("a", USER_DATA)], { canExcept: false })), false);
  });

  it("leave out a resource that no policy reports on", async () => {
    const verdicts = await judgePlan([updated("a", USER_DATA)], NEEDS);
    const needs = { ...NEEDS, now: NOW, canExclude: true, canExcept: true, isEnabled: () => true, statusPolicy: true };
    assert.deepEqual((await wayOutOf(verdicts, [], needs)).exceptions, []);
  });
});

describe("the changes that the program may ignore", () => {
  const ignored = async (plan: readonly PlannedResource[]) => (await wayOut(plan)).ignoreChanges;

  it("are those that lead to stopped calls, and no others", async () => {
    assert.deepEqual(await ignored([updated("a", { ...GROUPS, ...USER_DATA, tags: { a: "b" } })]), [
      { names: ["securityGroups", "userData"], urns: [urnOf("a")] },
    ]);
  });

  it("are told together for the resources that have the same", async () => {
    const plan = [updated("a", USER_DATA), updated("b", GROUPS), updated("c", USER_DATA)];
    assert.deepEqual(await ignored(plan), [
      { names: ["userData"], urns: [urnOf("a"), urnOf("c")] },
      { names: ["securityGroups"], urns: [urnOf("b")] },
    ]);
  });

  it("are none of a resource that is deleted, created or replaced", async () => {
    assert.deepEqual(await ignored([detached("a"), attached("b", "i-b")]), []);
    assert.deepEqual(await ignored([updated("a", { availabilityZone: "cn-hangzhou-b" })]), []);
  });

  it("are none of what is imported and changed at once: which properties that are, nobody is shown", async () => {
    const resource = updated("a", USER_DATA);
    const { program = {} } = resource.evidence;
    const planned = {
      id: undefined,
      outputs: { ...program, instanceId: "i-a", systemDiskId: "d-a", status: "Running" },
    };
    const found = await wayOut([{ ...resource, evidence: { ...resource.evidence, prior: undefined, planned } }]);
    assert.deepEqual([found.exclude, found.ignoreChanges], [[urnOf("a")], []]);
  });

  it("may be such as the state does not have: then the program is to have none", async () => {
    const resource = updated("a", {});
    const { evidence } = resource;
    const program = { ...evidence.program, description: "new" };
    assert.deepEqual(await ignored([{ ...resource, evidence: { ...evidence, program } }]), [
      { names: ["description"], urns: [urnOf("a")] },
    ]);
  });

  it("are none where what is left is stopped by what the program and the state have", async () => {
    const resource = updated("a", { ...USER_DATA, description: "other" });
    // The preview's own diff names one property; without it the inputs decide, and they show another.
    const step = { kind: "update", changed: ["userData"] } as const;
    assert.deepEqual(await ignored([{ ...resource, evidence: { ...resource.evidence, step } }]), []);
  });

  it("are none where no property leads to what is stopped", async () => {
    const unread = { ...updated("a", USER_DATA), failure: { cause: "late", remedy: "wait" } };
    assert.deepEqual(await ignored([unread]), []);
  });
});
