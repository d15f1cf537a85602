import assert from "node:assert/strict";
import type { Exemption } from "../../../policypack/domain/exemptions";
import type { Finding } from "../../../policypack/domain/findings";
import type { ResourceVerdict } from "../../../policypack/domain/verdicts";
import type { ResourceModel, Step } from "../../../policypack/resources/model";
import { findingsOf, type FindingOptions } from "../../../policypack/review/findings/findings";
import { reviewResource } from "../../../policypack/review/reviewResource";
import type { ReviewOptions } from "../../../policypack/review/verdict";
import { disk, on, OPTIONS, planned, VIEW } from "../support/oneCall";
import type { Target } from "../../../policypack/domain/targets";

const DEFAULTS: FindingOptions = {
  undecidedLevel: "mandatory",
  statusPolicy: true,
  disksOf: (instanceId) => [`disk-of-${instanceId}`],
};
const EXEMPTION: Exemption = { reason: "r", expires: "2999-01-01" };

/** The verdict on a change that makes these calls. */
function verdictOn(
  calls: readonly (readonly [string, Target?])[],
  { exemptions = [], effects = [], review = {} }: Pick<Row, "exemptions" | "effects" | "review"> = {},
): ResourceVerdict {
  const base = planned("TagResources");
  const create = calls.map(([operation, target]): Step => ({ operation, targets: () => (target ? [target] : []) }));
  const effect = { service: "ACK", action: "releases the instance", because: [] };
  const model: ResourceModel = {
    ...base.model,
    create,
    effects: () => effects.map((instanceId) => ({ ...effect, instanceId })),
  };
  return reviewResource({ ...base, model }, VIEW, { ...OPTIONS, ...review, exemptions }).verdict;
}

/** `refused ecs-stop-instance StopInstance` */
function told({ policy, level, matter }: Finding): string {
  const operations =
    matter.kind === "undecided"
      ? matter.operations.map(({ call }) => call.operation)
      : matter.kind === "refused" || matter.kind === "exempt"
        ? [matter.operation.call.operation]
        : [];
  return [matter.kind, policy, level, ...operations].filter((part) => part !== undefined).join(" ");
}

interface Row {
  readonly it: string;
  readonly calls: readonly (readonly [string, Target?])[];
  readonly exemptions?: readonly Exemption[];
  readonly effects?: readonly string[];
  readonly options?: Partial<FindingOptions>;
  readonly review?: Partial<ReviewOptions>;
  readonly found: readonly string[];
}

const locked = on("i-locked");

const ROWS: readonly Row[] = [
  { it: "an allowed call: nothing", calls: [["StartInstance", on("i-free")]], found: [] },
  {
    it: "a refused call: one by its policy, at the level of that",
    calls: [["StartInstance", locked]],
    found: ["refused ecs-start-instance StartInstance"],
  },
  {
    it: "a refused call that repeats a classic one: by the policy of that",
    calls: [["RunInstances", locked]],
    found: ["refused ecs-create-instance RunInstances"],
  },
  {
    it: "refused calls: one for each",
    calls: [
      ["StopInstance", locked],
      ["StartInstance", locked],
    ],
    found: ["refused ecs-stop-instance StopInstance", "refused ecs-start-instance StartInstance"],
  },
  {
    it: "the same refused call twice: one",
    calls: [
      ["StopInstance", locked],
      ["StopInstance", locked],
    ],
    found: ["refused ecs-stop-instance StopInstance"],
  },
  {
    it: "a refused call on two targets: one for each",
    calls: [
      ["CreateSnapshot", disk("d/In_use/i-locked")],
      ["CreateSnapshot", disk("e/In_use/i-locked")],
    ],
    found: ["refused ecs-create-snapshot CreateSnapshot", "refused ecs-create-snapshot CreateSnapshot"],
  },
  {
    it: "undecided calls of one cause and target: one, by ecs-lock-status",
    calls: [
      ["StopInstance", on("i-failed")],
      ["StartInstance", on("i-failed")],
    ],
    found: ["undecided ecs-lock-status StopInstance StartInstance"],
  },
  {
    it: "undecided calls of two causes: one for each",
    calls: [
      ["StopInstance", on("i-failed")],
      ["StartInstance", on("i-unasked")],
    ],
    found: ["undecided ecs-lock-status StopInstance", "undecided ecs-lock-status StartInstance"],
  },
  {
    it: "undecided calls on two targets: one for each",
    calls: [
      ["CreateSnapshot", disk("d/failed")],
      ["CreateSnapshot", disk("e/failed")],
    ],
    found: ["undecided ecs-lock-status CreateSnapshot", "undecided ecs-lock-status CreateSnapshot"],
  },
  {
    it: "an undecided call where these are advisory",
    calls: [["StopInstance", on("i-failed")]],
    options: { undecidedLevel: "advisory" },
    found: ["undecided ecs-lock-status advisory StopInstance"],
  },
  {
    it: "undecided calls without ecs-lock-status: one for each, by their policies",
    calls: [
      ["StopInstance", on("i-failed")],
      ["StartInstance", on("i-failed")],
    ],
    options: { statusPolicy: false },
    found: ["undecided ecs-stop-instance StopInstance", "undecided ecs-start-instance StartInstance"],
  },
  {
    it: "an exempt call: an advisory",
    calls: [["StopInstance", locked]],
    exemptions: [EXEMPTION],
    found: ["exempt ecs-lock-status advisory StopInstance"],
  },
  {
    it: "the deletion of a locked instance: an advisory",
    calls: [["DeleteInstance", locked]],
    found: ["deletesLocked ecs-lock-status advisory"],
  },
  { it: "the deletion of a free instance: nothing", calls: [["DeleteInstance", on("i-free")]], found: [] },
  {
    it: "the deletion of a locked instance in a change that is refused: the refusal alone",
    calls: [
      ["RunInstances", locked],
      ["DeleteInstance", locked],
    ],
    found: ["refused ecs-create-instance RunInstances"],
  },
  {
    it: "the deletion of a locked instance beside what is undecided: both",
    calls: [
      ["StopInstance", on("i-failed")],
      ["DeleteInstance", locked],
    ],
    found: ["undecided ecs-lock-status StopInstance", "deletesLocked ecs-lock-status advisory"],
  },
  {
    it: "a deletion that deleteLocked stops: one by ecs-lock-status, at the level of that",
    calls: [["DeleteInstance", locked]],
    review: { deleteLocked: "mandatory" },
    found: ["refused ecs-lock-status DeleteInstance"],
  },
  {
    it: "a replacement that deletes, with deleteLocked: the creation and the deletion",
    calls: [
      ["RunInstances", locked],
      ["DeleteInstance", locked],
    ],
    review: { deleteLocked: "mandatory" },
    found: ["refused ecs-create-instance RunInstances", "refused ecs-lock-status DeleteInstance"],
  },
  {
    it: "a deletion that deleteLocked would stop, of an instance that is not known: undecided",
    calls: [["DeleteInstance", on("i-failed")]],
    review: { deleteLocked: "mandatory" },
    options: { undecidedLevel: "advisory" },
    found: ["undecided ecs-lock-status advisory DeleteInstance"],
  },
  {
    it: "a deletion that deleteLocked stops, and an exemption lets through: an advisory",
    calls: [["DeleteInstance", locked]],
    review: { deleteLocked: "mandatory" },
    exemptions: [EXEMPTION],
    found: ["exempt ecs-lock-status advisory DeleteInstance"],
  },
  {
    it: "the deletion of a locked instance with deleteLocked ignore: nothing",
    calls: [["DeleteInstance", locked]],
    review: { deleteLocked: "ignore" },
    found: [],
  },
  {
    it: "what another service does to a locked instance: an advisory",
    calls: [],
    effects: ["i-locked", "i-free"],
    found: ["effect ecs-lock-status advisory"],
  },
];

describe("what is reported on", () => {
  for (const { it: name, calls, options, found, ...more } of ROWS) {
    it(name, () => {
      const findings = findingsOf(verdictOn(calls, more), { ...DEFAULTS, ...options });
      assert.deepEqual(findings.map(told), found);
      for (const { urn } of findings) assert.equal(urn, "urn:pulumi:dev::p::t::a");
    });
  }

  it("the deletion of a locked instance: with its disks", () => {
    const [finding] = findingsOf(verdictOn([["DeleteInstance", locked]]), DEFAULTS);
    assert.ok(finding?.matter.kind === "deletesLocked");
    assert.deepEqual([finding.matter.instance.instanceId, finding.matter.diskIds], ["i-locked", ["disk-of-i-locked"]]);
  });

  it("a deletion that deleteLocked stops: with its disks", () => {
    const review = { deleteLocked: "mandatory" } as const;
    const [finding] = findingsOf(verdictOn([["DeleteInstance", locked]], { review }), DEFAULTS);
    assert.ok(finding?.matter.kind === "refused");
    assert.deepEqual(finding.matter.diskIds, ["disk-of-i-locked"]);
  });

  it("an exempt call: with its exemption", () => {
    const [finding] = findingsOf(verdictOn([["StopInstance", locked]], { exemptions: [EXEMPTION] }), DEFAULTS);
    assert.ok(finding?.matter.kind === "exempt");
    assert.equal(finding.matter.exemption, EXEMPTION);
  });

  it("anything: with the region of its provider, else with that of the run", () => {
    const verdict = verdictOn([["StopInstance", locked]]);
    const regionOf = (settings: Readonly<Record<string, string | number>>, region?: string) => {
      const resource = { ...verdict.resource, provider: { settings } };
      return findingsOf({ ...verdict, resource }, { ...DEFAULTS, region })[0]?.region;
    };
    assert.equal(regionOf({ region: "cn-a" }, "cn-b"), "cn-a");
    assert.equal(regionOf({}, "cn-b"), "cn-b");
    assert.equal(regionOf({ region: 1 }, "cn-b"), "cn-b");
    assert.equal(regionOf({}), undefined);
    assert.equal("region" in (findingsOf(verdict, DEFAULTS)[0] ?? {}), false);
  });
});
