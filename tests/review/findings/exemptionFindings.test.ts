import assert from "node:assert/strict";
import type { Exemption } from "../../../policypack/domain/exemptions";
import type { ResourceVerdict, Verdict } from "../../../policypack/domain/verdicts";
import { exemptionFindings, type Seen } from "../../../policypack/review/findings/exemptionFindings";
import { messageOf } from "../../../policypack/report/messages";
import { on, OPTIONS, planned, VIEW } from "../support/oneCall";
import { reviewResource } from "../../../policypack/review/reviewResource";

const URN = "urn:pulumi:prod::shop::my:comp$alicloud:ecs/instance:Instance::web";
const SEEN: Seen = { urns: [URN], instanceIds: ["i-web"] };
const base: Exemption = { reason: "incident 42", expires: "2026-11-30" };
const LOG = { now: Date.parse("2026-11-24T00:00:00Z"), defaultsHold: false, phase: "preview" as const };

/** One resource with a call of this verdict. */
function verdictOf(verdict: Verdict): ResourceVerdict {
  const id = { refused: "i-locked", allowed: "i-free", undecided: "i-failed", exempt: "i-locked" }[verdict];
  const options = { ...OPTIONS, exemptions: verdict === "exempt" ? [base] : [] };
  const { verdict: found } = reviewResource(planned("StartInstance", on(id)), VIEW, options);
  assert.deepEqual(
    found.operations.map((operation) => operation.verdict),
    [verdict],
  );
  return found;
}

interface Row {
  readonly name: string;
  readonly holding?: readonly Exemption[];
  readonly expired?: readonly Exemption[];
  readonly verdicts?: readonly Verdict[];
  readonly said: readonly RegExp[];
}

const IDLE = [{ ...base, instances: ["i-wbe"], urns: ["*::web", "*::db"] }];

const ROWS: readonly Row[] = [
  { name: "an expired one: always", expired: [base], said: [/has expired on 2026-11-30/] },
  {
    name: "one that names an unknown operation: always",
    holding: [{ ...base, operations: ["StratInstance", "StopInstance"] }],
    said: [/no table knows: StratInstance \(incident 42\)/],
  },
  {
    name: "one that names the operation that another repeats: nothing",
    holding: [{ ...base, operations: ["CreateInstance", "RunInstances"] }],
    said: [],
  },
  { name: "one that matches nothing of a stack in which nothing changes: nothing", holding: IDLE, said: [] },
  {
    name: "one that matches nothing of a stack in which nothing is stopped: nothing",
    holding: IDLE,
    verdicts: ["allowed", "exempt"],
    said: [],
  },
  ...(["refused", "undecided"] as const).map((verdict) => ({
    name: `one that matches nothing of a stack in which something is ${verdict}: what matches nothing`,
    holding: IDLE,
    verdicts: ["allowed", verdict] as const,
    said: [/matches nothing in this stack: \*::db, i-wbe \(incident 42\)/],
  })),
  {
    name: "one that matches, where something is refused: nothing",
    holding: [{ ...base, operations: ["Stop*"], instances: ["i-*"], urns: ["*::web"] }],
    verdicts: ["refused"],
    said: [],
  },
];

describe("what is said of exemptions", () => {
  it("one that matches nothing, where one of several calls is refused: what matches nothing", () => {
    const [allowed, refused] = [verdictOf("allowed"), verdictOf("refused")];
    const both = { ...refused, operations: [...allowed.operations, ...refused.operations] };
    assert.equal(exemptionFindings({ holding: IDLE, expired: [] }, [both], SEEN).length, 1);
  });

  for (const { name, holding = [], expired = [], verdicts = [], said } of ROWS) {
    it(name, () => {
      const findings = exemptionFindings({ holding, expired }, verdicts.map(verdictOf), SEEN);
      for (const { policy, urn, level } of findings) {
        assert.deepEqual([policy, urn, level], ["ecs-lock-status", "", "advisory"]);
      }
      const texts = findings.map((finding) => messageOf(finding, LOG));
      assert.equal(texts.length, said.length, texts.join());
      said.forEach((pattern, index) => {
        assert.match(texts[index] ?? "", pattern);
      });
    });
  }
});
