// Locks that fall while an update is under way, after the preview has passed and the first answers have come.
import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import * as alicloud from "@pulumi/alicloud";
import * as pulumi from "@pulumi/pulumi";
import { addDisk, addInstance, KEY_ID, KEY_SECRET } from "../support/emulator/cloud";
import { startEmulator, type Emulator } from "../support/emulator/emulator";
import { newStack, type RunResult, type TestStack } from "../support/engine";
import { DISK, instance } from "../support/pieces";
import { applied, importResources, mandatory, priorInstance, PROGRAM } from "../support/scenario";

const MAX_AGE_SECONDS = 1;
const size = { size: 40, zoneId: "cn-hangzhou-h" };
const NAMES = ["first", "last", "owner"];

const resolved = (output: pulumi.Output<unknown>): Promise<unknown> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });

describe("a lock that falls during an update", () => {
  let stack: TestStack;
  let emulator: Emulator;
  before(async () => {
    stack = await newStack(async () => undefined);
    emulator = await startEmulator();
  });
  after(async () => {
    await stack.dispose();
    await emulator.stop();
  });

  /** Renames an instance; when that is done, everything else is locked, and the program goes on with `then`. */
  const program = (then: () => void) => async (): Promise<void> => {
    const machine = new alicloud.ecs.Instance("first", { ...PROGRAM, instanceName: "renamed" });
    if (!pulumi.runtime.isDryRun()) {
      await resolved(machine.id);
      for (const name of ["last", "owner"]) addInstance(emulator.cloud, `i-${name}`, { lockReasons: ["security"] });
      await wait(MAX_AGE_SECONDS * 1000 + 200);
    }
    then();
  };

  async function up(then: () => void, statusMaxAgeSeconds: number, expectFailure: boolean): Promise<RunResult> {
    for (const name of NAMES) addInstance(emulator.cloud, `i-${name}`);
    addDisk(emulator.cloud, "d-data", ["i-owner"]);
    emulator.calls.length = 0;
    const disk = { type: DISK, name: "data", id: "d-data", inputs: size, outputs: { status: "In_use" } };
    await importResources(stack, [...NAMES.map((name) => priorInstance(name)), disk]);
    stack.setProgram(program(then));
    return stack.up({
      policyPackConfig: { "ecs-lock-status": { endpoint: emulator.endpoint, edition: "strict", statusMaxAgeSeconds } },
      env: { ALICLOUD_ACCESS_KEY: KEY_ID, ALICLOUD_SECRET_KEY: KEY_SECRET },
      expectFailure,
    });
  }

  const others = (last: () => void) => (): void => {
    for (const unchanged of [instance("owner"), last]) unchanged();
  };
  const data = (sizeInGiB: number) => (): void => {
    new alicloud.ecs.EcsDisk("data", { ...size, size: sizeInGiB });
  };

  it("stops what comes after it, once the answers are older than statusMaxAgeSeconds", async () => {
    const program = others(() => {
      instance("last", { instanceName: "new" })();
      data(40)();
    });
    const result = await up(program, MAX_AGE_SECONDS, true);
    assert.deepEqual(mandatory(result), ["ecs-modify-instance-attribute"], result.log);
    assert.deepEqual(applied(result), ["update first"]);
    assert.match(
      result.log,
      /This is the update itself, whose preview had passed\. Changed so far: updated first, as the stack's state shows/,
    );
    assert.match(
      result.log,
      /ModifyInstanceAttribute would be refused: .* \(LockReason security; seen \d{4}-\S+ by Desc/,
    );
    assert.doesNotMatch(result.log, /preview again|only warning/);
  });

  it("also on the instance of a disk", async () => {
    const program = others(() => {
      instance("last")();
      data(80)();
    });
    const result = await up(program, MAX_AGE_SECONDS, true);
    assert.deepEqual(mandatory(result), ["ecs-resize-disk"], result.log);
    assert.deepEqual(applied(result), ["update first"]);
  });

  it("is not seen before, and all instances are asked for once in the preview and once in the update", async () => {
    const program = others(() => {
      instance("last", { instanceName: "new" })();
      data(40)();
    });
    const result = await up(program, 3600, false);
    assert.deepEqual(applied(result), ["update first", "update last"]);
    assert.deepEqual(
      emulator.calls.map(({ action }) => action),
      ["DescribeInstances", "DescribeInstances"],
    );
  });
});
