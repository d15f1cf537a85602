// Policies may be disabled one by one. Whatever is disabled, what is left reports what it would have reported.
import assert from "node:assert/strict";
import fc from "fast-check";
import { policies } from "../../policypack/policies";
import { startSession } from "../../policypack/policies/session";
import { deployment, urnOf } from "../support/engine";
import type { ShownResource } from "../support/analyzerMessages";
import { INSTANCE, PROGRAM } from "../support/scenario";
import { LOCKED, sourceOf } from "../review/support/judging";
import { serve, surroundingsFor, type Reported } from "./support/served";

const CHANGES = [
  {},
  { instanceName: "renamed" },
  { instanceType: "ecs.g7.xlarge" },
  { securityGroups: ["sg-1"] },
  { securityGroups: ["sg-1", "sg-2", "sg-3"], userData: "#!/bin/bash" },
  { systemDiskSize: 80 },
  { systemDiskCategory: "cloud_auto" },
  { keyName: "other" },
  {},
] as const;

const urn = (index: number): string => urnOf(INSTANCE, `web-${index}`);

const COMPUTED = { systemDiskId: "d-system", instanceChargeType: "PostPaid" };

const STATE = deployment(
  CHANGES.map((_, index) => ({
    type: INSTANCE,
    name: `web-${index}`,
    id: `i-${index}`,
    inputs: PROGRAM,
    outputs: COMPUTED,
  })),
);

const SHOWN: readonly ShownResource[] = CHANGES.map((change, index) => ({
  type: INSTANCE,
  urn: urn(index),
  inputs: { ...PROGRAM, ...change },
  outputs: { ...COMPUTED, ...PROGRAM, ...change, id: Object.keys(change).length === 0 ? `i-${index}` : "" },
}));

const NAMES = policies(startSession(surroundingsFor(STATE, () => sourceOf(LOCKED)))).map(({ name }) => name);

type Phase = "preview" | "update";

/** Policy and URN of everything that is reported while only these policies are enabled. */
async function reportedBy(enabled: ReadonlySet<string>, phase: Phase): Promise<string[]> {
  const served = serve(
    surroundingsFor(STATE, () => sourceOf(LOCKED), phase),
    (policy) => enabled.has(policy),
  );
  const reported: Reported[] = [];
  for (const one of SHOWN) reported.push(...(await served.resource(one)));
  reported.push(...(await served.stack(SHOWN)));
  const summaries = reported.filter(({ isSummary }) => isSummary);
  assert.equal(
    summaries.length > 0,
    reported.length > 0,
    "the summary stands where something is reported, and nowhere else",
  );
  return reported
    .filter(({ isSummary }) => !isSummary)
    .map((one) => `${one.policy} ${one.urn}`)
    .sort();
}

for (const phase of ["preview", "update"] as const) {
  describe(`the policies of a pack in which some are disabled, in ${phase === "preview" ? "a preview" : "an update"}`, () => {
    let all: string[];
    before(async () => {
      all = await reportedBy(new Set(NAMES), phase);
    });

    it("have something to report in this test", () => {
      assert.ok(new Set(all.map((one) => one.split(" ")[0])).size >= 8, all.join("\n"));
      assert.equal(new Set(all.map((one) => one.split(" ")[1])).size, CHANGES.length - 2);
    });

    const isLeft = (enabled: ReadonlySet<string>) => (one: string) => enabled.has(one.split(" ")[0] ?? "");
    const check = async (enabled: ReadonlySet<string>) => {
      assert.deepEqual(await reportedBy(enabled, phase), all.filter(isLeft(enabled)));
    };

    it("report the same without ecs-lock-status", () =>
      check(new Set(NAMES.filter((name) => name !== "ecs-lock-status"))));

    for (const name of NAMES) it(`report the same where only ${name} is left`, () => check(new Set([name])));

    it("report the same whichever are disabled", () =>
      fc.assert(
        fc.asyncProperty(fc.subarray([...NAMES]), (left) => check(new Set(left))),
        { numRuns: 40 },
      ));
  });
}
