// The texts that stand in a log, for a reader who has nothing but the log.
import assert from "node:assert/strict";
import { refusedMessage } from "../../policypack/report/refusals";
import { exemptMessage } from "../../policypack/report/advisories";
import { reviewResource } from "../../policypack/review/reviewResource";
import type { OpenQuestion } from "../../policypack/domain/decisions";
import { on, OPTIONS, planned, VIEW } from "../review/support/oneCall";

const CONTEXT = { region: "cn-hangzhou", now: Date.parse("2026-11-24T00:00:00Z"), defaultsHold: false };
const EXEMPTION = { reason: "ticket 17", expires: "2026-12-24" };

describe("The text of a refusal", () => {
  const { verdict: reviewed } = reviewResource(planned("StartInstance", on("i-locked")), VIEW, OPTIONS);
  const [operation] = reviewed.operations;
  const text = (told?: string): string => {
    assert.ok(operation !== undefined);
    return refusedMessage(reviewed, operation, CONTEXT, told);
  };

  it("says what to do in words that hold for an update and for a destroy", () => {
    assert.match(text(), /leave the resource out \(Pulumi's --exclude URN\)\.$/m);
    assert.doesNotMatch(text(), /pulumi up/);
  });

  it("leads on to Alibaba Cloud's page, once a change", () => {
    assert.match(text(), /\nAbout such locks: https:\/\/www\.alibabacloud\.com\/\S+$/);
    assert.doesNotMatch(text("ecs-stop-instance"), /https:/);
  });
});

describe("The text on an exempt call", () => {
  function textOn(id: string, open?: OpenQuestion): string {
    const options = { ...OPTIONS, exemptions: [EXEMPTION] };
    const { verdict } = reviewResource(planned("StartInstance", on(id), open), VIEW, options);
    const [operation] = verdict.operations;
    assert.equal(operation?.verdict, "exempt");
    return exemptMessage(operation, EXEMPTION, CONTEXT);
  }

  it("says that it will be refused where the instance is locked, with reason and days left", () => {
    assert.equal(
      textOn("i-locked"),
      "StartInstance is let through by an exemption (instance i-locked (cn-hangzhou) is locked); the ECS API will still " +
        "refuse it.\nExemption: ticket 17; expires 2026-12-24, 31 days left.",
    );
  });

  it("says that it may be refused where that is not known, and why it is not", () => {
    const [first] = textOn("i-failed").split("\n");
    const expected = "StartInstance is let through by an exemption (undecided: not asked); the ECS API may refuse it.";
    assert.equal(first, expected);
  });

  it("says that it may be refused where it hangs on a secret whether it is called", () => {
    assert.match(textOn("i-locked", "secret"), /\(undecided: a secret property .*\); the ECS API may refuse it\.\n/);
  });
});
