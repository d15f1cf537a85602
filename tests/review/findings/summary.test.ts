import assert from "node:assert/strict";
import type { PlannedResource } from "../../../policypack/domain/decisions";
import type { Finding } from "../../../policypack/domain/findings";
import type { ResourceVerdict, Undecided } from "../../../policypack/domain/verdicts";
import { advisory, findingsOf, STATUS_POLICY } from "../../../policypack/review/findings/findings";
import {
  eachChangeOnce,
  reportedBy,
  reportingPolicies,
  summaryOf,
  type IsEnabled,
} from "../../../policypack/review/findings/summary";
import { judgePlan } from "../../../policypack/review/judgePlan";
import { deleted, detached, NEEDS, updated, urnOf } from "../support/changes";

const GROUPS = { securityGroups: ["sg-2"] };
const USER_DATA = { userData: "eA==" };
const NO_WAY_OUT = { exclude: [], ignoreChanges: [] };

const findingsIn = (verdicts: readonly ResourceVerdict[]): Finding[] =>
  verdicts.flatMap((verdict) =>
    findingsOf(verdict, { undecidedLevel: "mandatory", statusPolicy: true, disksOf: () => [] }),
  );
const judged = async (...plan: readonly PlannedResource[]): Promise<Finding[]> =>
  findingsIn(await judgePlan(plan, NEEDS));

/** `refused ecs-stop-instance web-1` */
const told = ({ policy, urn, matter }: Finding): string =>
  [matter.kind, policy, urn.split("::").at(-1) ?? ""].join(" ").trim();

const everything: IsEnabled = () => true;
const without =
  (...disabled: readonly string[]): IsEnabled =>
  (policy) =>
    !disabled.includes(policy);

describe("each change", () => {
  it("is told at its first refused call, and its others in brief", async () => {
    const findings = eachChangeOnce(await judged(updated("a", GROUPS), updated("b", USER_DATA)), everything);
    assert.deepEqual(findings.map(told), [
      "refused ecs-leave-security-group a",
      "alsoRefused ecs-join-security-group a",
      "refused ecs-modify-instance-attribute b",
      "alsoRefused ecs-stop-instance b",
    ]);
  });

  it("is told at the first whose policy is enabled", async () => {
    const findings = eachChangeOnce(await judged(updated("a", GROUPS)), without("ecs-leave-security-group"));
    assert.deepEqual(findings.map(told), [
      "alsoRefused ecs-leave-security-group a",
      "refused ecs-join-security-group a",
    ]);
  });

  it("is told at each where nobody can say which policies are enabled", async () => {
    const findings = eachChangeOnce(await judged(updated("a", GROUPS)), () => undefined);
    assert.deepEqual(findings.map(told), ["refused ecs-leave-security-group a", "refused ecs-join-security-group a"]);
  });

  it("keeps in brief what it is told by: the call, the change, the region", async () => {
    const findings = await judged(updated("a", GROUPS));
    const [, second] = findings;
    const [, brief] = eachChangeOnce(findings, everything);
    assert.deepEqual(brief, { ...second, matter: { ...second?.matter, kind: "alsoRefused" } });
    assert.equal(second?.region, "cn-hangzhou");
  });

  it("that deletes a locked instance is told at length at the first of them, and the others without what to do", async () => {
    // Pulumi prints them by their URNs; the order of the plan is another one in every run.
    for (const plan of [
      ["a", "b", "c"],
      ["c", "a", "b"],
      ["b", "c", "a"],
    ]) {
      const findings = eachChangeOnce(await judged(deleted("free"), ...plan.map((name) => deleted(name))), everything);
      assert.deepEqual(findings.map(told), [
        `deletesLocked ${STATUS_POLICY} a`,
        `alsoDeletesLocked ${STATUS_POLICY} b`,
        `alsoDeletesLocked ${STATUS_POLICY} c`,
      ]);
    }
  });

  it("leaves what is undecided as it is", async () => {
    const findings = await judged(updated("failed", USER_DATA));
    assert.deepEqual(eachChangeOnce(findings, everything), findings);
    assert.deepEqual(findings.map(told), [`undecided ${STATUS_POLICY} failed`]);
  });
});

describe("what is reported", () => {
  const findings: Promise<Finding[]> = judged(updated("a", GROUPS));

  it("is all that no policy is known to be disabled for", async () => {
    assert.deepEqual(reportedBy(await findings, everything), await findings);
    assert.deepEqual(
      reportedBy(await findings, () => undefined),
      await findings,
    );
  });

  it("is nothing of a disabled policy", async () => {
    const reported = reportedBy(await findings, without("ecs-join-security-group"));
    assert.deepEqual(reported.map(told), ["refused ecs-leave-security-group a"]);
  });
});

describe("the summary of a plan", () => {
  const summaryIn = async (...plan: readonly PlannedResource[]) =>
    summaryOf(eachChangeOnce(await judged(...plan), everything), NO_WAY_OUT);

  it("is none where nothing is refused and everything is decided, whatever else is told", async () => {
    assert.equal(await summaryIn(updated("free", USER_DATA)), undefined);
    assert.equal(summaryOf([advisory("", { kind: "configuration", problem: "p" })], NO_WAY_OUT), undefined);
  });

  it("counts the refused calls and the resources that they are on, told at length or in brief", async () => {
    const summary = await summaryIn(updated("a", GROUPS), updated("b", USER_DATA), updated("failed", USER_DATA));
    assert.deepEqual([summary?.refusedCalls, summary?.refusedResources], [4, 2]);
    const [, brief] = eachChangeOnce(await judged(updated("a", GROUPS)), everything);
    assert.ok(brief?.matter.kind === "alsoRefused");
    const alone = summaryOf([brief], NO_WAY_OUT);
    assert.deepEqual([alone?.refusedCalls, alone?.refusedResources, alone?.locked.length], [1, 1, 1]);
  });

  it("is one where as many calls are refused as causes leave others undecided", async () => {
    const summary = await summaryIn(detached("a"), updated("failed", USER_DATA));
    assert.deepEqual([summary?.refusedCalls, summary?.refusedResources, summary?.undecided.length], [1, 1, 1]);
    assert.deepEqual(
      summary?.locked.map(({ verdicts }) => verdicts.length),
      [1],
    );
  });

  it("has one call of each operation", async () => {
    const summary = await summaryIn(updated("a", USER_DATA), updated("b", { ...GROUPS, ...USER_DATA }));
    assert.deepEqual(
      summary?.refused.map(({ call }) => call.operation),
      ["ModifyInstanceAttribute", "StopInstance", "LeaveSecurityGroup", "JoinSecurityGroup"],
    );
  });

  it("lists each locked instance once, by name, with the changes that concern it", async () => {
    const summary = await summaryIn(updated("web-10", GROUPS), updated("web-2", USER_DATA), detached("web-10"));
    assert.deepEqual(
      summary?.locked.map(({ instance, region, verdicts }) => [
        instance.instanceId,
        region,
        verdicts.map(({ resource }) => resource.urn.split("::").at(-1)),
      ]),
      [
        ["i-web-2", "cn-hangzhou", ["web-2"]],
        ["i-web-10", "cn-hangzhou", ["web-10", "disk-of-web-10"]],
      ],
    );
  });

  it("leaves out a region that nobody names", async () => {
    const placed = await judged(updated("a", USER_DATA));
    const findings = placed.map(({ policy, urn, matter }): Finding => ({ policy, urn, matter }));
    assert.deepEqual(
      summaryOf(findings, NO_WAY_OUT)?.locked.map((one) => Object.keys(one)),
      [["instance", "verdicts"]],
    );
  });

  it("lists no instance for a refusal that none is known for", async () => {
    const findings = (await judged(updated("a", USER_DATA))).map((finding): Finding => {
      const { matter } = finding;
      if (matter.kind !== "refused") return finding;
      const { call, behavior, verdict } = matter.operation;
      return { ...finding, matter: { ...matter, operation: { call, behavior, verdict } } };
    });
    const summary = summaryOf(findings, NO_WAY_OUT);
    assert.deepEqual([summary?.locked, summary?.refusedCalls], [[], 2]);
  });

  it("hands on the way out", async () => {
    const wayOut = { exclude: ["urn:x"], ignoreChanges: [] };
    assert.equal(summaryOf(await judged(updated("a", USER_DATA)), wayOut)?.wayOut, wayOut);
  });

  describe("on what is undecided", () => {
    const failure = { cause: "the answer was late", remedy: "raise timeoutSeconds" };
    /** An undecided change of each, for these reasons; undefined: none is given. */
    async function causesOf(reasons: readonly (readonly [string, Undecided | undefined])[]) {
      const [verdict] = await judgePlan([updated("failed", USER_DATA)], NEEDS);
      assert.ok(verdict !== undefined);
      const findings = reasons.map(([name, undecided]): Finding => {
        const operations = verdict.operations.map(({ call, behavior, verdict: one }) => ({
          call,
          behavior,
          verdict: one,
          ...(undecided === undefined ? {} : { undecided }),
        }));
        return advisory(urnOf(name), { kind: "undecided", verdict, operations });
      });
      return summaryOf(findings, NO_WAY_OUT)?.undecided.map(({ undecided, urns }) => [
        undecided,
        urns.map((urn) => urn.split("::").at(-1)),
      ]);
    }

    const late: Undecided = { because: "lookUp", failure };
    const ROWS: readonly (readonly [string, readonly (readonly [string, Undecided | undefined])[], unknown])[] = [
      [
        "tells the same cause once, with its resources by name",
        [
          ["web-10", late],
          ["web-2", late],
        ],
        [[late, ["web-2", "web-10"]]],
      ],
      [
        "names a resource once for one cause",
        [
          ["a", late],
          ["a", late],
        ],
        [[late, ["a"]]],
      ],
      [
        "takes causes for the same whatever request brought them up",
        [
          ["a", { because: "lookUp", failure: { ...failure, requestId: "R-1" } }],
          ["b", { because: "lookUp", failure: { ...failure, requestId: "R-2" } }],
        ],
        [[{ because: "lookUp", failure: { ...failure, requestId: "R-1" } }, ["a", "b"]]],
      ],
      [
        "keeps apart what has another cause",
        [
          ["a", late],
          ["b", { because: "lookUp", failure: { ...failure, cause: "Forbidden.RAM" } }],
        ],
        [
          [late, ["a"]],
          [{ because: "lookUp", failure: { ...failure, cause: "Forbidden.RAM" } }, ["b"]],
        ],
      ],
      [
        "keeps apart what has another remedy",
        [
          ["a", late],
          ["b", { because: "lookUp", failure: { ...failure, remedy: "wait" } }],
        ],
        [
          [late, ["a"]],
          [{ because: "lookUp", failure: { ...failure, remedy: "wait" } }, ["b"]],
        ],
      ],
      [
        "keeps apart what is undecided for another reason",
        [
          ["a", { because: "secret" }],
          ["b", { because: "drift" }],
          ["c", undefined],
        ],
        [
          [{ because: "secret" }, ["a"]],
          [{ because: "drift" }, ["b"]],
          [undefined, ["c"]],
        ],
      ],
      [
        "keeps apart a secret whose plain text is not to be had for a reason",
        [
          ["a", { because: "secret", failure }],
          ["b", { because: "secret" }],
        ],
        [
          [{ because: "secret", failure }, ["a"]],
          [{ because: "secret" }, ["b"]],
        ],
      ],
    ];
    for (const [name, reasons, causes] of ROWS) {
      it(name, async () => {
        assert.deepEqual(await causesOf(reasons), causes);
      });
    }

    it("says so where nothing is refused", async () => {
      const summary = await summaryIn(updated("failed", USER_DATA));
      assert.deepEqual([summary?.refusedCalls, summary?.refused, summary?.locked], [0, [], []]);
      assert.equal(summary?.undecided.length, 1);
    });
  });
});

describe("the policies that report on a resource", () => {
  it("are those of its refused calls, each once, and ecs-lock-status where something is undecided", async () => {
    const findings = eachChangeOnce(await judged(updated("a", GROUPS), updated("failed", USER_DATA)), everything);
    const policies = reportingPolicies([...findings, ...findings]);
    assert.deepEqual(
      [...policies].map(([{ resource }, names]) => [resource.urn, names]),
      [
        [urnOf("a"), ["ecs-leave-security-group", "ecs-join-security-group"]],
        [urnOf("failed"), [STATUS_POLICY]],
      ],
    );
  });

  it("are none for what stops nothing", () => {
    assert.equal(reportingPolicies([advisory("", { kind: "configuration", problem: "p" })]).size, 0);
  });
});
