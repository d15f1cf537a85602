// Enforcement levels on the real engine: a policy that is left reports, whichever others are disabled.
import assert from "node:assert/strict";
import * as alicloud from "@pulumi/alicloud";
import { newStack, type RunOptions, type TestStack } from "../support/engine";
import { importResources, mandatory, priorInstance, PROGRAM, withLockFile } from "../support/scenario";

type Levels = Readonly<Record<string, unknown>>;

/** Calls ModifyInstanceAttribute, StopInstance and StartInstance of the second instance, JoinSecurityGroup of the third. */
const program = async (): Promise<void> => {
  new alicloud.ecs.Instance("same", PROGRAM);
  new alicloud.ecs.Instance("renamed", { ...PROGRAM, userData: "#!/bin/bash" });
  new alicloud.ecs.Instance("joined", { ...PROGRAM, securityGroups: ["sg-1", "sg-2", "sg-3"] });
};

const NAMES = ["same", "renamed", "joined"];

const REFUSED = [
  "ecs-join-security-group",
  "ecs-modify-instance-attribute",
  "ecs-start-instance",
  "ecs-stop-instance",
] as const;

describe("with policies disabled, changes of locked instances", () => {
  let stack: TestStack;
  let locks: Levels;

  before(async () => {
    stack = await newStack(program);
    await importAll();
    const live = { instances: NAMES.map((id) => ({ id: `i-${id}` })) };
    locks = (await withLockFile(stack, live))["ecs-lock-status"] ?? {};
  });
  after(() => stack.dispose());

  const importAll = (): Promise<void> =>
    importResources(
      stack,
      NAMES.map((name) => priorInstance(name)),
    );

  async function refusedWith(levels: Levels, options: RunOptions = {}, command: "preview" | "up" = "preview") {
    const policyPackConfig = { "ecs-lock-status": locks, ...levels };
    return mandatory(await stack[command]({ policyPackConfig, expectFailure: true, ...options }));
  }

  it("are refused by every policy concerned", async () => {
    assert.deepEqual(await refusedWith({}), REFUSED);
  });

  it("are still refused where one of these is disabled", async () => {
    assert.deepEqual(await refusedWith({ "ecs-modify-instance-attribute": "disabled" }), [
      REFUSED[0],
      REFUSED[2],
      REFUSED[3],
    ]);
  });

  for (const left of REFUSED) {
    it(`are refused by ${left} alone, with ecs-lock-status for the configuration`, async () => {
      const levels = { all: "disabled", "ecs-lock-status": { enforcementLevel: "mandatory", ...locks } };
      assert.deepEqual(await refusedWith({ ...levels, [left]: "mandatory" }), [left]);
    });
  }

  it("are undecided by the policies concerned where ecs-lock-status is disabled, which has the lock file", async () => {
    assert.deepEqual(new Set(await refusedWith({ "ecs-lock-status": "disabled" })), new Set(REFUSED));
  });

  it("are undecided by the last policy alone, when all others are disabled", async () => {
    assert.deepEqual(await refusedWith({ "ecs-lock-status": "disabled", all: "disabled", [REFUSED[0]]: "mandatory" }), [
      REFUSED[0],
    ]);
  });

  it("are refused in the update itself, by one policy alone", async () => {
    const levels = { all: "disabled", "ecs-lock-status": { enforcementLevel: "mandatory", ...locks } };
    const refused = await refusedWith({ ...levels, [REFUSED[1]]: "mandatory" }, { args: ["--skip-preview"] }, "up");
    assert.deepEqual(refused, [REFUSED[1]]);
  });

  it("are told in an update whose policies are advisory, which goes ahead and does not say that it stops", async () => {
    await importAll();
    const policyPackConfig = { all: "advisory", "ecs-lock-status": locks };
    const { log, providerLog } = await stack.up({ policyPackConfig, args: ["--skip-preview"] });
    await importAll();
    assert.equal(providerLog.length, 2, log);
    assert.match(log, /Where all are \[advisory\], the change goes ahead now, and may end half done\.\n/);
    assert.equal(log.match(/What to do is said where this update first came to such a resource\./g)?.length, 1);
    assert.doesNotMatch(log, /stopped before|nothing has been applied/);
  });

  it("pass where every policy that refuses them is disabled", async () => {
    const disabled = Object.fromEntries(REFUSED.map((policy) => [policy, "disabled"]));
    await stack.preview({ policyPackConfig: { "ecs-lock-status": locks, ...disabled } });
  });
});
