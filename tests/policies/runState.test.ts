import assert from "node:assert/strict";
import { DEFAULTS } from "../../policypack/configuration/configuration";
import type { Finding } from "../../policypack/domain/findings";
import { enabledPolicies } from "../../policypack/policies/enabledPolicies";
import { report, type RunState } from "../../policypack/policies/runState";
import { failingSource } from "../../policypack/review/lookUps/lockSource";

const finding = (policy: string, problem: string): Finding => ({
  policy,
  urn: "",
  matter: { kind: "configuration", problem },
});

const newRun = (): RunState => ({
  surroundings: {
    preview: true,
    previewed: undefined,
    priorState: undefined,
    sources: () => () => failingSource({ cause: "none", remedy: "none" }),
    leavesOut: () => false,
    refreshes: false,
    replaces: () => false,
    now: () => 0,
  },
  recorded: new Map(),
  waiting: new Map(),
  configuration: DEFAULTS,
  configured: false,
  broken: false,
  stackJudged: false,
  enabled: enabledPolicies(),
});

describe("what a run has found", () => {
  it("waits for the policy that reports it, in the order in which it was found", () => {
    const run = newRun();
    report(run, [finding("a", "1"), finding("b", "2")]);
    report(run, [finding("a", "3")]);
    assert.deepEqual(
      [...run.waiting],
      [
        ["a", [finding("a", "1"), finding("a", "3")]],
        ["b", [finding("b", "2")]],
      ],
    );
  });

  it("is nothing where nothing was found", () => {
    const run = newRun();
    report(run, []);
    assert.equal(run.waiting.size, 0);
  });
});
