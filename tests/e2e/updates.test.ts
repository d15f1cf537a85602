// The update of `pulumi up`: what it has created itself, and what its preview let through, stops nothing half-way.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as alicloud from "@pulumi/alicloud";
import * as pulumi from "@pulumi/pulumi";
import { foundOf, runCases, type Case } from "../support/cases";
import { newStack, secretValue, type TestStack } from "../support/engine";
import { instance, priorAttachment, together } from "../support/pieces";
import { applied, priorInstance, PROGRAM } from "../support/scenario";

const size = { size: 40, zoneId: "cn-hangzhou-h" };
const SKIP = ["--skip-preview"];

/** A new instance with all that can hang on one. */
const fleet = (key: string) => (): void => {
  const machine = new alicloud.ecs.Instance(key, PROGRAM);
  const disk = new alicloud.ecs.EcsDisk(`${key}--data`, size);
  const attached = { diskId: disk.id, instanceId: machine.id };
  const attachment = new alicloud.ecs.EcsDiskAttachment(`${key}--disk`, attached);
  const keys = { keyPairName: "admin", instanceIds: [machine.id], force: true };
  new alicloud.ecs.EcsKeyPairAttachment(`${key}--keys`, keys);
  for (const [name, diskId] of Object.entries({ data: disk.id, root: machine.systemDiskId })) {
    new alicloud.ecs.EcsSnapshot(`${key}--${name}-snapshot`, { diskId }, { dependsOn: [attachment] });
  }
};
const FLEET = ["", "--data", "--disk", "--keys", "--data-snapshot", "--root-snapshot"];

describe("an update with a lock file", () => {
  let stack: TestStack;
  before(async () => {
    stack = await newStack(async () => undefined);
  });
  after(() => stack.dispose());

  const up = async (one: Omit<Case, "it" | "found">, options: Parameters<typeof runCases>[2] = {}) =>
    runCases(stack, [{ it: "", found: [], ...one }], options, "up");

  for (const args of [[], SKIP]) {
    it(`goes through where it is the first of all ${args.join("")}`, async () => {
      const result = await up({ key: "first", program: fleet("first") }, { args });
      assert.deepEqual(applied(result).sort(), FLEET.map((name) => `create first${name}`).sort());
    });
  }

  it("goes through where new instances, disks and attachments come beside a locked instance", async () => {
    const program = together(instance("old"), fleet("new"));
    const result = await up({ key: "old", prior: [priorInstance("old")], program });
    assert.deepEqual(applied(result).sort(), FLEET.map((name) => `create new${name}`).sort());
  });

  it("goes through where an instance that is not locked is replaced, and its attachment with it", async () => {
    const program = (): void => {
      const machine = new alicloud.ecs.Instance("swapped", { ...PROGRAM, availabilityZone: "cn-hangzhou-k" });
      new alicloud.ecs.EcsDiskAttachment("swapped--disk", { diskId: "d-swapped", instanceId: machine.id });
    };
    const result = await up({
      key: "swapped",
      prior: [priorInstance("swapped"), priorAttachment("swapped")],
      instances: [{ id: "i-swapped", reasons: [] }],
      disks: [{ id: "d-swapped", instanceId: "i-swapped" }],
      program,
    });
    const calls = ["create swapped", "create swapped--disk", "delete swapped", "delete swapped--disk"];
    assert.deepEqual(applied(result).sort(), calls);
  });

  for (const reasons of [[], ["security"]]) {
    const isLocked = reasons.length > 0;
    it(`${isLocked ? "is stopped" : "goes through"} where a new disk is made on an instance that is ${isLocked ? "locked" : "not"}`, async () => {
      const program = (): void => {
        const disk = new alicloud.ecs.EcsDisk("made--data", { size: 40, instanceId: "i-made" });
        new alicloud.ecs.EcsSnapshot("made--snapshot", { diskId: disk.id });
      };
      const one = { key: "made", instances: [{ id: "i-made", reasons }], program };
      // The lock falls on creation, and no preview knows the disk.
      const result = await up(one, { args: SKIP, expectFailure: isLocked, configuration: { edition: "topic" } });
      const made = ["create made--data", "create made--snapshot"];
      assert.deepEqual(applied(result), isLocked ? made.slice(0, 1) : made, result.log);
      assert.deepEqual(foundOf(result, "made"), isLocked ? ["ecs-create-snapshot"] : []);
    });
  }

  /** Ids that the update has not made, although they are new in its state. */
  const STRANGERS: Readonly<Record<string, () => pulumi.Input<string>>> = {
    "that the program names": () => "i-nobody",
    "of an instance that the program only reads": () => alicloud.ecs.Instance.get("strange", "i-nobody").id,
    "of an instance that it imports": () =>
      new alicloud.ecs.Instance("strange", PROGRAM, { import: "i-nobody", ignoreChanges: ["*"] }).id,
  };
  for (const [whose, idOf] of Object.entries(STRANGERS)) {
    it(`cannot say anything of an id ${whose} and no look-up knows`, async () => {
      const program = (): void => {
        const disk = new alicloud.ecs.EcsDisk("strange--data", size);
        new alicloud.ecs.EcsDiskAttachment("strange--disk", { diskId: disk.id, instanceId: idOf() });
      };
      const cloud = join(stack.tempDir, "cloud.json");
      await writeFile(cloud, JSON.stringify({ "i-nobody": { ...PROGRAM, status: "Running" } }));
      const options = { args: SKIP, env: { TEST_PROVIDER_CLOUD: cloud }, expectFailure: true };
      const result = await up({ key: "strange", program }, options);
      assert.deepEqual(foundOf(result, "strange"), ["ecs-lock-status"], result.log);
      assert.deepEqual(applied(result), ["create strange--data"]);
      assert.match(
        result.log,
        /This is the update itself\. Changed so far: created strange--data, as the stack's state shows/,
      );
      assert.doesNotMatch(result.log, /preview again|only warning|look-ups of security locks succeed/i);
    });
  }
});

describe("an update beside unchanged locked instances with secrets", () => {
  let stack: TestStack;
  before(async () => {
    stack = await newStack(async () => undefined);
  });
  after(() => stack.dispose());

  const secrets = { password: secretValue("Planted-Secret-1"), kmsEncryptedPassword: secretValue("Planted-Secret-2") };
  const password = (key: string, changes: Partial<alicloud.ecs.InstanceArgs> = {}): Case => ({
    key,
    it: "",
    prior: [priorInstance(key, { inputs: secrets, outputs: secrets })],
    program: instance(key, {
      password: pulumi.secret("Planted-Secret-1"),
      kmsEncryptedPassword: pulumi.secret("Planted-Secret-2"),
      ...changes,
    }),
    found: [],
  });
  const beside: Case = {
    key: "beside",
    it: "",
    prior: [priorInstance("beside")],
    instances: [{ id: "i-beside", reasons: [] }],
    program: together(instance("beside", { instanceName: "new" }), () => {
      new alicloud.ecs.EcsDisk("beside--data", size);
    }),
    found: [],
  };

  for (const args of [[], SKIP]) {
    it(`goes through with the state's secrets in reach ${args.join("")}`, async () => {
      const result = await runCases(stack, [password("kept"), beside], { args }, "up");
      assert.deepEqual(applied(result).sort(), ["create beside--data", "update beside"]);
    });
  }

  const fromFile = async (cases: readonly Case[], options: Parameters<typeof runCases>[2]) => {
    const priorStateFile = join(stack.tempDir, "prior.json");
    // The export is that of the same resources: nothing is applied yet.
    await runCases(stack, cases, { policyPack: false });
    await writeFile(priorStateFile, JSON.stringify(await stack.exportState()));
    return runCases(stack, cases, { ...options, configuration: { priorState: "file", priorStateFile } }, "up");
  };

  it("goes through with a priorStateFile that has no secrets", async () => {
    const result = await fromFile([password("kept"), beside], {});
    assert.deepEqual(applied(result).sort(), ["create beside--data", "update beside"]);
  });

  it("cannot say with such a file where no preview has compared them", async () => {
    const result = await fromFile([password("kept")], { args: SKIP, expectFailure: true });
    assert.deepEqual(foundOf(result, "kept"), ["ecs-lock-status"], result.log);
    assert.deepEqual(applied(result), []);
  });

  it("goes through with a priorStateFile and anything new", async () => {
    const result = await fromFile([{ key: "fresh", it: "", program: fleet("fresh"), found: [] }], {});
    assert.equal(applied(result).length, FLEET.length);
  });
});
