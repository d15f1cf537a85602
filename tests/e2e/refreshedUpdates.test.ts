// `pulumi up --refresh`: the state that counts in the update is the one after the refresh.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as alicloud from "@pulumi/alicloud";
import { foundOf, runCases, type Case } from "../support/cases";
import { newStack, type TestStack } from "../support/engine";
import { attachment, DISK, instance, priorAttachment, together } from "../support/pieces";
import { applied, priorInstance, PROGRAM } from "../support/scenario";

const SKIP = ["--skip-preview"];

describe("`pulumi up --refresh`", () => {
  let stack: TestStack;
  before(async () => {
    stack = await newStack(async () => undefined);
  });
  after(() => stack.dispose());

  /** `cloud`: what is found by the refresh. */
  const up = async (
    one: Omit<Case, "it" | "found">,
    cloud: Readonly<Record<string, unknown>>,
    options: Parameters<typeof runCases>[2] = {},
  ) => {
    const file = join(stack.tempDir, "cloud.json");
    await writeFile(file, JSON.stringify(cloud));
    const args = ["--refresh", ...(options.args ?? [])];
    const env = { TEST_PROVIDER_CLOUD: file };
    return runCases(stack, [{ it: "", found: [], ...one }], { ...options, args, env }, "up");
  };

  for (const args of [[], SKIP]) {
    it(`goes through where the program adopts a drift of a locked instance ${args.join("")}`, async () => {
      const program = instance("adopted", { instanceName: "elsewhere" });
      const drift = { "i-adopted": { instanceName: "elsewhere" } };
      const result = await up({ key: "adopted", prior: [priorInstance("adopted")], program }, drift, { args });
      assert.deepEqual(applied(result), []);
    });

    it(`creates an instance anew that was released outside ${args.join("")}`, async () => {
      const gone = { key: "gone", prior: [priorInstance("gone")], program: instance("gone") };
      // The preview is shown no refresh; the update sees the state after it.
      const reasons = args.length === 0 ? [] : ["security"];
      const result = await up({ ...gone, instances: [{ id: "i-gone", reasons }] }, { "i-gone": null }, { args });
      assert.deepEqual(applied(result), ["create gone"]);
    });
  }

  it("stops a drift of a locked instance that the program would set back, before any call", async () => {
    const one = { key: "drifted", prior: [priorInstance("drifted")], program: instance("drifted") };
    const drift = { "i-drifted": { instanceName: "elsewhere" } };
    const result = await up(one, drift, { args: SKIP, expectFailure: true });
    assert.deepEqual(foundOf(result, "drifted"), ["ecs-modify-instance-attribute"], result.log);
    assert.deepEqual(applied(result), []);
  });

  it("stops the attachment of a disk that was detached from a locked instance outside, before any call", async () => {
    const whole = {
      prior: [priorInstance("off"), priorAttachment("off")],
      program: together(instance("off"), attachment("off")),
    };
    const disks = [{ id: "d-off", status: "Available" }];
    const options = { args: SKIP, expectFailure: true };
    const result = await up({ key: "off", ...whole, disks }, { "d-off:i-off": null }, options);
    assert.deepEqual(foundOf(result, "off"), ["ecs-attach-disk"], result.log);
    assert.deepEqual(applied(result), []);
  });

  it("attaches nothing more to an instance that was released outside, and goes through", async () => {
    const program = (): void => {
      const machine = new alicloud.ecs.Instance("lost", PROGRAM);
      new alicloud.ecs.EcsDiskAttachment("lost--disk", { diskId: "d-lost", instanceId: machine.id });
    };
    const one = { key: "lost", prior: [priorInstance("lost"), priorAttachment("lost")], program };
    const disks = [{ id: "d-lost", status: "Available" }];
    const released = { "i-lost": null, "d-lost:i-lost": null };
    const result = await up({ ...one, instances: [{ id: "i-lost", reasons: [] }], disks }, released);
    assert.deepEqual(applied(result).sort(), ["create lost", "create lost--disk"]);
  });

  it("stops the resize of a disk in use that was resized outside, before any call", async () => {
    const size = { size: 40, zoneId: "cn-hangzhou-h" };
    const one = {
      key: "grown",
      prior: [priorInstance("grown"), { type: DISK, name: "grown--data", id: "d-grown", inputs: size }],
      disks: [{ id: "d-grown", instanceId: "i-grown" }],
      program: together(instance("grown"), () => {
        new alicloud.ecs.EcsDisk("grown--data", size);
      }),
    };
    const options = { args: SKIP, configuration: { edition: "strict" }, expectFailure: true };
    const result = await up(one, { "d-grown": { size: 20 } }, options);
    assert.deepEqual(foundOf(result, "grown"), ["ecs-resize-disk"], result.log);
    assert.deepEqual(applied(result), []);
  });
});
