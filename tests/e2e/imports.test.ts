// Resources that the program adopts: nothing is created, so nothing is called.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as alicloud from "@pulumi/alicloud";
import { describeCases, foundOf, runCases, type Case } from "../support/cases";
import { newStack, type TestStack } from "../support/engine";
import { instance, priorAttachment, together } from "../support/pieces";
import { priorInstance, PROGRAM } from "../support/scenario";

const locked = (key: string) => [{ id: `i-${key}` }];
const adopted = (key: string) => () => {
  const args = { diskId: `d-${key}`, instanceId: `i-${key}` };
  new alicloud.ecs.EcsDiskAttachment(`${key}--disk`, args, { import: `d-${key}:i-${key}` });
};

const CASES: readonly Case[] = [
  {
    key: "attachment",
    it: "an attachment",
    instances: locked("attachment"),
    disks: [{ id: "d-attachment", instanceId: "i-attachment" }],
    program: adopted("attachment"),
    found: [],
  },
  {
    key: "unasked",
    it: "an attachment that the look-up does not know",
    instances: locked("unasked"),
    program: adopted("unasked"),
    found: [],
    updateStops: "no policy is told that it is an import, and the look-up does not show where the disk is",
  },
  {
    key: "key-pair",
    it: "a key pair attachment with force",
    instances: locked("key-pair"),
    program: () => {
      const args = { keyPairName: "admin", instanceIds: ["i-key-pair"], force: true };
      new alicloud.ecs.EcsKeyPairAttachment("key-pair--pair", args, { import: 'admin:["i-key-pair"]' });
    },
    found: [],
    updateStops: "no policy is told that it is an import",
  },
  {
    key: "machine",
    it: "an instance",
    instances: locked("machine"),
    program: instance("machine", {}, { import: "i-machine" }),
    found: [],
  },
  {
    key: "disk",
    it: "a disk",
    instances: locked("disk"),
    disks: [{ id: "d-disk", instanceId: "i-disk" }],
    program: () => {
      new alicloud.ecs.EcsDisk("disk--data", { size: 40, zoneId: "cn-hangzhou-h" }, { import: "d-disk" });
    },
    found: [],
  },
  {
    key: "kept",
    it: "a resource whose import option is still in the program",
    prior: [priorInstance("kept"), priorAttachment("kept")],
    program: together(instance("kept", {}, { import: "i-kept" }), adopted("kept")),
    found: [],
  },
  {
    key: "kept-updated",
    it: "but an update of it is one",
    prior: [priorInstance("kept-updated")],
    program: instance("kept-updated", { instanceName: "new" }, { import: "i-kept-updated" }),
    found: ["ecs-modify-instance-attribute"],
  },
  {
    key: "changed",
    it: "except where it differs from the program, and is changed at once: which property is not shown",
    instances: locked("changed"),
    disks: [{ id: "d-changed-system", instanceId: "i-changed" }],
    program: instance("changed", {}, { import: "i-changed" }),
    found: ["ecs-lock-status"],
  },
  {
    key: "changed-free",
    it: "which concerns nobody on an instance that is not locked",
    instances: [{ id: "i-changed-free", reasons: [] }],
    disks: [{ id: "d-free-system", instanceId: "i-changed-free" }],
    program: instance("changed-free", {}, { import: "i-changed-free" }),
    found: [],
  },
  {
    key: "owned",
    it: "one that was only read so far",
    prior: [priorInstance("owned", { entry: { external: true } })],
    program: instance("owned", {}, { import: "i-owned" }),
    found: [],
  },
  {
    key: "instead",
    it: "one that takes the place of another: the other one is deleted",
    prior: [priorInstance("instead"), priorAttachment("instead")],
    instances: locked("instead-other"),
    program: together(instance("instead", {}, { import: "i-instead-other" }), () => {
      const args = { diskId: "d-instead-other", instanceId: "i-instead-other" };
      new alicloud.ecs.EcsDiskAttachment("instead--disk", args, { import: "d-instead-other:i-instead-other" });
    }),
    found: ["(ecs-lock-status)", "ecs-detach-disk"],
  },
  {
    key: "instead-retained",
    it: "which it is not if it is retained",
    prior: [priorInstance("instead-retained", { entry: { retainOnDelete: true } })],
    instances: locked("instead-retained-other"),
    program: instance("instead-retained", {}, { import: "i-instead-retained-other" }),
    found: [],
  },
];

/** What the provider reads when it is asked for them. */
const CLOUD = {
  "d-attachment:i-attachment": { diskId: "d-attachment", instanceId: "i-attachment" },
  "d-unasked:i-unasked": { diskId: "d-unasked", instanceId: "i-unasked" },
  "d-kept:i-kept": { diskId: "d-kept", instanceId: "i-kept" },
  "d-instead-other:i-instead-other": { diskId: "d-instead-other", instanceId: "i-instead-other" },
  'admin:["i-key-pair"]': { keyPairName: "admin", keyName: "admin", instanceIds: ["i-key-pair"], force: true },
  "i-machine": { ...PROGRAM, status: "Running" },
  "i-changed": { ...PROGRAM, instanceName: "elsewhere", status: "Running", systemDiskId: "d-changed-system" },
  "i-changed-free": { ...PROGRAM, instanceName: "elsewhere", status: "Running", systemDiskId: "d-free-system" },
  "i-owned": { ...PROGRAM, status: "Running" },
  "i-instead-other": { ...PROGRAM, status: "Running" },
  "i-instead-retained-other": { ...PROGRAM, status: "Running" },
  "d-disk": { size: 40, zoneId: "cn-hangzhou-h", status: "In_use" },
};

async function cloudOf(stack: TestStack): Promise<{ readonly TEST_PROVIDER_CLOUD: string }> {
  const file = join(stack.tempDir, "cloud.json");
  await writeFile(file, JSON.stringify(CLOUD));
  return { TEST_PROVIDER_CLOUD: file };
}

describe("with the import option, on a locked instance, nothing is called for", () => {
  describeCases(CASES, async (stack) => ({ env: await cloudOf(stack) }));
});

describe("`pulumi up --skip-preview`, where nobody says that it is an import,", () => {
  let stack: TestStack;
  before(async () => {
    stack = await newStack(async () => undefined);
  });
  after(() => stack.dispose());

  const run = async (key: string, disks: Case["disks"], expectFailure: boolean) => {
    const one: Case = { key, it: "", instances: locked(key), disks: disks ?? [], program: adopted(key), found: [] };
    const options = { env: await cloudOf(stack), args: ["--skip-preview"], expectFailure };
    return foundOf(await runCases(stack, [one], options, "up"), key);
  };

  it("passes where the look-up shows that the disk is attached there", async () => {
    const disks = [{ id: "d-attachment", instanceId: "i-attachment" }];
    assert.deepEqual(await run("attachment", disks, false), []);
  });

  it("is refused where the look-up shows that it is not", async () => {
    assert.deepEqual(await run("attachment", [{ id: "d-attachment", status: "Available" }], true), ["ecs-attach-disk"]);
  });
});

describe("the import of a key pair attachment on a locked instance", () => {
  let stack: TestStack;
  before(async () => {
    stack = await newStack(async () => undefined);
  });
  after(() => stack.dispose());

  it("passes the preview of `pulumi up` and is stopped in the update, which does not say that it is an import", async () => {
    const one = CASES.filter(({ key }) => key === "key-pair");
    const options = { env: await cloudOf(stack), expectFailure: true };
    const result = await runCases(stack, one, options, "up");
    assert.deepEqual(foundOf(result, "key-pair"), ["ecs-reboot-instance"], result.log);
    assert.deepEqual(result.providerLog, []);
  });
});
