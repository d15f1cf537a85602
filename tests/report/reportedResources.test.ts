import assert from "node:assert/strict";
import type { Finding } from "../../policypack/domain/findings";
import type { ResourceVerdict } from "../../policypack/domain/verdicts";
import type { LogContext } from "../../policypack/report/messages";
import { kindOf, reportedResources } from "../../policypack/report/reportedResources";
import { advisory, findingsOf, STATUS_POLICY } from "../../policypack/review/findings/findings";
import { eachChangeOnce } from "../../policypack/review/findings/summary";
import { judgePlan } from "../../policypack/review/judgePlan";
import { NEEDS, updated, urnOf } from "../review/support/changes";

const LOG: LogContext = { now: Date.parse("2026-11-24T00:00:00Z"), defaultsHold: false, phase: "preview" };
const GROUPS = { securityGroups: ["sg-2"], status: "Stopped" };
const PLACE = { file: "index.ts", line: 9 };
const EXPIRED = advisory("", { kind: "exemptionExpired", exemption: { reason: "r", expires: "2020-01-01" } });

const findingsIn = (verdicts: readonly ResourceVerdict[]): Finding[] =>
  eachChangeOnce(
    verdicts.flatMap((one) => findingsOf(one, { undecidedLevel: "mandatory", statusPolicy: true, disksOf: () => [] })),
    () => true,
  );

describe("What is reported resource by resource", () => {
  let findings: readonly Finding[];
  before(async () => {
    const plan = [updated("failed", { userData: "eA==" }), { ...updated("a", GROUPS), place: PLACE }];
    findings = [EXPIRED, ...findingsIn(await judgePlan(plan, NEEDS))];
  });

  it("is each change once, the refused ones first, then the undecided, then what stops nothing", () => {
    assert.deepEqual(
      reportedResources(findings, LOG).map(({ kind, urn, policy }) => [kind, urn, policy]),
      [
        ["refused", urnOf("a"), "ecs-leave-security-group"],
        ["undecided", urnOf("failed"), STATUS_POLICY],
        ["advisory", "", STATUS_POLICY],
      ],
    );
  });

  it("has place, policies, instances and operations of a refused change", () => {
    const [refused, undecided, note] = reportedResources(findings, LOG);
    assert.deepEqual(refused?.place, PLACE);
    assert.deepEqual(refused.policies, ["ecs-leave-security-group", "ecs-join-security-group", "ecs-stop-instance"]);
    assert.deepEqual(refused.instances, ["i-a (cn-hangzhou)"]);
    assert.deepEqual(refused.operations, ["LeaveSecurityGroup", "JoinSecurityGroup", "StopInstance"]);
    assert.deepEqual([undecided?.instances, undecided?.operations], [[], ["ModifyInstanceAttribute", "StopInstance"]]);
    assert.deepEqual([note?.place, note?.instances, note?.operations], [undefined, [], []]);
  });

  it("tells a refused change with all that holds for its calls, each sentence once", () => {
    const [refused] = reportedResources(findings, LOG);
    const lines = refused?.text().split("\n") ?? [];
    assert.match(lines[0] ?? "", /^LeaveSecurityGroup would be refused: instance i-a /);
    assert.match(lines[1] ?? "", /^Change: update of /);
    assert.match(lines[2] ?? "", /^The provider hides the refusal of LeaveSecurityGroup and JoinSecurityGroup: /);
    assert.match(lines[3] ?? "", /^Alibaba Cloud's documents differ on StopInstance /);
    assert.match(lines[4] ?? "", /^What to do: /);
    assert.match(lines[5] ?? "", /^ {2}LeaveSecurityGroup, JoinSecurityGroup: /);
    assert.match(lines[6] ?? "", /^ {2}StopInstance: /);
    assert.equal(lines.length, 7);
  });

  it("tells it in brief where the conclusion says the rest", () => {
    const [refused, undecided] = reportedResources(findings, LOG);
    assert.match(refused?.brief() ?? "", /^LeaveSecurityGroup would be refused: [^\n]*\nChange: update of [^\n]*$/);
    assert.match(undecided?.brief() ?? "", /^Cannot say whether [^\n]* in the change of failed\.$/);
  });

  it("tells what is undecided with cause and remedy", () => {
    const [, undecided] = reportedResources(findings, LOG);
    assert.match(undecided?.text() ?? "", /in the change of failed: not asked\. What to do: ask\.$/);
  });

  it("is told by its refused call, whichever finding comes first, and counts by its weightiest", () => {
    const own = findings.filter(({ urn }) => urn === urnOf("a"));
    const turned = [...own].reverse().map((one, index): Finding => (index === 0 ? { ...one, level: "advisory" } : one));
    const [only, ...others] = reportedResources(turned, LOG);
    assert.deepEqual(others, []);
    assert.deepEqual([only?.kind, only?.policy], ["refused", "ecs-leave-security-group"]);
  });

  it("is nothing where nothing is found", () => {
    assert.deepEqual(reportedResources([], LOG), []);
  });
});

describe("What a finding is to a job", () => {
  const matter = EXPIRED.matter;
  it("is an advisory by its level, undecided by ecs-lock-status, else a refusal", () => {
    assert.equal(kindOf({ policy: "ecs-stop-instance", urn: "", level: "advisory", matter }), "advisory");
    assert.equal(kindOf({ policy: STATUS_POLICY, urn: "", level: "mandatory", matter }), "undecided");
    assert.equal(kindOf({ policy: STATUS_POLICY, urn: "", matter }), "undecided");
    assert.equal(kindOf({ policy: "ecs-stop-instance", urn: "", matter }), "refused");
  });
});
