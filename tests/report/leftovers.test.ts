import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { known, notKnown } from "../../policypack/domain/lookUps";
import { leftoverMessage, leftoversLine, shellWord } from "../../policypack/report/leftovers";
import type { Leftover } from "../../policypack/review/findings/leftovers";

const LEFTOVER: Leftover = {
  resource: {
    urn: "urn:pulumi:dev::shop::alicloud:ecs/instance:Instance::web",
    type: "alicloud:ecs/instance:Instance",
    id: "i-web",
    inputs: {},
    outputs: {},
    defaults: [],
    errors: [],
    modified: undefined,
  },
  kind: "reported",
  operation: "JoinSecurityGroup",
  target: { kind: "instance", instanceId: "i-web" },
  properties: ["securityGroups"],
  requestId: undefined,
  repair: "update",
};
const status = (lockReasons: readonly string[]) =>
  known({ instanceId: "i-web", lockReasons, evidence: { source: "api", at: "2026-11-28T00:00:00Z" } as const });

describe("What is said of a leftover", () => {
  const COMMANDS: readonly (readonly [Partial<Leftover>, RegExp])[] = [
    [{}, /: pulumi up --target urn:/],
    [{ kind: "failed", repair: "refreshAndUpdate" }, /: pulumi up --refresh --target urn:/],
    [
      { kind: "failed", operation: "RebootInstance", repair: "call" },
      /: aliyun ecs RebootInstance --RegionId cn-hangzhou --InstanceId i-web$/,
    ],
    [
      { kind: "failed", operation: undefined, target: undefined, properties: [] },
      /An update stopped at a call, which the lock refused/,
    ],
  ];
  for (const [change, pattern] of COMMANDS) {
    it(`gives its command: ${String(pattern)}`, () => {
      assert.match(leftoverMessage({ ...LEFTOVER, ...change }, undefined, "cn-hangzhou"), pattern);
    });
  }

  it("says whether to repair now or later, by the status", () => {
    assert.match(leftoverMessage(LEFTOVER, status([]), undefined), /is not locked any more[^]*Repair it now/);
    assert.match(
      leftoverMessage(LEFTOVER, status(["security"]), undefined),
      /is still locked[^]*once the lock is lifted/,
    );
    const failure = notKnown({ cause: "nobody knows", remedy: "ask" });
    assert.match(
      leftoverMessage(LEFTOVER, failure, undefined),
      /is not known: nobody knows\.\n[^]*once the lock is lifted/,
    );
  });

  it("counts leftovers and resources", () => {
    assert.match(leftoversLine([], 3), /^no lock has left anything behind in the state \(3 resources/);
    assert.match(leftoversLine([LEFTOVER, LEFTOVER], 1), /^2 leftovers of locks in 1 resource \(of 1 resource that/);
  });

  it("quotes any text as one word of a shell", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 20 }), (text) => {
        const said = execFileSync("/bin/sh", ["-c", `printf %s ${shellWord(text)}`], { encoding: "utf8" });
        assert.equal(said, text);
      }),
      { numRuns: 100 },
    );
  });
});
