// The report of a preview, put together from its plan and the verdicts on it.
import assert from "node:assert/strict";
import { checkReport } from "../../../policypack/cli/commands/checkedPlan";
import type { CheckReport } from "../../../policypack/report/checkReport";
import type { Levels } from "../../../policypack/configuration/policyPackConfig";
import { ALL_MANDATORY } from "../../../policypack/configuration/policyPackConfig";
import { previewCollector } from "../../../policypack/engine/preview/preview";
import { judgePlan } from "../../../policypack/review/judgePlan";
import { NEEDS } from "../../review/support/changes";
import { instanceStep, preview, urnOf } from "../previews";

interface Options {
  readonly levels?: Levels;
  readonly region?: string;
  readonly onUndecided?: "mandatory" | "advisory";
}

async function reportOn(json: string, { levels = ALL_MANDATORY, region, onUndecided = "mandatory" }: Options = {}) {
  const collector = previewCollector();
  collector.push(Buffer.from(json));
  const plan = collector.end();
  const verdicts = await judgePlan(plan.resources, NEEDS);
  return checkReport(plan, verdicts, {
    judging: { ...NEEDS, exemptions: { holding: [], expired: [{ reason: "r", expires: "2020-01-01" }] }, onUndecided },
    levels,
    now: Date.parse("2026-11-28T00:00:00Z"),
    state: { known: true, value: plan.state },
    region,
    projectFile: "Pulumi.yaml",
    toolVersion: "1.2.3",
  });
}

const STEPS = preview([
  instanceStep("update", "web", { instanceName: "web-2" }),
  instanceStep("update", "free", { instanceName: "free-2" }),
  instanceStep("update", "failed", { description: "d" }),
]);
const kindsIn = ({ findings }: CheckReport): string[] => findings.map(({ kind, policy }) => `${kind} ${policy}`);

describe("the report of a preview", () => {
  it("has every change of the plan in its order, with each call and its verdict", async () => {
    const { changes } = await reportOn(STEPS);
    assert.deepEqual(
      changes.map(({ urn, change, operations }) => [
        urn,
        change,
        operations.map(({ operation, verdict, because }) => `${operation} ${verdict} (${because.join()})`),
      ]),
      [
        [urnOf("web"), "update", ["ModifyInstanceAttribute refused (instanceName)"]],
        [urnOf("free"), "update", ["ModifyInstanceAttribute allowed (instanceName)"]],
        [urnOf("failed"), "update", ["ModifyInstanceAttribute undecided (description)"]],
      ],
    );
  });

  it("counts changes, calls and verdicts", async () => {
    const { summary } = await reportOn(STEPS);
    assert.deepEqual(summary, { changes: 3, operations: 3, uncertain: 0, refused: 1, undecided: 1, exempt: 0 });
  });

  it("has of a call its target with the region, and of a refused one the reasons of the lock", async () => {
    const [web] = (await reportOn(STEPS)).changes;
    const [operation] = web?.operations ?? [];
    assert.deepEqual(operation?.target, { instanceId: "i-web", diskId: null, region: "cn-hangzhou" });
    assert.deepEqual([operation.behavior, operation.lockReasons], ["affected", ["security"]]);
    const elsewhere = preview([instanceStep("update", "web", { instanceName: "b" })], { config: {} });
    const named = (await reportOn(elsewhere, { region: "cn-a" })).changes[0]?.operations[0]?.target.region;
    const nobody = (await reportOn(elsewhere)).changes[0]?.operations[0]?.target.region;
    assert.deepEqual([named, nobody], ["cn-a", null]);
  });

  it("has findings by their weight, and what they come to", async () => {
    const report = await reportOn(STEPS);
    assert.deepEqual(kindsIn(report), [
      "refused ecs-modify-instance-attribute",
      "undecided ecs-lock-status",
      "advisory ecs-lock-status",
    ]);
    assert.match(
      report.conclusion ?? "",
      /^1 call on 1 resource would be refused, because Alibaba Cloud has locked instance i-web /,
    );
    assert.doesNotMatch(report.conclusion ?? "", /3\.274/, "exceptions are the engine's, which is not here");
    assert.deepEqual(
      report.resources.map(({ kind }) => kind),
      ["refused", "undecided", "advisory"],
    );
  });

  it("goes by the levels of the policies", async () => {
    const advisory = await reportOn(STEPS, { levels: () => "advisory" });
    assert.deepEqual(new Set(advisory.findings.map(({ kind }) => kind)), new Set(["advisory"]));
    const disabled = await reportOn(STEPS, { levels: () => "disabled" });
    assert.deepEqual(kindsIn(disabled), ["undecided ecs-lock-status"], "what cannot be said is always said");
    const own = await reportOn(STEPS, {
      levels: (policy) => (policy === "ecs-modify-instance-attribute" ? "disabled" : "mandatory"),
    });
    assert.deepEqual(kindsIn(own), ["undecided ecs-lock-status", "advisory ecs-lock-status"]);
  });

  it("says of what is undecided only that where it is advisory", async () => {
    const report = await reportOn(STEPS, { onUndecided: "advisory" });
    assert.deepEqual(kindsIn(report), [
      "refused ecs-modify-instance-attribute",
      "advisory ecs-lock-status",
      "advisory ecs-lock-status",
    ]);
  });

  it("says that steps may be missing where the preview has failed, and comes to nothing where nothing is planned", async () => {
    const failed = await reportOn(preview([], { diagnostics: [{ severity: "error", message: "m" }] }));
    assert.equal(failed.incomplete, "the preview itself failed");
    const nothing = await reportOn(preview([]));
    assert.deepEqual([nothing.incomplete, nothing.changes, "conclusion" in nothing], [undefined, [], false]);
  });
});
