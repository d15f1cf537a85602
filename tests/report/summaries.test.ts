import assert from "node:assert/strict";
import type { PlanSummary } from "../../policypack/domain/summaries";
import type { Phase } from "../../policypack/report/phrases";
import { summaryMessage } from "../../policypack/report/summaries";

const SUMMARY: PlanSummary = {
  locked: [],
  refusedCalls: 2,
  refusedResources: 1,
  refused: [],
  undecided: [],
  wayOut: { exclude: [], ignoreChanges: [] },
};

const textIn = (phase: Phase): string =>
  summaryMessage(SUMMARY, { region: "cn-hangzhou", now: 0, defaultsHold: false, phase });

describe("the summary of an update", () => {
  it("says that it is one, and that its preview had passed", () => {
    assert.match(
      textIn("previewedUpdate"),
      /\nThis is the update itself, whose preview had passed: other resources may /,
    );
    assert.match(textIn("update"), /\nThis is the update itself: other resources may have been changed already; /);
  });

  it("begins as in a preview", () => {
    for (const phase of ["previewedUpdate", "update"] as const) {
      assert.equal(textIn(phase).split("\n")[0], textIn("preview"));
    }
    assert.equal(textIn("preview"), "2 calls on 1 resource would be refused.");
  });
});
