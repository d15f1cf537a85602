import assert from "node:assert/strict";
import type { Undecided } from "../../policypack/domain/verdicts";
import type { PlannedResource } from "../../policypack/domain/decisions";
import { causeText, undecidedMessage, whyUndecided } from "../../policypack/report/undecided";
import { reviewResource } from "../../policypack/review/reviewResource";
import { disk, on, OPTIONS, planned, VIEW } from "../review/support/oneCall";
import type { Target } from "../../policypack/domain/targets";

const FAILURE = { cause: "the export failed", remedy: "log in again" };
const SECRETS_HOW =
  'let the pack export the state itself (priorState "stack"), or make priorStateFile with --show-secrets';

// Each states what the engine or the provider does, so each is held word for word: facts, sections 1 and 1a.
const REASONS: readonly (readonly [Undecided["because"], string, string])[] = [
  [
    "notAsked",
    "its status was not looked up",
    "run this again; if it stays like this, report it as a defect of alicloud-ecs-security-lock",
  ],
  [
    "secret",
    "a secret property of the prior state cannot be compared, because its plain text is not at hand",
    SECRETS_HOW,
  ],
  ["hiddenTarget", "a secret decides what is called, and its plain text is not at hand", SECRETS_HOW],
  [
    "drift",
    "the engine has refreshed the state (--refresh), and what has drifted there is shown to no policy",
    "run `pulumi refresh`, then preview without --refresh",
  ],
  [
    "import",
    "the engine imports the resource and changes it at once, and which of its properties is not shown",
    "import it with the properties that it has, and change them in a later deployment",
  ],
  [
    "unexplained",
    "the engine plans a change that the exported state does not explain",
    "run `pulumi refresh`, then preview again without --refresh, --target or --replace",
  ],
  [
    "deletedWith",
    "it goes with a resource that is replaced (deletedWith), and what is shown leaves open whether it is deleted by itself",
    "make the preview with --show-replacement-steps; where that shows no more, run the policy pack, which asks the engine for its version",
  ],
  [
    "unknownProperty",
    "a property is changed that this version of alicloud-ecs-security-lock does not know",
    "use a newer version of it; where there is none, leave that property as it is until the lock is lifted",
  ],
  [
    "replacement",
    "replaceOnChanges or replacementTrigger may make the engine replace the resource, which is shown to no policy",
    "run `ecs-lock check` on the JSON of the preview, which shows it",
  ],
];

const reasonOf = (because: Exclude<Undecided["because"], "lookUp">): Undecided => ({ because });

describe("Why a call is undecided", () => {
  for (const [because, cause, remedy] of REASONS) {
    if (because === "lookUp") continue;
    it(`is told with what to do: ${because}`, () => {
      assert.deepEqual(whyUndecided(reasonOf(because)), { cause, remedy });
      assert.equal(causeText(reasonOf(because)), `${cause}. What to do: ${remedy}.`);
    });
  }

  it("is the failed look-up's own cause and remedy, with the request that failed", () => {
    const failure = { ...FAILURE, requestId: "R-1" };
    assert.equal(whyUndecided({ because: "lookUp", failure }), failure);
    assert.equal(
      causeText({ because: "lookUp", failure }),
      "the export failed, RequestId R-1. What to do: log in again.",
    );
  });

  it("is, of a secret, why its plain text is not at hand, where that is known", () => {
    assert.deepEqual(whyUndecided({ because: "secret", failure: FAILURE }), {
      cause: "a secret property of the prior state cannot be compared: the export failed",
      remedy: "log in again",
    });
    assert.deepEqual(whyUndecided({ because: "hiddenTarget", failure: FAILURE }), {
      cause: "a secret decides what is called: the export failed",
      remedy: "log in again",
    });
  });

  it("is that nobody has asked, where nothing else is said", () => {
    assert.deepEqual(whyUndecided(undefined), whyUndecided({ because: "notAsked" }));
  });

  it("is shown without what would move a cursor or forge a line", () => {
    const failure = { cause: "a\u001b[2J", remedy: "b\nc", requestId: "R\r" };
    assert.equal(causeText({ because: "lookUp", failure }), "a\\u001b[2J, RequestId R\\u000d. What to do: b\\u000ac.");
  });
});

describe("The line of a change of which it cannot be said", () => {
  function lineOf(target: Target | undefined, more: Partial<PlannedResource> = {}): string {
    const { verdict } = reviewResource(planned("StartInstance", target), VIEW, OPTIONS);
    return undecidedMessage({ ...verdict, resource: { ...verdict.resource, ...more } }, verdict.operations);
  }

  it("names operation, target and resource", () => {
    assert.equal(
      lineOf(on("i-failed")),
      "Cannot say whether StartInstance on instance i-failed would be refused, in the change of a.",
    );
    assert.match(lineOf(disk("d-failed")), /^Cannot say whether StartInstance on disk d-failed would be refused, /);
    assert.match(lineOf(undefined), /^Cannot say whether StartInstance would be refused, in the change of a\.$/);
  });

  it("says where the program declares the resource, where that is known", () => {
    const place = { file: "index.ts", line: 9, column: 33 };
    assert.match(lineOf(on("i-failed"), { place }), /, in the change of a, declared at index\.ts:9:33\.$/);
  });

  it("names each operation once", () => {
    const { verdict } = reviewResource(planned("StartInstance", on("i-failed")), VIEW, OPTIONS);
    const [first] = verdict.operations;
    assert.ok(first !== undefined);
    const stop = { ...first, call: { ...first.call, operation: "StopInstance" } };
    assert.match(undecidedMessage(verdict, [stop, first, stop]), /whether StopInstance, StartInstance on instance/);
  });

  it("shows names without what would forge a line", () => {
    assert.match(lineOf(on("i\n1"), { urn: "urn:x::a\u202e" }), / i\\u000a1 would .* of a\\u202e\.$/);
  });
});
