// `pulumi up --skip-preview`: each resource is judged before its first call, with nothing but inputs, state and look-ups.
import assert from "node:assert/strict";
import { foundOf, runCases, type Case } from "../support/cases";
import { newStack, urnOf, type TestStack } from "../support/engine";
import { attachment, instance, priorAttachment, together } from "../support/pieces";
import { applied, INSTANCE, priorInstance } from "../support/scenario";

const SKIP = ["--skip-preview"];

describe("`pulumi up --skip-preview` of a locked instance", () => {
  let stack: TestStack;
  before(async () => {
    stack = await newStack(async () => undefined);
  });
  after(() => stack.dispose());

  const whole = (key: string, entry: Parameters<typeof priorAttachment>[1] = {}): Case => ({
    key,
    it: "",
    prior: [priorInstance(key), priorAttachment(key, entry)],
    disks: [{ id: `d-${key}`, instanceId: `i-${key}` }],
    program: together(instance(key), attachment(key)),
    found: [],
  });
  const stopped = async (one: Case, args: readonly string[] = []) => {
    const result = await runCases(stack, [one], { args: [...SKIP, ...args], expectFailure: true }, "up");
    assert.deepEqual(applied(result), [], result.log);
    return foundOf(result, one.key);
  };

  it("is stopped before the attachment that an interrupted replacement has left detached", async () => {
    const found = await stopped(whole("pending", { pendingReplacement: true }));
    assert.deepEqual(found, ["ecs-attach-disk"]);
  });

  it("is stopped before RunInstances where --replace names the instance", async () => {
    const found = await stopped(whole("asked"), ["--replace", urnOf(INSTANCE, "asked")]);
    assert.deepEqual(found, ["ecs-create-instance"]);
  });
});
